import type { Knex } from 'knex';
import { isScheduledSlot, missedSlots, recentSlots } from '../../domain/jobs/schedule.ts';
import type { Job } from './job.ts';
import { readClock } from './ledger/clock.ts';
import type { Enqueued } from './ledger/enqueue.ts';
import { table } from './ledger/run.ts';
import { order } from './order.ts';

/**
 * Enqueues every slot that is due and not in the ledger yet. Any number of instances may do this as often as they
 * like: a slot is one row. After an outage the latest missed slots are made up.
 */
export async function enqueueDueSlots(knex: Knex, jobs: readonly Job[]): Promise<Enqueued[]> {
	const now = await readClock(knex);
	const enqueued: Enqueued[] = [];

	for (const job of jobs) {
		for (const slot of await dueSlots(knex, job, now)) {
			const payload = job.schedule!.payload(slot);
			enqueued.push(await order(knex, job, { payload, slot: { name: slot, coalesces: false } }));
		}
	}
	return enqueued;
}

/** The oldest first, as they would have come. */
async function dueSlots(knex: Knex, { name, schedule }: Job, now: number): Promise<string[]> {
	if (!schedule) return [];
	const recent = recentSlots(schedule, now);
	const taken = await takenOf(knex, name, recent);
	if (taken.size > 0) return missedSlots(recent, taken, true).reverse();
	if (!(await hasEverRun(knex, name))) return missedSlots(recent, taken, false);
	// Another instance may have begun with the schedule between the two looks, and then nothing was missed.
	return missedSlots(recent, await takenOf(knex, name, recent), true).reverse();
}

async function takenOf(knex: Knex, name: string, recent: readonly string[]): Promise<Set<string>> {
	const rows: { slot: string }[] = await knex(table).where({ name }).whereIn('slot', recent).select('slot');
	return new Set(rows.map(({ slot }) => slot));
}

async function hasEverRun(knex: Knex, name: string): Promise<boolean> {
	const rows: { slot: string }[] = await knex(table)
		.where({ name })
		.where('slot', 'like', '____-__-__%')
		.select('slot')
		.limit(1_000);
	return rows.some(({ slot }) => isScheduledSlot(slot));
}
