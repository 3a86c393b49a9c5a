import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { rebuildIndex } from '../../database/indexes.ts';
import { defineJob, type JsonObject } from '../job.ts';

export const rebuildIndexJob = 'rebuild-index';

const payload = z.strictObject({
	index: z.string().min(1, 'must name an index').max(63, 'is too long').describe('Its name in the database'),
});

/** Readers and writers go on meanwhile; it takes as much space again as the index has. */
export const rebuildIndexDefinition = defineJob<
	z.infer<typeof payload>,
	JsonObject,
	{ before: number; after: number }
>({
	name: rebuildIndexJob,
	summary: 'Builds an index of PostgreSQL anew without locking its table',
	payload,
	slot: ({ index }) => keySlot(index),
	maxAttempts: 2,
	prepare: ({ knex, payload: { index } }) => rebuildIndex(knex, index),
	step: async ({ prepared: { before, after } }) => ({
		result: { bytes_before: before, bytes_after: after },
		done: 1,
	}),
});
