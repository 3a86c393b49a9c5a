import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { sealedSchema, type Manifest } from '../../domain/operations/backups/manifest.ts';
import { manifestName } from '../../domain/operations/backups/place.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';
import { DamagedBackup } from './objects.ts';

const digestOf = (manifest: Manifest): string =>
	createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

export function sealManifest(manifest: Manifest): { readonly text: string; readonly sha256: string } {
	const sha256 = digestOf(manifest);
	return { text: JSON.stringify({ manifest, sha256 }, null, '\t'), sha256 };
}

export interface ReadManifest {
	readonly manifest: Manifest;
	readonly sha256: string;
}

/**
 * The manifest of a backup.
 *
 * @param sha256 what it is known to be; without it only what it says of itself is compared
 * @throws {DamagedBackup} when it is missing or not what was written
 */
export async function readManifest(
	storage: ObjectStorage,
	folder: string,
	sha256?: string | null,
): Promise<ReadManifest> {
	const object = `${folder}${manifestName}`;
	let stored: string;
	let manifest: Manifest;
	try {
		stored = await text(await storage.read(object));
		// What a schema drops or reorders would not be part of the digest, so what was parsed is kept.
		const parsed: unknown = JSON.parse(stored);
		sealedSchema.parse(parsed);
		manifest = (parsed as { manifest: Manifest }).manifest;
	} catch (error) {
		throw new DamagedBackup(object, (error as Error).message);
	}
	const sealed = sealManifest(manifest);
	if (stored !== sealed.text || (sha256 && sealed.sha256 !== sha256))
		throw new DamagedBackup(object, 'its SHA-256 is another');
	return { manifest, sha256: sealed.sha256 };
}
