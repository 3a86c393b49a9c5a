import type { Knex } from 'knex';
import { finishedStatuses } from '../../../domain/jobs/status.ts';
import { later } from './clock.ts';
import { table } from './run.ts';

const dayMs = 86_400_000;

/**
 * Deletes jobs that ended longer ago than `days`, at most `limit`.
 *
 * @returns how many
 */
export async function pruneFinished(knex: Knex, days: number, limit: number): Promise<number> {
	const old = knex(table)
		.select('id')
		.whereIn('status', [...finishedStatuses])
		.where('finished_at', '<', later(knex, -days * dayMs))
		.limit(limit);
	return knex(table).whereIn('id', old).delete();
}
