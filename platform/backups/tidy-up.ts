import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { backupsFolder, folderOfObject, manifestName } from '../../domain/operations/backups/place.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';
import { readManifest } from './manifest-file.ts';
import { DamagedBackup } from './objects.ts';
import { recordWritten } from './records.ts';
import { copyPrefix } from './snapshot-sqlite.ts';
import { backupsTable } from './tables.ts';

/** No backup takes so long. */
const leftAloneMs = 24 * 3_600_000;

export interface Leftovers {
	/** Complete backups that the table did not know: from before the database was lost, or before a crash. */
	readonly adopted: number;
	/** Objects of backups that never became complete. */
	readonly deleted: number;
}

/**
 * Compares the storage with the table. A folder with a manifest is a backup, whoever wrote it, and gets a row; one
 * without, a day old, is what a crash left, and is deleted.
 */
export async function tidyUp(
	knex: Knex,
	storage: ObjectStorage,
	now: number,
	signal: AbortSignal,
): Promise<Leftovers> {
	const folders = await readFolders(storage, signal);
	const rows: { prefix: string }[] = await knex(backupsTable)
		.where({ storage: storage.name })
		.select('prefix');
	const known = new Set(rows.map(({ prefix }) => prefix));
	let [adopted, deleted] = [0, 0];
	for (const [folder, objects] of folders) {
		signal.throwIfAborted();
		if (known.has(folder)) continue;
		if (objects.includes(`${folder}${manifestName}`)) adopted += await adopt(knex, storage, folder, now);
		else deleted += await deleteOld(storage, objects, now);
	}
	return { adopted, deleted };
}

async function readFolders(storage: ObjectStorage, signal: AbortSignal): Promise<Map<string, string[]>> {
	const folders = new Map<string, string[]>();
	try {
		for await (const object of storage.list(backupsFolder)) {
			signal.throwIfAborted();
			const folder = folderOfObject(object);
			if (folder !== null) folders.set(folder, [...(folders.get(folder) ?? []), object]);
		}
	} catch (error) {
		// Nothing was ever backed up here.
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	return folders;
}

/** @returns 0 when its manifest is damaged: nobody can tell what it is, and nobody deletes it */
async function adopt(knex: Knex, storage: ObjectStorage, folder: string, now: number): Promise<number> {
	try {
		const { manifest, sha256 } = await readManifest(storage, folder);
		await recordWritten(knex, storage.name, { folder, manifest, sha256 }, new Date(now));
		return 1;
	} catch (error) {
		if (error instanceof DamagedBackup) return 0;
		throw error;
	}
}

/** All of them when the newest is old enough. */
async function deleteOld(storage: ObjectStorage, objects: readonly string[], now: number): Promise<number> {
	for (const object of objects) {
		const { modified } = await storage.stat(object);
		if (now - modified.getTime() < leftAloneMs) return 0;
	}
	for (const object of objects) await storage.delete(object);
	return objects.length;
}

/** Deletes copies of the database that killed processes left. */
export async function deleteOldCopies(temporaryFolder: string, now: number): Promise<void> {
	const names = await readdir(temporaryFolder).catch(() => []);
	for (const name of names.filter((one) => one.startsWith(copyPrefix))) {
		const path = join(temporaryFolder, name);
		const found = await stat(path).catch(() => null);
		if (found && now - found.mtimeMs > leftAloneMs) await rm(path, { force: true });
	}
}
