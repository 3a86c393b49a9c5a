import { pipeline, type Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { BackedUpObject } from '../../domain/operations/backups/manifest.ts';
import type { BackupKey } from '../../domain/operations/backups/backup-keys.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';
import { meterOf, upload } from '../storage/upload.ts';
import { decrypting, encrypting } from './encryption.ts';

/** Where the objects of one backup are, and what they are encrypted with. */
export interface BackupPlace {
	readonly storage: ObjectStorage;
	readonly folder: string;
	/** Of the backup; bound into the encryption of its objects. */
	readonly id: string;
	readonly key: BackupKey | null;
}

/** An object of a backup that cannot be read as it was written. */
export class DamagedBackup extends Error {
	override readonly name = 'DamagedBackup';

	constructor(object: string, problem: string) {
		super(`${object} is damaged or cannot be read: ${problem}`);
	}
}

const chunkSize = 64 * 1024;

/**
 * Writes a stream to the storage, compressed and, with a key, encrypted. Holds some chunks of it.
 *
 * @throws what the content or the storage throws
 */
export async function writeObject(
	{ storage, folder, id, key }: BackupPlace,
	name: string,
	content: AsyncIterable<string | Buffer>,
): Promise<BackedUpObject> {
	const stages = [
		createGzip({ chunkSize, level: 5 }),
		...(key ? [encrypting(key.secret, `${id}/${name}`)] : []),
	];
	return { name, ...(await upload(storage, `${folder}${name}`, content, stages)) };
}

/**
 * The content of an object, in chunks. At the end it is known whether the whole is what was written; who must know
 * before, reads it twice. What was encrypted is authenticated chunk by chunk.
 *
 * @throws {DamagedBackup} at the latest after the last chunk
 */
export async function* readObject(
	{ storage, folder, id, key }: BackupPlace,
	written: BackedUpObject,
): AsyncGenerator<Buffer> {
	const object = `${folder}${written.name}`;
	const meter = meterOf();
	const content = createGunzip({ chunkSize });
	const stages = [meter.stream, ...(key ? [decrypting(key.secret, `${id}/${written.name}`)] : []), content];
	let source: Readable;
	try {
		source = await storage.read(object);
	} catch (error) {
		throw new DamagedBackup(object, (error as Error).message);
	}
	let failure: Error | null = null;
	const flow = new Promise<void>((resolve) =>
		pipeline([source, ...stages], (error) => {
			failure ??= error ?? null;
			resolve();
		}),
	);
	try {
		for await (const chunk of content as AsyncIterable<Buffer>) yield chunk;
		await flow;
		const found = meter.read();
		if (found.bytes !== written.bytes)
			throw new Error(`it has ${found.bytes} bytes instead of ${written.bytes}`);
		if (found.sha256 !== written.sha256) throw new Error('its SHA-256 is another');
	} catch (error) {
		throw new DamagedBackup(object, ((failure as Error | null) ?? (error as Error)).message);
	} finally {
		source.destroy();
		content.destroy();
		await flow;
	}
}

const lineBreak = 0x0a;

/**
 * The lines of a content, in portions of some dozens of kilobytes.
 *
 * @throws {Error} when it does not end with a line break
 */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of content) {
		const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const end = all.lastIndexOf(lineBreak);
		rest = all.subarray(end + 1);
		if (end >= 0) yield all.toString('utf8', 0, end).split('\n');
	}
	if (rest.length > 0) throw new Error('its last line is cut off');
}
