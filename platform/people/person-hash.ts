import { createHash, createHmac } from 'node:crypto';
import type { HashKey } from './hash-keys.ts';

export interface PersonHash {
	/** 64 hexadecimal digits. */
	readonly hash: string;
	/** The key that it was made with. */
	readonly kid: string;
}

/**
 * How a person appears in events: `HMAC-SHA256(key, "u1|" + user + "|" + salt)`. Without the key nobody can try out
 * users, and without the salt, which goes with the person, not even its holder can.
 *
 * @param salt of that person, see `saltOf`
 */
export function hashPerson({ kid, secret }: HashKey, user: string, salt: string): PersonHash {
	return { kid, hash: createHmac('sha256', secret).update(`u1|${user}|${salt}`).digest('hex') };
}

/** What is kept of an erased person's hash: enough to recognise it in an archive, and no hash itself. */
export const tombstoneOf = ({ hash }: Pick<PersonHash, 'hash'>): string =>
	createHash('sha256').update(hash).digest('hex');
