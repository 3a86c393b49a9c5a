import type { Knex } from 'knex';
import {
	baselineMs,
	failureWindowMs,
	type LoginFailures,
} from '../../domain/operations/security/login-baseline.ts';
import { countsSince } from './summary.ts';
import { securityEventsTable } from './tables.ts';

/** Failed log-ins of the last ten minutes, and of the week before them as far as anything was counted. */
export async function loginFailures(knex: Knex, now: number): Promise<LoginFailures> {
	const from = now - failureWindowMs;
	const { login_failed: recent } = await countsSince(knex, from);
	const { login_failed: all } = await countsSince(knex, from - baselineMs);
	const row = await knex(securityEventsTable).min({ first: 'at' }).first();
	const first = row?.first === null || row?.first === undefined ? now : Number(row.first);
	return { recent, before: all - recent, beforeMs: Math.min(baselineMs, Math.max(0, from - first)) };
}
