import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBackupKeys, keyNamed } from '../../../domain/operations/backups/backup-keys.ts';
import { stripSecrets } from '../../../domain/operations/backups/strip-secrets.ts';
import { decrypting, encrypting } from '../../../platform/backups/encryption.ts';

const secret = randomBytes(32);
const chunk = 64 * 1024;

async function through(
	stages: NodeJS.ReadWriteStream[],
	content: Buffer,
	pieceBytes = chunk,
): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for (let from = 0; from < content.length; from += pieceBytes)
		pieces.push(content.subarray(from, from + pieceBytes));
	const end = new PassThrough();
	const [whole] = await Promise.all([
		buffer(end),
		pipeline([Readable.from(pieces), ...stages, end] as unknown as [Readable, PassThrough]),
	]);
	return whole;
}
const encrypt = (content: Buffer, what = 'a') => through([encrypting(secret, what)], content, 1_000);
const decrypt = (content: Buffer, what = 'a', key = secret) => through([decrypting(key, what)], content, 777);

describe('encrypted objects', () => {
	it('come back as they were, of any length', async () => {
		for (const length of [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 5]) {
			const content = randomBytes(length);
			const encrypted = await encrypt(content);
			expect((await decrypt(encrypted)).equals(content), String(length)).toBe(true);
		}
	});

	it('are different each time, and say nothing of what they hold', async () => {
		const content = Buffer.alloc(200, 'canary');
		const [one, other] = [await encrypt(content), await encrypt(content)];
		expect(one.equals(other)).toBe(false);
		expect(one.includes('canary')).toBe(false);
	});

	it('are refused after any change, cut or exchange', async () => {
		const content = randomBytes(2 * chunk + 100);
		const whole = await encrypt(content);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: whole.length - 1 }),
				fc.integer({ min: 1, max: 255 }),
				async (at, mask) => {
					const changed = Buffer.from(whole);
					changed[at]! ^= mask;
					await expect(decrypt(changed)).rejects.toThrow();
					await expect(decrypt(whole.subarray(0, at))).rejects.toThrow();
				},
			),
			{ numRuns: 60 },
		);
		const sealed = chunk + 16;
		const [head, first, second, rest] = [
			whole.subarray(0, 20),
			whole.subarray(20, 20 + sealed),
			whole.subarray(20 + sealed, 20 + 2 * sealed),
			whole.subarray(20 + 2 * sealed),
		];
		for (const parts of [
			[head, second, first, rest],
			[head, first, rest],
			[head, first, second],
			[head, first, second, rest, rest],
		])
			await expect(decrypt(Buffer.concat(parts))).rejects.toThrow('changed or cut off');
		await expect(decrypt(whole, 'b')).rejects.toThrow('changed or cut off');
		await expect(decrypt(whole, 'a', randomBytes(32))).rejects.toThrow('the key is another');
	});
});

describe('keys of backups', () => {
	const text = randomBytes(32).toString('base64');

	it('have names and 32 bytes', () => {
		const keys = parseBackupKeys(`new:${text}, old:${randomBytes(32).toString('base64url')}`);
		expect(keys.map(({ name, secret: bytes }) => [name, bytes.length])).toEqual([
			['new', 32],
			['old', 32],
		]);
		expect(keyNamed(keys, 'old').name).toBe('old');
		expect(() => keyNamed(keys, 'older')).toThrow('not in BEBETTER_BACKUP_KEYS');
	});

	it('are refused without a letter of them', () => {
		expect(parseBackupKeys(text)[0]?.name).toBe('k1');
		for (const wrong of [`${text},${text}`, 'k1:short', `k1:${text}x`, `k 1:${text}`])
			expect(() => parseBackupKeys(wrong)).toThrow(/^use name:key,…/);
		expect(() => parseBackupKeys(`k1:${text},k1:${text}`)).toThrow('a name of its own');
	});
});

describe('secrets in flows', () => {
	it('are emptied wherever they are, and nothing else is', () => {
		expect(
			stripSecrets({
				url: 'https://example.com',
				headers: [
					{ header: 'Authorization', value: 'Bearer x' },
					{ header: 'Accept', value: 'text/html' },
				],
				body: { apiKey: 'x', 'api-key': 'y', nested: [{ client_secret: 'z', count: 3 }], password: null },
			}),
		).toEqual({
			url: 'https://example.com',
			headers: [
				{ header: 'Authorization', value: '' },
				{ header: 'Accept', value: 'text/html' },
			],
			body: { apiKey: '', 'api-key': '', nested: [{ client_secret: '', count: 3 }], password: null },
		});
	});
});
