import { parseNamedKeys } from '../../text/named-keys.ts';

/** A key that backups are encrypted with. It never is in the database or in a backup. */
export interface BackupKey {
	/** Its name, which manifests tell. */
	readonly name: string;
	/** 32 bytes. */
	readonly secret: Uint8Array;
}

const bytesOfKey = 32;
const form = /^(?:([A-Za-z0-9_-]{1,32}):)?([A-Za-z0-9+/_-]{43}=?)$/;

/**
 * Reads `name:base64,…`, the newest first; each is 32 random bytes. One key alone may go without a name and is called
 * k1.
 *
 * @throws {Error} with the remedy, and without a letter of a key
 */
export const parseBackupKeys = (text: string): BackupKey[] =>
	parseNamedKeys(text, ({ name }) => name, parseKey);

function parseKey(part: string, alone: boolean): BackupKey {
	const [, name, secret] = form.exec(part) ?? [];
	if (secret === undefined || (name === undefined && !alone)) throw new Error(remedy);
	const bytes = Uint8Array.from(atob(secret.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
		letter.charCodeAt(0),
	);
	if (bytes.length !== bytesOfKey) throw new Error(remedy);
	return { name: name ?? 'k1', secret: bytes };
}

const remedy = 'use name:key,… with keys of 32 bytes in base64; "openssl rand -base64 32" makes one';

/**
 * The key of that name.
 *
 * @throws {Error} when it is not among them
 */
export function keyNamed(keys: readonly BackupKey[], name: string): BackupKey {
	const key = keys.find((one) => one.name === name);
	if (!key)
		throw new Error(
			`This backup is encrypted with the key "${name}", which is not in BEBETTER_BACKUP_KEYS. Add it there after the newest one.`,
		);
	return key;
}
