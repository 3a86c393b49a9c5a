export const backupKinds = ['logical', 'dump'] as const;
export type BackupKind = (typeof backupKinds)[number];

export const backupStatuses = [
	/** Being written. */
	'running',
	/** Complete in the storage, and not read back yet. */
	'written',
	/** Read back to its end and found to be what was written. Only now it counts. */
	'verified',
	/** Read back and found to be something else. */
	'damaged',
	/** Never became complete. */
	'failed',
] as const;
export type BackupStatus = (typeof backupStatuses)[number];
