import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRecord } from '../../domain/record.ts';
import { isUuid } from '../../domain/text/uuid.ts';

/** What a token says of its bearer, before anybody has looked whether that person is still there. */
export type TokenReading =
	/** Signed by this project; `isExpired` as of now. */
	| { readonly kind: 'signed'; readonly user: string; readonly isExpired: boolean }
	/** May be a static token, which only the database knows. */
	| { readonly kind: 'opaque'; readonly token: string }
	/** No token of this project names a person by it. */
	| { readonly kind: 'foreign' };

const longestToken = 4_096;

/**
 * Reads a token of Directus: a JWT (HS256, issued by "directus") or a static one. Unlike Directus it also reads one that
 * has run out. Whoever holds it had logged in, and events wait on phones for longer than a token lasts: it is no proof
 * that would open anything, but it still says whose events these are.
 *
 * @param secret that Directus signs with; without one every signed token is foreign
 * @param now ms since 1970
 */
export function readToken(token: string, secret: string | null, now: number): TokenReading {
	if (token.length > longestToken || /\s/.test(token)) return { kind: 'foreign' };
	const parts = token.split('.');
	const [head, payload, signature] = parts.map(decode);
	if (parts.length !== 3 || !head || !payload || !signature || parseJson(payload)?.['iss'] !== 'directus')
		return { kind: 'opaque', token };
	if (secret === null || parseJson(head)?.['alg'] !== 'HS256') return { kind: 'foreign' };

	const expected = createHmac('sha256', secret).update(`${parts[0]}.${parts[1]}`).digest();
	if (expected.length !== signature.length || !timingSafeEqual(expected, signature))
		return { kind: 'foreign' };
	// Directus signs other things with the same secret, such as invitations; these are of access tokens only.
	const { id, role, app_access, exp } = parseJson(payload) ?? {};
	if (typeof id !== 'string' || !isUuid(id) || role === undefined || app_access === undefined)
		return { kind: 'foreign' };
	return { kind: 'signed', user: id, isExpired: typeof exp === 'number' && exp * 1000 <= now };
}

const decode = (part: string): Buffer | null =>
	/^[A-Za-z0-9_-]+$/.test(part) ? Buffer.from(part, 'base64url') : null;

function parseJson(bytes: Buffer): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(bytes.toString('utf8'));
		return isRecord(value) ? value : null;
	} catch {
		return null;
	}
}
