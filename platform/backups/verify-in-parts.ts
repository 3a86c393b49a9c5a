import type { Knex } from 'knex';
import { keyNamed, type BackupKey } from '../../domain/operations/backups/backup-keys.ts';
import { objectsOf, type Manifest } from '../../domain/operations/backups/manifest.ts';
import type { OpenStorage } from '../storage/host-storage.ts';
import { readManifest } from './manifest-file.ts';
import { DamagedBackup, type BackupPlace } from './objects.ts';
import { readBackup, recordDamaged, recordVerified } from './records.ts';
import { verifyObject } from './verify-backup.ts';

export interface VerifyTools {
	readonly knex: Knex;
	readonly openStorage: OpenStorage;
	readonly keys: readonly BackupKey[];
	readonly signal: AbortSignal;
}

export interface VerifiedPart {
	/** In words for an operator; null when it is what was written. */
	readonly problem: string | null;
	readonly isLast: boolean;
	readonly objects: number;
}

export interface OpenedBackup {
	readonly place: BackupPlace;
	readonly manifest: Manifest;
}

/** Where a backup is, and what its manifest is known to be. */
export interface KnownBackup {
	readonly storage: string;
	readonly prefix: string;
	/** Without it only what the manifest says of itself is compared. */
	readonly sha256: string | null;
}

/**
 * Reads the manifest of a backup.
 *
 * @throws {DamagedBackup} when the manifest is not what was written; {Error} when its key is not known
 */
export async function openBackup(
	{ openStorage, keys }: Pick<VerifyTools, 'openStorage' | 'keys'>,
	{ storage: name, prefix: folder, sha256 }: KnownBackup,
): Promise<OpenedBackup> {
	const storage = await openStorage(name);
	const { manifest } = await readManifest(storage, folder, sha256);
	const key = manifest.key === null ? null : keyNamed(keys, manifest.key);
	return { manifest, place: { storage, folder, id: manifest.id, key } };
}

/** Reads one object of a backup back, by its number from 0. */
export async function verifyPart(tools: VerifyTools, id: string, number: number): Promise<VerifiedPart> {
	const backup = await readBackup(tools.knex, id);
	if (!backup) throw new Error(`The backup ${id} is gone`);
	try {
		const { place, manifest } = await openBackup(tools, backup);
		const objects = objectsOf(manifest);
		await verifyObject(place, manifest, objects[number]!, tools.signal);
		return { problem: null, isLast: number === objects.length - 1, objects: objects.length };
	} catch (error) {
		if (!(error instanceof DamagedBackup)) throw error;
		return { problem: error.message, isLast: true, objects: 0 };
	}
}

/** A backup counts as verified when its last object was read back. */
export async function recordOutcome(
	trx: Knex,
	id: string,
	{ problem, isLast }: VerifiedPart,
	now: Date,
): Promise<void> {
	if (problem) await recordDamaged(trx, id, problem);
	else if (isLast) await recordVerified(trx, id, now);
}
