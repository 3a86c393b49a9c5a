import type { Knex } from 'knex';
import { mostCrashes } from '../../../domain/jobs/retry.ts';
import { now } from './clock.ts';
import { begunAgain, ended } from './columns.ts';
import { decodeRun, table, type JobRun } from './run.ts';

const reason =
	`${mostCrashes + 1} workers in a row vanished with it and it got no further. ` +
	'Find what ended them, such as a lack of memory; then retry it.';

/**
 * Gives up the jobs with which too many workers vanished in a row: they may be what ends them.
 *
 * @returns those that are dead now; one that was asked for anew meanwhile begins anew instead
 */
export async function buryCrashed(knex: Knex): Promise<JobRun[]> {
	await crashed(knex).whereNotNull('next_payload').update(begunAgain(knex));
	const rows = await crashed(knex)
		.whereNull('next_payload')
		.update({ ...ended(knex, 'dead'), error: reason })
		.returning('*');
	return rows.map(decodeRun);
}

const crashed = (knex: Knex): Knex.QueryBuilder =>
	knex(table)
		.where({ status: 'running' })
		.where('crashes', '>=', mostCrashes)
		.where('lease_until', '<', now(knex));
