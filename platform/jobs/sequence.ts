import type { z } from 'zod';
import type { Slot } from '../../domain/jobs/slot.ts';
import { defaults, defineJob, type Job, type JsonObject } from './job.ts';

/** One job of several that follow each other. */
export interface Part<Payload> {
	/** Under which its result is found in the whole one. */
	readonly key: string;
	readonly job: Job;
	/** Its own input, from that of the whole. */
	readonly payload: (asked: Payload) => unknown;
}

export interface SequenceDefinition<Payload> {
	readonly name: string;
	readonly summary: string;
	readonly payload: z.ZodType<Payload>;
	readonly slot: (payload: Payload) => Slot;
	readonly parts: readonly [Part<Payload>, ...Part<Payload>[]];
}

interface Cursor extends JsonObject {
	/** Which part is under way, and where it has got to. */
	readonly part: number;
	readonly within: JsonObject | null;
	/** Of the parts that are done. */
	readonly results: Readonly<Record<string, JsonObject>>;
}

const beginning: Cursor = { part: 0, within: null, results: {} };

/**
 * One job that does what several do, each after the one before has ended: one row in the ledger, which resumes in the
 * middle of any of them. A part that fails keeps those after it from beginning.
 */
export function defineSequence<Payload>({ parts, ...about }: SequenceDefinition<Payload>): Job {
	const partAt = (cursor: Cursor | null, asked: Payload) => {
		const { part, within, results } = cursor ?? beginning;
		const { key, job, payload } = parts[part]!;
		return { part, key, job, results, input: { cursor: within, payload: job.payload.parse(payload(asked)) } };
	};

	return defineJob<Payload, Cursor, unknown>({
		...about,
		leaseSeconds: Math.max(...parts.map(({ job }) => job.leaseSeconds ?? defaults.leaseSeconds)),
		async prepare(input) {
			const { job, input: own } = partAt(input.cursor, input.payload);
			return job.prepare?.({ ...input, ...own });
		},
		async step(input) {
			const { part, key, job, results, input: own } = partAt(input.cursor, input.payload);
			const outcome = await job.step({ ...input, ...own });
			const done = outcome.done ?? 0;
			if ('cursor' in outcome) return { cursor: { part, within: outcome.cursor, results }, done };

			const soFar = { ...results, [key]: outcome.result };
			return part + 1 < parts.length
				? { cursor: { part: part + 1, within: null, results: soFar }, done }
				: { result: soFar, done };
		},
	});
}
