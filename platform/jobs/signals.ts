import type { Knex } from 'knex';
import type { Signals } from '../../domain/operations/signals.ts';
import type { HostContext } from '../host-context.ts';
import { readClock } from './ledger/clock.ts';
import { readLastSuccesses } from './ledger/last-success.ts';
import { table } from './ledger/run.ts';

/** What each night has to do: when the older of the two last succeeded is when the last night was whole. */
const nightly = ['archive-events', 'aggregate-fasting'] as const;

/** A sequence that did one of them counts as well. */
const partOf = 'nightly-housekeeping';

export async function jobSignals({ database }: HostContext): Promise<Signals> {
	const now = await readClock(database);
	const ageMs = (moment: number | null) => (moment === null ? null : Math.max(0, now - moment));
	const oldest = ageMs(await oldestWaiting(database, now));
	const night = ageMs(await lastWholeNight(database));
	return {
		job_queue_oldest_seconds: (oldest ?? 0) / 1000,
		job_dead_letters: await countDead(database),
		nightly_age_hours: night === null ? null : night / 3_600_000,
	};
}

/** Since when the job has been due that waits longest, ms since 1970; null when none waits. */
async function oldestWaiting(knex: Knex, now: number): Promise<number | null> {
	const row = await knex(table)
		.where({ status: 'queued' })
		.where('run_at', '<=', new Date(now))
		.min({ at: 'run_at' })
		.first();
	return momentOf(row?.['at']);
}

async function countDead(knex: Knex): Promise<number> {
	const row = await knex(table).where({ status: 'dead' }).count({ count: '*' }).first();
	return Number(row?.['count'] ?? 0);
}

/** ms since 1970; null when there was never a job. */
async function lastWholeNight(knex: Knex): Promise<number | null> {
	const successes = await readLastSuccesses(knex, [...nightly, partOf]);
	const endOf = (name: string): number => successes.get(name)?.finishedAt ?? -Infinity;
	const whole = Math.min(...nightly.map((name) => Math.max(endOf(name), endOf(partOf))));
	return whole === -Infinity ? firstJob(knex) : whole;
}

/** On a new installation no night has been yet: it counts from the first job that there was. */
async function firstJob(knex: Knex): Promise<number | null> {
	const row = await knex(table).min({ at: 'created_at' }).first();
	return momentOf(row?.['at']);
}

const momentOf = (value: unknown): number | null =>
	value === null || value === undefined ? null : new Date(value as Date).getTime();
