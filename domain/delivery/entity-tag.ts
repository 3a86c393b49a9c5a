/** The codings a response is prepared in. */
export const codings = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof codings)[number];

/**
 * The strong entity tag of one coding of a representation. Each coding has its own, because their bytes differ
 * (RFC 9110, 8.8.3.3).
 *
 * @param hash of the uncoded bytes; only characters allowed in an entity tag
 */
export function entityTag(hash: string, coding: Coding): string {
	return coding === 'identity' ? `"${hash}"` : `"${hash}-${coding}"`;
}

/**
 * The opaque tags of an `If-None-Match` field, without weakness marks and quotes, or `*`. A member that is not
 * an entity tag is skipped, so that a sloppy client gets a 200 and not an error. Linear in the field's length.
 */
export function parseIfNoneMatch(field: string): '*' | string[] {
	if (field.trim() === '*') return '*';
	return Array.from(field.matchAll(/(?:W\/)?"([\x21\x23-\x7e\x80-\u00ff]*)"/g), ([, opaque]) => opaque ?? '');
}

/**
 * Whether a client that sent `If-None-Match` already holds this representation. Comparison is weak (RFC 9110,
 * 13.1.2), and a tag of any of our codings counts: the client has the same content in other bytes.
 */
export function isNotModified(ifNoneMatch: string | undefined, hash: string): boolean {
	if (ifNoneMatch === undefined) return false;
	const held = parseIfNoneMatch(ifNoneMatch);
	if (held === '*') return true;
	return held.some((tag) => isOurs(`"${tag}"`, hash));
}

const isOurs = (tag: string, hash: string): boolean =>
	codings.some((coding) => entityTag(hash, coding) === tag);
