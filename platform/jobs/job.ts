import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Schedule } from '../../domain/jobs/schedule.ts';
import type { Slot } from '../../domain/jobs/slot.ts';

/** Where a job has got to, and what came of it: JSON objects, kept in its row. */
export type JsonObject = Record<string, unknown>;

/** What one step of a job comes to; both count the units it did, which are added to the progress. */
export type StepOutcome<Cursor extends JsonObject = JsonObject> =
	/** There is more: the next step gets this cursor. `total` when it is known how many units there are in all. */
	| { readonly cursor: Cursor; readonly done: number; readonly total?: number }
	/** That was all. */
	| { readonly result: JsonObject; readonly done?: number; readonly total?: number };

/** What a job's own code gets to know. */
export interface StepInput<Payload, Cursor> {
	readonly payload: Payload;
	/** What the step before left; null at the beginning. */
	readonly cursor: Cursor | null;
	/** Aborted when the worker stops or has lost the job: end soon, at a place from which another can go on. */
	readonly signal: AbortSignal;
}

/**
 * A kind of background job, done in steps. What a step writes with its transaction, where the job has got to and
 * its progress are committed together or not at all, and only while the worker still holds the job: so each effect
 * happens once, whatever is killed or frozen in between.
 */
export interface JobDefinition<Payload, Cursor extends JsonObject, Prepared> {
	/** In small letters with hyphens, at most 64. */
	readonly name: string;
	/** What it does, in one sentence. */
	readonly summary: string;
	readonly payload: z.ZodType<Payload>;
	/** Which job a request is about, when it names no slot; by default each request is a job of its own. */
	readonly slot?: (payload: Payload) => Slot;
	/** When it runs by itself, and with what. */
	readonly schedule?: Schedule & { readonly payload: (slot: string) => Payload };
	/** How long a worker that gives no sign keeps the job, s; a step has to be done in less. 60 by default. */
	readonly leaseSeconds?: number;
	/** Failures without getting further until it is given up; 5 by default. */
	readonly maxAttempts?: number;
	/** Lower comes first; 0 by default. */
	readonly priority?: number;
	/**
	 * Work of a step outside its transaction, such as uploading a file, for which the lease is renewed as long as it
	 * takes. It may run again for the same cursor, so it has to be harmless when repeated. `knex` is no transaction.
	 */
	readonly prepare?: (input: StepInput<Payload, Cursor> & { readonly knex: Knex }) => Promise<Prepared>;
	/**
	 * One step: some thousands of rows, well below a second. Everything it writes goes through `trx`; another
	 * connection would not be rolled back, and on SQLite there is none.
	 */
	readonly step: (
		input: StepInput<Payload, Cursor> & { readonly trx: Knex.Transaction; readonly prepared: Prepared },
	) => Promise<StepOutcome<Cursor>>;
}

/** A job as the ledger sees it; the types in between are the job's own business. */
export type Job = JobDefinition<unknown, JsonObject, unknown>;

export const defaults = { leaseSeconds: 60, maxAttempts: 5, priority: 0 };

export function defineJob<Payload, Cursor extends JsonObject = JsonObject, Prepared = undefined>(
	job: JobDefinition<Payload, Cursor, Prepared>,
): Job {
	return job as unknown as Job;
}

/** Throw it from a step when trying again cannot help: the job is given up at once. */
export class FinalError extends Error {
	override readonly name = 'FinalError';
}
