/** What a full disk is called by the system, and by SQLite. */
const full = /ENOSPC|SQLITE_FULL|EDQUOT|QuotaExceeded/;

/** The same error; of a full disk one that says what to do about it. */
export function tellFullDisk(error: unknown, where: string): Error {
	const { message, code } = error as NodeJS.ErrnoException;
	if (!full.test(`${code} ${message}`)) return error as Error;
	return new Error(
		`There is no room left in ${where}. Nothing half-written was kept. Make room or have fewer backups kept (BEBETTER_BACKUP_KEEP); the job tries again by itself.`,
		{ cause: error },
	);
}
