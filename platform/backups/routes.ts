import { z } from 'zod';
import {
	backupRequestSchema,
	backupsOverviewSchema,
	drillRequestSchema,
} from '../../domain/operations/backups/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';
import { jobAnswer } from '../jobs/schemas.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const backupsPath = '/backups';
export const drillPath = '/backups/drill';

/** Backups, for administrators. None leaves the server over HTTP, and none comes back in that way: see decision 0012. */
export const backupRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: opsBase + backupsPath,
		summary: 'Backups and drills, the newest first, and what they are measured by',
		body: null,
		answer: z.object({ data: backupsOverviewSchema }),
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'post',
		path: opsBase + backupsPath,
		summary: 'Take a backup now, as a background job that reads it back too',
		body: backupRequestSchema,
		answer: jobAnswer,
		errors: { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'], 415: ['UNSUPPORTED_MEDIA_TYPE'] },
	},
	{
		method: 'post',
		path: opsBase + drillPath,
		summary: 'Restore a backup into a database that is thrown away, as a background job',
		body: drillRequestSchema,
		answer: jobAnswer,
		errors: {
			400: ['INVALID_PAYLOAD'],
			403: ['FORBIDDEN'],
			404: ['BACKUP_NOT_FOUND'],
			415: ['UNSUPPORTED_MEDIA_TYPE'],
		},
	},
	{
		method: 'post',
		path: `${opsBase}${backupsPath}/:id/verify`,
		summary: 'Read a backup back, as a background job',
		body: null,
		answer: jobAnswer,
		errors: { 403: ['FORBIDDEN'], 404: ['BACKUP_NOT_FOUND'], 409: ['BACKUP_STATUS'] },
	},
];
