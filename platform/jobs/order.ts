import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { manualSlot, type Slot } from '../../domain/jobs/slot.ts';
import { defaults, type Job, type JsonObject } from './job.ts';
import { enqueue, type Enqueued } from './ledger/enqueue.ts';

export interface OrderOptions {
	/** As the job's own schema reads it. */
	readonly payload: unknown;
	/** By default the one that the job gives to its payload. */
	readonly slot?: Slot;
	readonly delayMs?: number;
}

/**
 * Puts a job of a known kind into the ledger.
 *
 * @throws {ZodError} when the payload does not fit the job's schema
 */
export async function order(
	knex: Knex,
	job: Job,
	{ payload, slot, delayMs = 0 }: OrderOptions,
): Promise<Enqueued> {
	const read = job.payload.parse(payload);
	return enqueue(knex, {
		name: job.name,
		slot: slot ?? job.slot?.(read) ?? manualSlot(randomUUID()),
		payload: read as JsonObject,
		leaseSeconds: job.leaseSeconds ?? defaults.leaseSeconds,
		maxAttempts: job.maxAttempts ?? defaults.maxAttempts,
		priority: job.priority ?? defaults.priority,
		delayMs,
	});
}
