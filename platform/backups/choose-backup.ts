import type { Knex } from 'knex';
import { backupsFolder, folderOfObject, manifestName } from '../../domain/operations/backups/place.ts';
import { isUuid } from '../../domain/text/uuid.ts';
import { trimEndOf } from '../../domain/text/trim-end.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';
import type { BackupTools } from './backup-tools.ts';
import { newestVerified, readBackup } from './records.ts';
import { backupsTable } from './tables.ts';
import type { KnownBackup } from './verify-in-parts.ts';

/**
 * The backup to restore: the one of that id or folder, else the newest that is verified. Where the database that knew
 * them is lost, the newest folder in the storage.
 *
 * @throws {Error} with the remedy
 */
export async function chooseBackup(
	knex: Knex,
	{ openStorage }: Pick<BackupTools, 'openStorage'>,
	asked: string | undefined,
): Promise<KnownBackup> {
	const hasTable = await knex.schema.hasTable(backupsTable);
	if (asked !== undefined && isUuid(asked)) {
		const backup = hasTable ? await readBackup(knex, asked) : null;
		if (!backup?.prefix)
			throw new Error(
				`There is no backup ${asked} here. Name its folder in the storage instead: ${backupsFolder}…`,
			);
		return backup;
	}
	const storage = await openStorage();
	if (asked !== undefined) {
		const prefix = `${trimEndOf(asked, '/')}/`;
		return {
			storage: storage.name,
			prefix: prefix.startsWith(backupsFolder) ? prefix : backupsFolder + prefix,
			sha256: null,
		};
	}
	const verified = hasTable ? await newestVerified(knex) : null;
	return verified ?? newestIn(storage);
}

/** Their names begin with the time. */
async function newestIn(storage: ObjectStorage): Promise<KnownBackup> {
	let newest = '';
	try {
		for await (const object of storage.list(backupsFolder)) {
			const folder = folderOfObject(object);
			if (folder !== null && object === `${folder}${manifestName}` && folder > newest) newest = folder;
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	if (newest === '')
		throw new Error(
			`There is no backup in the storage "${storage.name}". Set STORAGE_… and BEBETTER_BACKUP_STORAGE to where they are.`,
		);
	return { storage: storage.name, prefix: newest, sha256: null };
}
