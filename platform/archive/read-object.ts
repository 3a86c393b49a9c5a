import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { copyProblem, type Copy } from '../../domain/archive/check-copy.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';

const lineBreak = 0x0a;
const chunkSize = 64 * 1024;

/** An archive that cannot be read as it was written. */
export class DamagedArchive extends Error {
	override readonly name = 'DamagedArchive';

	constructor(object: string, problem: string) {
		super(
			`The archive ${object} is damaged or cannot be read: ${problem}. If the storage is well, put the file back from a backup of it.`,
		);
	}
}

/**
 * The lines of an archive in portions of some dozens of kilobytes. At the end it is known whether the whole object
 * is the one that was written; who must know before, checks it first.
 *
 * @param written what the object has to be
 * @throws {DamagedArchive} at the latest after the last line
 */
export async function* linesOfArchive(
	storage: ObjectStorage,
	object: string,
	written: Copy,
): AsyncGenerator<string[]> {
	const hash = createHash('sha256');
	let bytes = 0;
	let rows = 0;
	const meter = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			bytes += chunk.length;
			done(null, chunk);
		},
	});
	const content = createGunzip({ chunkSize });
	const source = await storage.read(object);
	let failure: unknown;
	const flow = pipeline(source, meter, content).catch((error: unknown) => {
		failure = error;
		content.destroy(error as Error);
	});

	try {
		let rest: Buffer = Buffer.alloc(0);
		for await (const chunk of content as AsyncIterable<Buffer>) {
			const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
			const end = all.lastIndexOf(lineBreak);
			rest = all.subarray(end + 1);
			if (end < 0) continue;
			const lines = all.toString('utf8', 0, end).split('\n');
			rows += lines.length;
			yield lines;
		}
		if (rest.length > 0) throw new DamagedArchive(object, 'its last line is cut off');
		await flow;
	} catch (error) {
		if (error instanceof DamagedArchive) throw error;
		throw new DamagedArchive(object, (failure instanceof Error ? failure : (error as Error)).message);
	} finally {
		source.destroy();
		content.destroy();
		await flow;
	}
	const problem = copyProblem(written, { rows, bytes, sha256: hash.digest('hex') });
	if (problem) throw new DamagedArchive(object, problem);
}

/**
 * Reads an archive to its end and compares it with what was written.
 *
 * @throws {DamagedArchive}
 */
export async function checkArchive(
	storage: ObjectStorage,
	object: string,
	written: Copy,
	visit: (lines: readonly string[]) => void = () => undefined,
): Promise<void> {
	for await (const lines of linesOfArchive(storage, object, written)) visit(lines);
}
