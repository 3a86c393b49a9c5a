import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../platform/config.ts';
import { parseHashKeys } from '../../../platform/people/hash-keys.ts';
import { hashPerson, tombstoneOf } from '../../../platform/people/person-hash.ts';

const secret = (byte: number) => Buffer.alloc(32, byte);
const user = '5b7a1c2e-0000-4000-8000-000000000001';
const salt = '00112233445566778899aabbccddeeff';

/** HMAC by its definition in RFC 2104, so that the test does not repeat the code. */
function hmac(key: Buffer, text: string): string {
	const padded = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
	const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
	const inner = sha256(padded.map((byte) => byte ^ 0x36) as Buffer, Buffer.from(text));
	return sha256(padded.map((byte) => byte ^ 0x5c) as Buffer, inner).toString('hex');
}

describe('the hash of a person', () => {
	it('is HMAC-SHA256 of the user and their salt', () => {
		expect(hashPerson({ kid: 'k1', secret: secret(0x0b) }, user, salt)).toEqual({
			kid: 'k1',
			hash: hmac(secret(0x0b), `u1|${user}|${salt}`),
		});
	});

	it('the check itself knows case 2 of RFC 4231', () => {
		expect(hmac(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
			'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
		);
	});

	it('is another one for another person, salt or key', () => {
		const one = { kid: 'k1', secret: secret(1) };
		const hashes = [
			hashPerson(one, user, salt),
			hashPerson(one, user.replace('1', '2'), salt),
			hashPerson(one, user, salt.replace('0', '1')),
			hashPerson({ kid: 'k2', secret: secret(2) }, user, salt),
		];
		expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(4);
		expect(new Set(hashes.map(tombstoneOf)).size).toBe(4);
	});

	it('is not in its tombstone', () => {
		const hash = hashPerson({ kid: 'k1', secret: secret(1) }, user, salt);
		expect(tombstoneOf(hash)).not.toContain(hash.hash);
		expect(tombstoneOf(hash)).toMatch(/^[0-9a-f]{64}$/);
	});
});

describe('hash keys', () => {
	const one = secret(1).toString('base64');
	const two = secret(2).toString('base64url');

	it('come newest first, each with its name', () => {
		expect(parseHashKeys(`k2:${two}, k1:${one}`)).toEqual([
			{ kid: 'k2', secret: secret(2) },
			{ kid: 'k1', secret: secret(1) },
		]);
	});

	it('one alone may go without a name', () => {
		expect(parseHashKeys(one)).toEqual([{ kid: 'k1', secret: secret(1) }]);
	});

	it('are read as Directus hands them over: as a text, and with a comma as a list', () => {
		expect(parseConfig({ BEBETTER_HASH_KEYS: `k1:${one}` }).BEBETTER_HASH_KEYS).toHaveLength(1);
		expect(parseConfig({ BEBETTER_HASH_KEYS: [`k2:${two}`, `k1:${one}`] }).BEBETTER_HASH_KEYS).toHaveLength(
			2,
		);
		expect(parseConfig({}).BEBETTER_HASH_KEYS).toBeUndefined();
	});

	it.each([
		[`k1:${one},${two}`, 'name:secret'],
		[`k1:${one},k1:${two}`, 'a name of its own'],
		['k1:c2hvcnQ=', '32 random bytes'],
		['k1:not base64!', 'openssl'],
	])('%s is refused with the remedy and without the secret', (value, remedy) => {
		const read = () => parseConfig({ BEBETTER_HASH_KEYS: value });
		expect(read).toThrow(remedy);
		expect(read).toThrow(/BEBETTER_HASH_KEYS/);
		try {
			read();
		} catch (error) {
			for (const word of [one, two, 'c2hvcnQ=', 'not base64'])
				expect((error as Error).message).not.toContain(word);
		}
	});
});
