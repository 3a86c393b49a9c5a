import type { Manifest } from '../../domain/operations/backups/manifest.ts';
import { uploadsName } from '../../domain/operations/backups/place.ts';
import { writeObject, type BackupPlace } from './objects.ts';
import type { Snapshot } from './snapshot.ts';

/** An uploaded file as Directus has recorded it. */
export interface Upload {
	readonly storage: string;
	readonly name: string;
}

export interface FoundUpload {
	readonly bytes: number;
	/** Null when it would have to be fetched from another machine. */
	readonly sha256: string | null;
}

/** @returns null when the storage does not have it */
export type FindUpload = (upload: Upload) => Promise<FoundUpload | null>;

const table = 'directus_files';

/**
 * Writes which uploaded files there were and which of them the storage has, a file a line: what a copy of the uploads is
 * compared with.
 */
export async function writeInventory(
	snapshot: Snapshot,
	place: BackupPlace,
	find: FindUpload,
	signal: AbortSignal,
): Promise<Manifest['uploads']> {
	let files = 0;
	let missing = 0;
	async function* lines(): AsyncGenerator<string> {
		const shape = await snapshot.shape(table);
		if (!shape) return;
		for await (const rows of snapshot.rows(table, shape))
			for (const { id, storage, filename_disk, filesize } of rows) {
				signal.throwIfAborted();
				const name = String(filename_disk);
				const found = await find({ storage: String(storage), name });
				files += 1;
				if (!found) missing += 1;
				const recorded = filesize === null ? null : Number(filesize);
				yield `${JSON.stringify({ id, storage, name, recorded_bytes: recorded, found })}\n`;
			}
	}
	const object = await writeObject(place, uploadsName, lines());
	return { ...object, files, missing };
}
