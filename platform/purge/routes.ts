import { z } from 'zod';
import type { OperatorRoute } from '../http/operator-route.ts';
import { purgeReceiptSchema, purgeRequestSchema } from './schemas.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const purgePath = '/cache/purge';

const common = {
	answer: z.object({ data: purgeReceiptSchema }),
	errors: { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'], 429: ['REQUESTS_EXCEEDED'] },
};

export const purgeRoute: OperatorRoute = {
	...common,
	method: 'post',
	path: opsBase + purgePath,
	summary: 'Have answers made anew everywhere; for people who work in the Studio',
	body: purgeRequestSchema,
};

/** @param path a public address, in Express's form */
export const purgeUrlRoute = (path: string): OperatorRoute => ({
	...common,
	method: 'purge',
	path,
	summary: 'Have this answer, and others that show the same items, made anew everywhere',
	body: null,
});
