import { parseNamedKeys } from '../../domain/text/named-keys.ts';

/** A secret that people are hashed with. It never is in the database: hashes alone lead back to nobody. */
export interface HashKey {
	/** Its name, stored beside each hash. */
	readonly kid: string;
	readonly secret: Buffer;
}

const fewestBytes = 32;

/**
 * Reads `kid:base64secret,…`, the newest first. One key alone may go without a name and is called k1.
 *
 * @throws {Error} with the remedy, and without a letter of a secret
 */
export const parseHashKeys = (text: string): HashKey[] => parseNamedKeys(text, ({ kid }) => kid, parseKey);

function parseKey(part: string, alone: boolean): HashKey {
	const [, kid, secret] = /^(?:([A-Za-z0-9_-]{1,16}):)?([A-Za-z0-9+/_-]+={0,2})$/.exec(part) ?? [];
	if (secret === undefined || (kid === undefined && !alone))
		throw new Error('use name:secret,… with secrets in base64; "openssl rand -base64 32" makes one');
	const bytes = Buffer.from(secret, 'base64');
	if (bytes.length < fewestBytes) throw new Error(`every secret needs ${fewestBytes} random bytes or more`);
	return { kid: kid ?? 'k1', secret: bytes };
}
