import { z } from 'zod';
import { revocationSchema, securitySummarySchema } from '../../domain/operations/security/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const securityPath = '/security';
export const revokePath = '/security/revoke-sessions';

export const revokeRequest = z.strictObject({
	user: z.uuid('must be the id of a user').optional().describe('Whose sessions end'),
	all: z.literal(true, 'must be true, or left out').optional().describe('Everybody’s sessions end'),
	keep_own: z.boolean('must be true or false').default(false).describe('The session of this request goes on'),
	confirm: z
		.string('must be "revoke" or the project’s name')
		.max(255)
		.describe('"revoke" or the project’s name'),
});

export const securityRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: opsBase + securityPath,
		summary: 'Logins, refusals, changes of access, ages of secrets, sessions and the certificate',
		body: null,
		answer: z.object({ data: securitySummarySchema }),
		errors: { 403: ['FORBIDDEN'], 429: ['REQUESTS_EXCEEDED'] },
	},
	{
		method: 'post',
		path: opsBase + revokePath,
		summary: 'End the sessions of one person or of everybody',
		body: revokeRequest,
		answer: z.object({ data: revocationSchema }),
		errors: { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'], 429: ['REQUESTS_EXCEEDED'] },
	},
];
