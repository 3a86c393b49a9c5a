import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { AlertEvent } from '../../domain/operations/alerts/evaluate.ts';
import { alertsTable } from './tables.ts';

export interface PastAlert {
	readonly id: string;
	readonly rule: string;
	readonly severity: 'critical' | 'warning';
	/** Times are ISO 8601; null: it still fires. */
	readonly since: string;
	readonly fired_at: string;
	readonly resolved_at: string | null;
	/** When it fired. */
	readonly value: number | null;
}

/** @param at when it was evaluated, ms since 1970 */
export async function recordTransitions(
	trx: Knex.Transaction,
	transitions: readonly AlertEvent[],
	at: number,
): Promise<void> {
	for (const { rule, state, since, value } of transitions) {
		const key = { rule: rule.id, since: new Date(since) };
		if (state === 'resolved')
			await trx(alertsTable)
				.where(key)
				.update({ resolved_at: new Date(at) });
		else
			await trx(alertsTable)
				.insert({ id: randomUUID(), ...key, severity: rule.severity, fired_at: new Date(at), value })
				.onConflict(['rule', 'since'])
				.ignore();
	}
}

/** The newest first. */
export async function readHistory(
	knex: Knex,
	{ rule, limit, before }: { rule?: string | undefined; limit: number; before?: string | undefined },
): Promise<PastAlert[]> {
	const query = knex(alertsTable).orderBy('fired_at', 'desc').orderBy('id').limit(limit);
	if (rule !== undefined) query.where({ rule });
	if (before !== undefined) query.where('fired_at', '<', new Date(before));
	const rows = await query;
	return rows.map((row) => ({
		id: row.id,
		rule: row.rule,
		severity: row.severity,
		since: iso(row.since),
		fired_at: iso(row.fired_at),
		resolved_at: row.resolved_at === null ? null : iso(row.resolved_at),
		value: row.value === null ? null : Number(row.value),
	}));
}

const iso = (time: Date | number): string => new Date(time).toISOString();
