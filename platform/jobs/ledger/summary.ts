import type { Knex } from 'knex';
import { jobStatuses, type JobStatus } from '../../../domain/jobs/status.ts';
import { groupBy } from '../../../domain/group-by.ts';
import { readClock } from './clock.ts';
import { readLastSuccesses } from './last-success.ts';
import { table } from './run.ts';

/** How the jobs of one name stand. Times are ms since 1970 by the database's clock. */
export interface JobsOfName {
	readonly name: string;
	readonly counts: Readonly<Record<JobStatus, number>>;
	readonly lastSuccessAt: number | null;
	readonly lastDurationMs: number | null;
}

export interface JobSummary {
	readonly byName: readonly JobsOfName[];
	/** How long the job that is due longest waits, ms; 0 when none does. */
	readonly oldestDueMs: number;
	readonly totals: Readonly<Record<JobStatus, number>>;
}

/** The whole ledger in three statements, however many wait in it. */
export async function summariseJobs(knex: Knex): Promise<JobSummary> {
	const counted: { name: string; status: JobStatus; runs: number | string }[] = await knex(table)
		.select('name', 'status')
		.count({ runs: '*' })
		.groupBy('name', 'status');
	const successes = await readLastSuccesses(knex);
	const byName = Array.from(
		groupBy(counted, ({ name }) => name),
		([name, rows]): JobsOfName => {
			const { startedAt = null, finishedAt = null } = successes.get(name) ?? {};
			return {
				name,
				counts: countsOf(rows),
				lastSuccessAt: finishedAt,
				lastDurationMs: finishedAt === null || startedAt === null ? null : finishedAt - startedAt,
			};
		},
	);
	return { byName, totals: countsOf(counted), oldestDueMs: await readOldestDue(knex) };
}

function countsOf(rows: readonly { status: JobStatus; runs: number | string }[]): Record<JobStatus, number> {
	const counts = Object.fromEntries(jobStatuses.map((status) => [status, 0])) as Record<JobStatus, number>;
	for (const { status, runs } of rows) counts[status] += Number(runs);
	return counts;
}

async function readOldestDue(knex: Knex): Promise<number> {
	const row = (await knex(table).where({ status: 'queued' }).min({ earliest: 'run_at' }).first()) as {
		earliest: Date | number | string | null;
	};
	if (row.earliest === null) return 0;
	return Math.max(0, (await readClock(knex)) - new Date(row.earliest).getTime());
}
