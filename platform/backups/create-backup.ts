import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { BackupKey } from '../../domain/operations/backups/backup-keys.ts';
import { backupFormat, type BackedUpTable, type Manifest } from '../../domain/operations/backups/manifest.ts';
import {
	fileName,
	folderOfBackup,
	manifestName,
	schemaName,
	uploadsName,
} from '../../domain/operations/backups/place.ts';
import type { Knex } from 'knex';
import type { ObjectStorage } from '../storage/host-storage.ts';
import { sealManifest } from './manifest-file.ts';
import { writeObject, type BackupPlace } from './objects.ts';
import { prepareFile } from './prepare-file.ts';
import type { Snapshot } from './snapshot.ts';
import { tellFullDisk } from './storage-problem.ts';
import type { TableToBackUp } from './tables-to-back-up.ts';
import { writeInventory, type FindUpload } from './write-inventory.ts';
import { withSnapshot } from './with-snapshot.ts';
import { writeTable } from './write-table.ts';

/** What is backed up. */
export interface BackupSource {
	readonly knex: Knex;
	tables(): Promise<readonly TableToBackUp[]>;
	/** Directus's snapshot of the schema. */
	describeSchema(): Promise<unknown>;
	versions(): Promise<{ readonly bebetter: string; readonly directus: string }>;
	/** What the storage of uploads has of a file. */
	readonly findUpload: FindUpload;
	readonly temporaryFolder: string;
}

export interface BackupOptions {
	readonly id: string;
	readonly storage: ObjectStorage;
	/** The newest; null: not encrypted, and secrets are left out. */
	readonly key: BackupKey | null;
	readonly reason: string;
	readonly now: () => number;
	readonly signal: AbortSignal;
	/** Rows written so far. */
	readonly onProgress?: (rows: number) => void;
}

export interface WrittenBackup {
	readonly folder: string;
	readonly manifest: Manifest;
	/** Of the manifest. */
	readonly sha256: string;
}

/**
 * Writes everything that a project consists of as of one moment to the storage, the manifest last: a folder without
 * one is no backup. Whatever fails, what was written before is deleted again.
 *
 * @throws what the database or the storage throws; of a full disk with the remedy
 */
export async function createBackup(source: BackupSource, options: BackupOptions): Promise<WrittenBackup> {
	const { id, storage, key, now } = options;
	const folder = folderOfBackup(new Date(now()), randomUUID());
	const place: BackupPlace = { storage, folder, id, key };
	const written: string[] = [];
	try {
		const manifest = await writeAll(source, options, place, written);
		const { text, sha256 } = sealManifest(manifest);
		written.push(manifestName);
		await storage.write(`${folder}${manifestName}`, Readable.from([Buffer.from(text)]), 'application/json');
		return { folder, manifest, sha256 };
	} catch (error) {
		// What remains in spite of this is found when leftovers are tidied up.
		for (const name of written) await storage.delete(`${folder}${name}`).catch(() => undefined);
		throw tellFullDisk(error, `the storage "${storage.name}"`);
	}
}

async function writeAll(
	source: BackupSource,
	options: BackupOptions,
	place: BackupPlace,
	written: string[],
): Promise<Manifest> {
	const { id, key, reason, now, signal, onProgress } = options;
	const toBackUp = await source.tables();
	const schemaText = JSON.stringify(await source.describeSchema());
	const versions = await source.versions();
	const startedAt = new Date(now()).toISOString();
	const { temporaryFolder } = source;
	return withSnapshot(source.knex, { temporaryFolder, signal }, async (snapshot) => {
		const finishedAt = new Date(now()).toISOString();
		const write = async (name: string, content: AsyncIterable<string | Buffer>) => {
			written.push(name);
			return writeObject(place, name, content);
		};
		const schema = await write(schemaName, Readable.from([schemaText]));
		let rows = 0;
		const tables: BackedUpTable[] = [];
		for (const what of toBackUp) {
			written.push(`tables/${what.table}.ndjson.gz`);
			const table = await writeTable(snapshot, place, what, (more) => onProgress?.((rows += more)));
			if (table) tables.push(table);
		}
		written.push(uploadsName);
		const uploads = await writeInventory(snapshot, place, source.findUpload, signal);
		const file = await writeFile(source, snapshot, key !== null, (content) => write(fileName, content));
		return {
			format: backupFormat,
			id,
			...versions,
			database: snapshot.database,
			reason,
			snapshot_started_at: startedAt,
			snapshot_finished_at: finishedAt,
			key: key?.name ?? null,
			secrets: key ? 'kept' : 'left out',
			schema_sha256: createHash('sha256').update(schemaText).digest('hex'),
			schema,
			tables,
			file,
			uploads,
		};
	});
}

/** SQLite's whole file besides, for who has nothing but a SQLite shell. Its rows were read already. */
async function writeFile(
	{ knex }: BackupSource,
	{ file }: Snapshot,
	withSecrets: boolean,
	write: (content: AsyncIterable<Buffer>) => Promise<Manifest['schema']>,
): Promise<Manifest['file']> {
	if (file === null) return null;
	await prepareFile(knex, file, { withSecrets });
	return write(createReadStream(file));
}
