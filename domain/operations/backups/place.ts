/** Below this everything in the storage is a backup of ours. */
export const backupsFolder = 'bebetter-backups/';

export const manifestName = 'manifest.json';
export const schemaName = 'schema.json.gz';
export const fileName = 'database.sqlite.gz';
export const uploadsName = 'uploads.ndjson.gz';

/**
 * The folder of a backup, such as `bebetter-backups/2026-11-21T01-15-00Z-<nonce>/`.
 *
 * @param nonce of each attempt its own and not to be guessed: what a worker that was thought dead still writes goes
 *   to a folder that nobody reads
 */
export const folderOfBackup = (startedAt: Date, nonce: string): string =>
	`${backupsFolder}${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${nonce}/`;

export const tableObjectName = (table: string): string => `tables/${table}.ndjson.gz`;

/** The folder of the backup that an object belongs to; null when it is of none. */
export function folderOfObject(object: string): string | null {
	const [, folder] = /^(bebetter-backups\/[^/]+\/)./.exec(object) ?? [];
	return folder ?? null;
}
