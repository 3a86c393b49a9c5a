import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/**
 * AES-256-GCM in chunks of 64 KiB, as the STREAM construction has it: each object has a key of its own, made from a
 * salt and from what the object is, and the nonce of a chunk is its number and whether it is the last. So nothing can
 * be changed, left out, moved, cut off or taken for another object without being noticed, and no byte is handed on
 * before it was authenticated.
 */
const magic = Buffer.from('BBK1');
const saltBytes = 16;
const headerBytes = magic.length + saltBytes;
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

const keyOfObject = (secret: Uint8Array, salt: Uint8Array, what: string): Uint8Array =>
	new Uint8Array(hkdfSync('sha256', secret, salt, `bebetter backup 1|${what}`, 32));

function nonceOf(chunk: number, isLast: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeUIntBE(chunk, 5, 6);
	nonce[11] = isLast ? 1 : 0;
	return nonce;
}

/** Cuts a stream into pieces of one size; the last, which may be shorter or empty, is told apart. */
abstract class InPieces extends Transform {
	#rest: Buffer = Buffer.alloc(0);
	#count = 0;
	abstract readonly pieceBytes: number;
	abstract piece(content: Buffer, number: number, isLast: boolean): void;

	override _transform(content: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
		done(
			errorOf(() => {
				let all = this.#rest.length > 0 ? Buffer.concat([this.#rest, content]) : content;
				all = this.begin(all);
				// A whole piece waits until it is known that it is not the last.
				while (all.length > this.pieceBytes) {
					this.piece(all.subarray(0, this.pieceBytes), this.#count++, false);
					all = all.subarray(this.pieceBytes);
				}
				this.#rest = all;
			}),
		);
	}

	override _flush(done: TransformCallback): void {
		done(errorOf(() => this.piece(this.#rest, this.#count, true)));
	}

	/** Takes what comes before the first piece. */
	begin(content: Buffer): Buffer {
		return content;
	}
}

function errorOf(work: () => void): Error | null {
	try {
		work();
		return null;
	} catch (error) {
		return error as Error;
	}
}

/** @param what which object of which backup it is; decryption has to be told the same */
export function encrypting(secret: Uint8Array, what: string): Transform {
	const salt = randomBytes(saltBytes);
	const key = keyOfObject(secret, salt, what);
	class Encrypting extends InPieces {
		readonly pieceBytes = chunkBytes;
		override piece(content: Buffer, number: number, isLast: boolean): void {
			const sealing = createCipheriv(cipher, key, nonceOf(number, isLast));
			this.push(Buffer.concat([sealing.update(content), sealing.final(), sealing.getAuthTag()]));
		}
	}
	const stream = new Encrypting();
	stream.push(Buffer.concat([magic, salt]));
	return stream;
}

/** Fails at the first chunk that is not what was written, and at the end when the end is missing. */
export function decrypting(secret: Uint8Array, what: string): Transform {
	class Decrypting extends InPieces {
		readonly pieceBytes = chunkBytes + tagBytes;
		#key: Uint8Array | null = null;

		override begin(content: Buffer): Buffer {
			if (this.#key || content.length < headerBytes) return content;
			if (!content.subarray(0, magic.length).equals(magic)) throw new Error('it is not encrypted by us');
			this.#key = keyOfObject(secret, content.subarray(magic.length, headerBytes), what);
			return content.subarray(headerBytes);
		}

		override piece(content: Buffer, number: number, isLast: boolean): void {
			if (!this.#key || content.length < tagBytes) throw new Error('its end is missing');
			const opening = createDecipheriv(cipher, this.#key, nonceOf(number, isLast));
			opening.setAuthTag(content.subarray(-tagBytes));
			const plain = opening.update(content.subarray(0, -tagBytes));
			try {
				opening.final();
			} catch {
				throw new Error('it was changed or cut off, or the key is another');
			}
			this.push(plain);
		}
	}
	return new Decrypting();
}
