import { anyJson } from '../../any-json.ts';
import { z } from 'zod';

/** What the page Jobs learns of every kind of job from `/ops/jobs/definitions`. */

const moment = z.iso.datetime().nullable();
const count = z.int();

const scheduleSchema = z.discriminatedUnion('every', [
	z.object({
		every: z.literal('day'),
		at: z.object({ hour: z.int(), minute: z.int() }),
		time_zone: z.string(),
	}),
	z.object({ every: z.literal('hour'), minute: z.int() }),
]);

export const jobDefinitionSchema = z.object({
	name: z.string(),
	summary: z.string(),
	payload: z.record(z.string(), anyJson).describe('JSON Schema of the input'),
	schedule: scheduleSchema.nullable().describe('When it runs by itself; null when only when asked for'),
	next_run_at: moment,
	last_run_at: moment.describe('When it last began'),
	last_success_at: moment.describe('When it last ended well'),
	counts: z.object({ queued: count, running: count, dead: count }),
});
export type JobDefinitionAnswer = z.infer<typeof jobDefinitionSchema>;

type JsonObject = Record<string, unknown>;

/** A row of the ledger. Written out, since Vue's compiler reads components' props from it. */
export interface JobRunAnswer {
	id: string;
	name: string;
	slot: string;
	payload: JsonObject | null;
	next_payload: JsonObject | null;
	status: 'queued' | 'running' | 'done' | 'dead' | 'cancelled';
	run_at: string;
	/** Failures in a row since it last got further. */
	attempt: number;
	max_attempts: number;
	/** Workers that vanished with it since it last got further. */
	crashes: number;
	owner: string | null;
	lease_until: string | null;
	cursor: JsonObject | null;
	progress: number;
	/** null when nobody knows how much there is. */
	total: number | null;
	result: JsonObject | null;
	error: string | null;
	created_at: string;
	started_at: string | null;
	finished_at: string | null;
}
