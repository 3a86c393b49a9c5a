import { z } from 'zod';
import { jobStatuses } from '../../domain/jobs/status.ts';
import { jobDefinitionSchema } from '../../domain/operations/jobs/contract.ts';
import { longestSlot } from '../../domain/jobs/slot.ts';
import { jobRuns } from '../../schema/collections/job-runs.ts';
import { rowSchema } from '../../schema/model/collection.ts';

/** What `POST /ops/jobs` takes. */
export const jobRequestSchema = z.strictObject({
	name: z.string('must be the name of a job').min(1, 'must be the name of a job').max(64, 'is too long'),
	payload: z
		.record(z.string(), z.unknown(), 'must be an object')
		.default({})
		.describe('Input of the job, as its schema says'),
	slot: z
		.string('must be a text')
		.min(1, 'must not be empty')
		.max(longestSlot, `may have ${longestSlot} characters at most`)
		.regex(/^[\w.:-]*$/, 'may hold letters, digits and . : - _ only')
		.optional()
		.describe(
			'The same name and slot is the same job; a slot that begins with key: runs again when asked for',
		),
	wait: z
		.boolean('must be true or false')
		.default(false)
		.describe('Answer when the job has ended, or with 202 after 30 s'),
});

export type JobRequest = z.infer<typeof jobRequestSchema>;

const mostListed = 200;

/** What `GET /ops/jobs` takes. */
export const jobListQuery = z.strictObject({
	name: z.string().min(1, 'must not be empty').optional(),
	status: z.enum(jobStatuses, `must be one of ${jobStatuses.join(', ')}`).optional(),
	limit: z.coerce
		.number('must be a number')
		.int('must be a whole number')
		.min(1, 'must be at least 1')
		.max(mostListed, `must be at most ${mostListed}`)
		.default(50),
	cursor: z.string().optional().describe('Where the page before ended, as its answer says'),
});

export const jobSchema = rowSchema(jobRuns);
export const jobAnswer = z.object({ data: jobSchema });
export const jobDefinitionsAnswer = z.object({ data: z.array(jobDefinitionSchema) });
export const jobListAnswer = z.object({
	data: z.array(jobSchema),
	meta: z.object({ next_cursor: z.string().nullable().describe('For the next page; null on the last one') }),
});
