import type { Knex } from 'knex';
import { isUuid } from '../../../domain/text/uuid.ts';
import { transitions } from '../../../domain/jobs/status.ts';
import { now } from './clock.ts';
import { atRest, ended } from './columns.ts';
import { decodeRun, table, type JobRun } from './run.ts';

/**
 * Ends a job that waits or runs. A step under way is undone, or is the last one.
 *
 * @returns null when it is in no state that can be cancelled
 */
export const cancel = (knex: Knex, id: string): Promise<JobRun | null> =>
	change(knex, id, 'cancel', ended(knex, transitions.cancel.to));

/**
 * Has a job that was given up or cancelled go on where it was.
 *
 * @returns null when it is in no state from which it can be retried
 */
export const retry = (knex: Knex, id: string): Promise<JobRun | null> =>
	change(knex, id, 'retry', {
		...atRest,
		status: transitions.retry.to,
		run_at: now(knex),
		attempt: 0,
		crashes: 0,
		error: null,
		finished_at: null,
	});

async function change(
	knex: Knex,
	id: string,
	transition: 'cancel' | 'retry',
	columns: Record<string, unknown>,
): Promise<JobRun | null> {
	if (!isUuid(id)) return null;
	const [row] = await knex(table)
		.where({ id })
		.whereIn('status', [...transitions[transition].from])
		.update(columns)
		.returning('*');
	return row ? decodeRun(row) : null;
}
