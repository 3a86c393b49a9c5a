import type { Knex } from 'knex';
import { expiredBackups, type KeptPeriods } from '../../domain/operations/backups/retention.ts';
import type { OpenStorage } from '../storage/host-storage.ts';
import { manifestName } from '../../domain/operations/backups/place.ts';
import { listBackups, type BackupRecord } from './records.ts';

/** Which of our backups nobody needs any more. Those of other tools are left to them. */
export async function listExpired(knex: Knex, periods: KeptPeriods): Promise<BackupRecord[]> {
	const backups = (await listBackups(knex)).filter(
		({ kind, status }) => kind === 'logical' && status !== 'running',
	);
	const keepable = backups.map((backup) => ({
		...backup,
		takenAt: Date.parse(backup.started_at),
		isVerified: backup.status === 'verified',
	}));
	return expiredBackups(keepable, periods);
}

/** Deletes everything of a backup from the storage: the manifest first, so that what is left of it is no backup. */
export async function deleteObjects(openStorage: OpenStorage, backup: BackupRecord): Promise<void> {
	if (backup.prefix === '') return;
	const storage = await openStorage(backup.storage);
	const objects = await listFolder(storage, backup.prefix);
	const manifest = `${backup.prefix}${manifestName}`;
	const inOrder = [
		...objects.filter((one) => one === manifest),
		...objects.filter((one) => one !== manifest),
	];
	for (const object of inOrder) await storage.delete(object);
}

async function listFolder(storage: Awaited<ReturnType<OpenStorage>>, folder: string): Promise<string[]> {
	const objects: string[] = [];
	try {
		for await (const object of storage.list(folder)) objects.push(object);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	return objects;
}
