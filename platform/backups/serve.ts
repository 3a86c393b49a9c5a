import type { Router } from 'express';
import { backupRequestSchema, drillRequestSchema } from '../../domain/operations/backups/contract.ts';
import { isUuid } from '../../domain/text/uuid.ts';
import { forAdministrators } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { parseBody } from '../http/body.ts';
import { ApiError, notFound } from '../http/errors.ts';
import { backUpJob } from '../jobs/definitions/back-up.ts';
import { drillBackupJob } from '../jobs/definitions/drill-backup.ts';
import { verifyBackupJob } from '../jobs/definitions/verify-backup.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { BackupTools } from './backup-tools.ts';
import { readOverview } from './overview.ts';
import { newestVerified, readBackup, type BackupRecord } from './records.ts';
import { backupsPath, drillPath } from './routes.ts';

/** `/ops/backups`, for administrators. */
export function mountBackups(
	router: Router,
	jobs: Jobs,
	{ database }: HostContext,
	tools: BackupTools,
): void {
	router.get(
		backupsPath,
		forAdministrators(async (_request, response) => {
			response.json({ data: await readOverview(database, tools) });
		}),
	);
	router.post(
		backupsPath,
		forAdministrators(async (request, response) => {
			const payload = parseBody(backupRequestSchema, request);
			response.json({ data: (await jobs.enqueue(backUpJob, { payload })).run });
		}),
	);
	router.post(
		drillPath,
		forAdministrators(async (request, response) => {
			const payload = parseBody(drillRequestSchema, request);
			await verifiedBackup(database, payload.backup);
			response.json({ data: (await jobs.enqueue(drillBackupJob, { payload })).run });
		}),
	);
	router.post(
		`${backupsPath}/:id/verify`,
		forAdministrators(async (request, response) => {
			const { id } = await complete(database, String(request.params['id']));
			response.json({ data: (await jobs.enqueue(verifyBackupJob, { payload: { backup: id } })).run });
		}),
	);
}

/** @throws {ApiError} 404 BACKUP_NOT_FOUND, 409 BACKUP_STATUS */
async function complete(database: HostContext['database'], id: string): Promise<BackupRecord> {
	const backup = isUuid(id) ? await readBackup(database, id) : null;
	if (!backup)
		throw notFound('BACKUP_NOT_FOUND', 'There is no backup with this id; it may have been deleted by now.');
	const { kind, status } = backup;
	if (kind === 'dump' || status === 'running' || status === 'failed')
		throw new ApiError(
			409,
			'BACKUP_STATUS',
			kind === 'dump'
				? 'A dump of pg_dump is verified by the service that made it.'
				: `Only a backup that is complete can be verified; this one is ${status}.`,
			{ status },
		);
	return backup;
}

/** @throws {ApiError} 404 BACKUP_NOT_FOUND when there is none to restore */
async function verifiedBackup(database: HostContext['database'], id: string | undefined): Promise<void> {
	const backup = id === undefined ? await newestVerified(database) : await readBackup(database, id);
	if (backup?.status !== 'verified')
		throw notFound(
			'BACKUP_NOT_FOUND',
			'There is no verified backup to restore. Back up first, or verify one.',
		);
}
