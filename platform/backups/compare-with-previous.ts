import { worstShrinkage, type Shrinkage } from '../../domain/operations/backups/shrinkage.ts';
import { readManifest } from './manifest-file.ts';
import { DamagedBackup } from './objects.ts';
import { newestVerified, readBackup, type BackupRecord } from './records.ts';
import type { VerifyTools } from './verify-in-parts.ts';

/**
 * What a backup has less of than the verified one before it; null when it has everything, is the first, or the
 * manifest of the one before cannot be read any more.
 */
export async function compareWithPrevious(
	{ knex, openStorage }: Pick<VerifyTools, 'knex' | 'openStorage'>,
	id: string,
): Promise<Shrinkage | null> {
	const manifestOf = async ({ storage, prefix, sha256 }: BackupRecord) =>
		(await readManifest(await openStorage(storage), prefix, sha256)).manifest;
	const backup = await readBackup(knex, id);
	const previous = backup && (await newestVerified(knex, new Date(backup.started_at)));
	if (!previous) return null;
	try {
		return worstShrinkage(await manifestOf(previous), await manifestOf(backup));
	} catch (error) {
		if (error instanceof DamagedBackup) return null;
		throw error;
	}
}
