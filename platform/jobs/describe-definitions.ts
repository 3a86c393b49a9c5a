import type { Knex } from 'knex';
import { z } from 'zod';
import { nextRunAt } from '../../domain/jobs/next-run.ts';
import type { JobDefinitionAnswer } from '../../domain/operations/jobs/contract.ts';
import type { Job } from './job.ts';
import { readClock } from './ledger/clock.ts';
import { readLastSuccesses } from './ledger/last-success.ts';
import { table } from './ledger/run.ts';

interface Figures {
	readonly name: string;
	readonly last_run_at: string | number | Date | null;
	readonly queued: string | number;
	readonly running: string | number;
	readonly dead: string | number;
}

/** Every kind of job: what it takes, when it runs, and how its runs stand. */
export async function describeDefinitions(knex: Knex, jobs: readonly Job[]): Promise<JobDefinitionAnswer[]> {
	const now = await readClock(knex);
	const figures = await readFigures(knex);
	const successes = await readLastSuccesses(knex);
	return jobs.map(({ name, summary, payload, schedule }) => {
		const own = figures.get(name);
		return {
			name,
			summary,
			payload: z.toJSONSchema(payload, { io: 'input', unrepresentable: 'any' }) as Record<
				string,
				z.core.util.JSONType
			>,
			schedule: schedule ? described(schedule) : null,
			next_run_at: schedule ? new Date(nextRunAt(schedule, now)).toISOString() : null,
			last_run_at: iso(own?.last_run_at),
			last_success_at: iso(successes.get(name)?.finishedAt),
			counts: {
				queued: Number(own?.queued ?? 0),
				running: Number(own?.running ?? 0),
				dead: Number(own?.dead ?? 0),
			},
		};
	});
}

const described = (schedule: NonNullable<Job['schedule']>): JobDefinitionAnswer['schedule'] =>
	schedule.every === 'day'
		? { every: 'day', at: schedule.at, time_zone: schedule.timeZone }
		: { every: 'hour', minute: schedule.minute };

const iso = (value: string | number | Date | null | undefined): string | null =>
	value === null || value === undefined ? null : new Date(value).toISOString();

async function readFigures(knex: Knex): Promise<Map<string, Figures>> {
	const counted = (status: string) =>
		knex.raw(`sum(case when status = '${status}' then 1 else 0 end) as ??`, [status]);
	const rows: Figures[] = await knex(table)
		.select('name')
		.max({ last_run_at: 'started_at' })
		.select(counted('queued'), counted('running'), counted('dead'))
		.groupBy('name');
	return new Map(rows.map((row) => [row.name, row]));
}
