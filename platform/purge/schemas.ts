import { z } from 'zod';

const names = (most: number, what: string) =>
	z
		.array(z.string(`must be a list of ${what}`).min(1).max(2_000), `must be a list of ${what}`)
		.max(most, `may hold ${most} ${what} at most`)
		.optional();

/** What a purge may be asked for. */
export const purgeRequestSchema = z.strictObject({
	collections: names(100, 'collections').describe('Everything of these collections'),
	tags: names(1_000, 'tags').describe('Tags such as foods or foods:<id>'),
	urls: names(200, 'addresses').describe('Addresses such as /mobile/foods/oats'),
	all: z.boolean('must be true or false').optional().describe('Everything there is'),
});

export type PurgeRequest = z.infer<typeof purgeRequestSchema>;

const cdnAnswer = z.object({
	name: z.string(),
	ok: z.boolean(),
	status: z.int().optional(),
	error: z.string().optional(),
});

/** What was done. Times are in ms from the beginning of the purge. */
export const purgeReceiptSchema = z.object({
	revision: z.string().describe('From here on the purged content is served anew'),
	all: z.boolean(),
	tags: z.array(z.string()),
	keys: z.object({ count: z.int(), first: z.array(z.string()) }).describe('Answers that this instance held'),
	instances: z.array(z.object({ instance: z.string(), milliseconds: z.int() })),
	missing: z
		.array(z.string())
		.describe('Instances that did not answer; they look into the database each second'),
	cdn: z.array(cdnAnswer),
	milliseconds: z.int(),
});

export type PurgeReceipt = z.infer<typeof purgeReceiptSchema>;
