import type { Knex } from 'knex';
import { table } from './run.ts';

/** The run of a job that succeeded last. Times are ms since 1970 by the database's clock. */
export interface LastSuccess {
	readonly startedAt: number | null;
	readonly finishedAt: number;
}

/**
 * When each job last succeeded, by its name; jobs that never did are not in it.
 *
 * @param names only of these jobs; all when it is left out
 */
export async function readLastSuccesses(
	knex: Knex,
	names?: readonly string[],
): Promise<ReadonlyMap<string, LastSuccess>> {
	const done = knex(table).where({ status: 'done' }).whereNotNull('finished_at');
	if (names) done.whereIn('name', names);
	const ranked = done
		.select('name', 'started_at', 'finished_at')
		.rowNumber('place', (over) => void over.partitionBy('name').orderBy('finished_at', 'desc'))
		.as('ranked');
	const rows: { name: string; started_at: Moment | null; finished_at: Moment }[] = await knex
		.from(ranked)
		.where('place', 1)
		.select('name', 'started_at', 'finished_at');
	return new Map(
		rows.map(({ name, started_at, finished_at }) => [
			name,
			{
				startedAt: started_at === null ? null : new Date(started_at).getTime(),
				finishedAt: new Date(finished_at).getTime(),
			},
		]),
	);
}

type Moment = Date | number | string;
