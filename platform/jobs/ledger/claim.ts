import type { Knex } from 'knex';
import { isUuid } from '../../../domain/text/uuid.ts';
import { mostCrashes } from '../../../domain/jobs/retry.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { later, now } from './clock.ts';
import { decodeRun, table, type JobRun } from './run.ts';

export interface Claim {
	/** The jobs that this worker knows; after an upgrade, workers of both releases are there for a while. */
	readonly names: readonly string[];
	/** Names the worker, for people. */
	readonly owner: string;
	/** Only this one. */
	readonly id?: string;
	/** Only what has been due for so long, ms. */
	readonly dueForMs?: number;
}

/**
 * Takes the next job that is due, or one whose worker has vanished: each by one worker only. From here on every
 * worker that held it before is shut out.
 */
export async function claim(knex: Knex, wanted: Claim): Promise<JobRun | null> {
	if (wanted.id !== undefined && !isUuid(wanted.id)) return null;
	return (
		(await take(knex, wanted.owner, abandoned(knex, wanted))) ??
		(await take(knex, wanted.owner, queued(knex, wanted)))
	);
}

/** Jobs that are waiting for a worker, in their order. */
export async function listDue(
	knex: Knex,
	wanted: Omit<Claim, 'owner'>,
	limit: number,
): Promise<Pick<JobRun, 'id' | 'fence'>[]> {
	const columns = ['id', 'fence'];
	const left: Pick<JobRun, 'id' | 'fence'>[] = await abandoned(knex, wanted).select(columns).limit(limit);
	const waiting: Pick<JobRun, 'id' | 'fence'>[] = await queued(knex, wanted).select(columns).limit(limit);
	return [...left, ...waiting].slice(0, limit);
}

const queued = (knex: Knex, wanted: Omit<Claim, 'owner'>): Knex.QueryBuilder =>
	about(knex, wanted)
		.where({ status: 'queued' })
		.where('run_at', '<=', later(knex, -(wanted.dueForMs ?? 0)))
		.orderBy(['priority', 'run_at']);

const abandoned = (knex: Knex, wanted: Omit<Claim, 'owner'>): Knex.QueryBuilder =>
	about(knex, wanted)
		.where({ status: 'running' })
		.where('crashes', '<', mostCrashes)
		.where('lease_until', '<', later(knex, -(wanted.dueForMs ?? 0)))
		.orderBy(['priority', 'run_at']);

function about(knex: Knex, { names, id }: Omit<Claim, 'owner'>): Knex.QueryBuilder {
	const query = knex(table).whereIn('name', names);
	return id === undefined ? query : query.where({ id });
}

async function take(knex: Knex, owner: string, due: Knex.QueryBuilder): Promise<JobRun | null> {
	const candidate = due.select('id').limit(1);
	const [row] = await knex(table)
		.where('id', isPostgres(knex) ? candidate.forUpdate().skipLocked() : candidate)
		.update({
			status: 'running',
			owner,
			fence: knex.raw('fence + 1'),
			crashes: knex.raw("case when status = 'running' then crashes + 1 else crashes end"),
			lease_until: later(knex, knex.raw('lease_seconds * 1000')),
			started_at: knex.raw('coalesce(started_at, ?)', [now(knex)]),
		})
		.returning('*');
	return row ? decodeRun(row) : null;
}
