import { z } from 'zod';
import { databaseSchema, reindexRequestSchema } from '../../domain/operations/database/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';
import { jobAnswer } from '../jobs/schemas.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const databasePath = '/database';

/** Looking after the database, for administrators. */
export const databaseRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: opsBase + databasePath,
		summary: 'The database: sizes, growth and forecast, indexes, connections, the last care',
		body: null,
		answer: z.object({ data: databaseSchema }),
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'post',
		path: `${opsBase}${databasePath}/care`,
		summary: 'Vacuum and analyse every table, delete expired sessions, record sizes; answers the job',
		body: null,
		answer: jobAnswer,
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'post',
		path: `${opsBase}${databasePath}/reindex`,
		summary: 'Build one index anew without locking its table (PostgreSQL); answers the job',
		body: reindexRequestSchema,
		answer: jobAnswer,
		errors: { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'] },
	},
];
