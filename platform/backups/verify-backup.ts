import { createHash } from 'node:crypto';
import type { BackedUpObject, BackedUpTable, Manifest } from '../../domain/operations/backups/manifest.ts';
import { DamagedBackup, linesOf, readObject, type BackupPlace } from './objects.ts';

const beginningOfSqlite = Buffer.from('SQLite format 3\0');

/**
 * Reads one object of a backup to its end, through decryption and decompression, and compares it with the manifest.
 *
 * @throws {DamagedBackup}
 */
export async function verifyObject(
	place: BackupPlace,
	manifest: Manifest,
	object: BackedUpObject,
	signal: AbortSignal,
): Promise<void> {
	const content = interruptible(readObject(place, object), signal);
	const problem = await problemOf(content, manifest, object);
	if (problem) throw new DamagedBackup(`${place.folder}${object.name}`, problem);
}

function problemOf(
	content: AsyncIterable<Buffer>,
	manifest: Manifest,
	object: BackedUpObject,
): Promise<string | null> {
	if ('table' in object) return problemOfTable(content, object as BackedUpTable);
	if (object.name === manifest.schema.name) return problemOfSchema(content, manifest);
	if (object.name === manifest.file?.name) return problemOfFile(content);
	return problemOfInventory(content, manifest);
}

async function* interruptible(content: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
	for await (const chunk of content) {
		signal.throwIfAborted();
		yield chunk;
	}
}

async function problemOfTable(content: AsyncIterable<Buffer>, table: BackedUpTable): Promise<string | null> {
	const hash = createHash('sha256');
	let rows = 0;
	for await (const lines of linesOf(content)) {
		hash.update(`${lines.join('\n')}\n`);
		rows += lines.length;
	}
	if (rows !== table.rows) return `it has ${rows} rows instead of ${table.rows}`;
	return hash.digest('hex') === table.content_sha256 ? null : 'the SHA-256 of its rows is another';
}

async function problemOfSchema(content: AsyncIterable<Buffer>, manifest: Manifest): Promise<string | null> {
	const hash = createHash('sha256');
	for await (const chunk of content) hash.update(chunk);
	return hash.digest('hex') === manifest.schema_sha256 ? null : 'the SHA-256 of the schema is another';
}

async function problemOfFile(content: AsyncIterable<Buffer>): Promise<string | null> {
	let beginning = Buffer.alloc(0);
	for await (const chunk of content)
		if (beginning.length < beginningOfSqlite.length) beginning = Buffer.concat([beginning, chunk]);
	return beginning.subarray(0, beginningOfSqlite.length).equals(beginningOfSqlite)
		? null
		: 'it is no SQLite database';
}

async function problemOfInventory(
	content: AsyncIterable<Buffer>,
	{ uploads }: Manifest,
): Promise<string | null> {
	let files = 0;
	for await (const lines of linesOf(content)) files += lines.length;
	return files === uploads.files ? null : `it has ${files} files instead of ${uploads.files}`;
}
