import { parseIfNoneMatch } from './entity-tag.ts';

/** The strong entity tag of one version of a row. */
export const versionTag = (version: number): string => `"${version}"`;

/**
 * The versions that an `If-Match` field accepts (RFC 9110, 13.1.1); null when it is absent or `*`, which accept
 * every one. A weak or foreign tag matches no version: who sends one holds something else.
 */
export function acceptedVersions(ifMatch: string | undefined): readonly number[] | null {
	if (ifMatch === undefined) return null;
	const tags = parseIfNoneMatch(ifMatch.replaceAll(/W\/"[^"]*"/g, ''));
	if (tags === '*') return null;
	return tags.filter((tag) => /^\d{1,9}$/.test(tag)).map(Number);
}
