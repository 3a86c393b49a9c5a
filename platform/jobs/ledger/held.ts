import type { Knex } from 'knex';
import type { JobStatus } from '../../../domain/jobs/status.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { later } from './clock.ts';
import { decodeRun, table, type JobRun } from './run.ts';

/** Another worker has taken the job, or somebody cancelled it. What was not committed is undone. */
export class LeaseLost extends Error {
	override readonly name = 'LeaseLost';

	constructor({ name, slot }: Pick<JobRun, 'name' | 'slot'>) {
		super(`The job ${name} (${slot}) is no longer this worker’s`);
	}
}

export type Held = Pick<JobRun, 'id' | 'name' | 'slot' | 'fence' | 'lease_seconds'>;

/**
 * Runs `work` in a transaction in which nobody else can take or cancel the job.
 *
 * @throws {LeaseLost} when somebody had, which undoes everything
 */
export function whileHeld<T>(
	knex: Knex,
	run: Held,
	work: (trx: Knex.Transaction, current: JobRun) => Promise<T>,
): Promise<T> {
	return knex.transaction(async (trx) => {
		if (isPostgres(trx)) await endWithLease(trx, run);
		// The first statement writes: on SQLite a transaction that reads first may not be able to write any more.
		const current = await renewIn(trx, run);
		if (!current) throw new LeaseLost(run);
		return work(trx, current);
	});
}

/** For work outside a transaction. @returns whether the job is still this worker's */
export async function renewLease(knex: Knex, run: Held): Promise<boolean> {
	return (await renewIn(knex, run)) !== null;
}

async function renewIn(knex: Knex, run: Held): Promise<JobRun | null> {
	const [row] = await knex(table)
		.where(ours(run))
		.update({ lease_until: later(knex, run.lease_seconds * 1000) })
		.returning('*');
	return row ? decodeRun(row) : null;
}

/** The row as long as nobody else has taken it. */
export const ours = ({ id, fence }: Held) => ({ id, fence, status: 'running' satisfies JobStatus });

/** A process that is frozen in the middle of a step must not lock the job for longer than its lease. */
async function endWithLease(trx: Knex.Transaction, { lease_seconds }: Held): Promise<void> {
	await trx.raw("select set_config('idle_in_transaction_session_timeout', ?, true)", [
		String(lease_seconds * 1000),
	]);
}
