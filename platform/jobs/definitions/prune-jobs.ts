import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { pruneFinished } from '../ledger/prune.ts';
import { defineJob } from '../job.ts';

const rowsAtOnce = 500;

/**
 * Shorter than a schedule's period would let its last slot be forgotten, and the slot would run again.
 */
const fewestDays = 2;

const payload = z.strictObject({
	days: z
		.int('must be a whole number of days')
		.min(fewestDays, `must be at least ${fewestDays} days`)
		.max(3_650, 'must be at most 3650 days')
		.default(30)
		.describe('How long jobs are kept after they ended'),
});

/** Deletes the rows of jobs that ended long ago. */
export const pruneJobs = defineJob<z.infer<typeof payload>>({
	name: 'prune-jobs',
	summary: 'Deletes the rows of jobs that ended long ago',
	payload,
	slot: () => keySlot('all'),
	schedule: {
		every: 'day',
		at: { hour: 3, minute: 30 },
		timeZone: 'UTC',
		makeUp: 1,
		payload: () => payload.parse({}),
	},
	async step({ trx, payload: { days }, cursor }) {
		const deleted = await pruneFinished(trx, days, rowsAtOnce);
		const sum = Number(cursor?.['deleted'] ?? 0) + deleted;
		return deleted < rowsAtOnce
			? { result: { deleted: sum }, done: deleted }
			: { cursor: { deleted: sum }, done: deleted };
	},
});
