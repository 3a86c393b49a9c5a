import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { isCivilDate } from '../../../domain/time/civil-date.ts';
import type { Job } from '../job.ts';
import { defineSequence } from '../sequence.ts';

const payload = z.strictObject({
	as_of: z
		.string()
		.refine(isCivilDate, 'must be a day such as 2026-05-31')
		.optional()
		.describe(
			'The last date that fasting insights count; without it the last that is over where a person lives',
		),
});
type Payload = z.infer<typeof payload>;

/**
 * What the flow of that name does, as one job: insights first, so that no event leaves before it was counted.
 *
 * @param jobs the two that it consists of
 */
export const nightlyHousekeeping = (jobs: { readonly aggregate: Job; readonly archive: Job }): Job =>
	defineSequence<Payload>({
		name: 'nightly-housekeeping',
		summary: 'Computes fasting insights, then archives old events',
		payload,
		slot: ({ as_of }) => keySlot(as_of ?? 'now'),
		parts: [
			{ key: 'aggregate_fasting', job: jobs.aggregate, payload: (asked) => asked },
			{ key: 'archive_events', job: jobs.archive, payload: () => ({}) },
		],
	});
