import { createHash } from 'node:crypto';
import { pipeline, Readable, Transform, type Duplex } from 'node:stream';
import type { ObjectStorage } from './host-storage.ts';

/** An object as it is stored, compressed and all. */
export interface Measure {
	readonly bytes: number;
	readonly sha256: string;
}

/**
 * Writes content to the storage through some stages, of which the first compresses. Holds some chunks of it.
 *
 * @returns what was stored
 * @throws what the content, a stage or the storage throws
 */
export async function upload(
	storage: ObjectStorage,
	object: string,
	content: AsyncIterable<string | Buffer>,
	stages: readonly Duplex[],
): Promise<Measure> {
	const meter = meterOf();
	const source = Readable.from(content, { highWaterMark: 1 });
	let failure: unknown;
	pipeline([source, ...stages, meter.stream], (error) => {
		failure ??= error;
	});
	try {
		await storage.write(object, meter.stream, 'application/gzip');
		if (failure) throw failure;
	} catch (error) {
		throw failure ?? error;
	} finally {
		meter.stream.destroy();
		source.destroy();
	}
	return meter.read();
}

/** Counts and digests what passes. */
export function meterOf(): { readonly stream: Transform; read(): Measure } {
	const hash = createHash('sha256');
	let bytes = 0;
	const stream = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			bytes += chunk.length;
			done(null, chunk);
		},
	});
	return { stream, read: () => ({ bytes, sha256: hash.digest('hex') }) };
}
