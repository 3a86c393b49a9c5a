import { z } from 'zod';
import type { BackupKey } from '../../../domain/operations/backups/backup-keys.ts';
import { keySlot } from '../../../domain/jobs/slot.ts';
import type { OpenStorage } from '../../storage/host-storage.ts';
import { recordOutcome, verifyPart, type VerifiedPart } from '../../backups/verify-in-parts.ts';
import { defineJob, FinalError, type Job, type JsonObject } from '../job.ts';

export const verifyBackupJob = 'verify-backup';

const payload = z.strictObject({
	backup: z.uuid('must be the id of a backup').describe('The backup, by its id'),
});
type Payload = z.infer<typeof payload>;

interface Cursor extends JsonObject {
	/** The next to read. */
	readonly object: number;
	readonly problem: string | null;
}

export interface VerifyBackupOptions {
	readonly openStorage: OpenStorage;
	readonly keys: readonly BackupKey[];
	/** ms since 1970. */
	readonly now?: () => number;
}

/** Reads a backup back, object by object; what was killed in the middle goes on there. */
export function verifyBackup({ openStorage, keys, now = Date.now }: VerifyBackupOptions): Job {
	return defineJob<Payload, Cursor, VerifiedPart | null>({
		name: verifyBackupJob,
		summary: 'Reads a backup to its end and compares it with what was written',
		payload,
		slot: ({ backup }) => keySlot(backup),
		async prepare({ knex, payload: { backup }, cursor, signal }) {
			if (cursor?.problem) return null;
			return verifyPart({ knex, openStorage, keys, signal }, backup, cursor?.object ?? 0);
		},
		async step({ trx, payload: { backup }, cursor, prepared }) {
			const object = cursor?.object ?? 0;
			// The row says so already: what a failed step writes would be rolled back.
			if (!prepared)
				throw new FinalError(
					`The backup ${backup} is not what was written: ${cursor?.problem}. Look at the storage, then back up again.`,
				);
			await recordOutcome(trx, backup, prepared, new Date(now()));
			if (prepared.problem) return { cursor: { object, problem: prepared.problem }, done: 0 };
			return prepared.isLast
				? { result: { backup, objects: prepared.objects }, done: 1, total: prepared.objects }
				: { cursor: { object: object + 1, problem: null }, done: 1, total: prepared.objects };
		},
	});
}
