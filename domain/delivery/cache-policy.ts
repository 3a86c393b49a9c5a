/**
 * What phones and proxies may do with a public answer unless `app_settings.cache_policy` says otherwise: keep
 * it, but ask before each use, so that a publish is seen at the next request. If we are down they may go on
 * with what they have for a day.
 */
export const revalidateAlways = 'public, max-age=0, stale-if-error=86400';

/** For answers about one person or one moment. */
export const neverStore = 'no-store';

/**
 * For a CDN that is told of every publish by tag: it may keep what it has for a year and never has to ask.
 * `CDN-Cache-Control` (RFC 9213) is for CDNs alone, so phones still ask.
 */
export const keptUntilPurged = 'max-age=31536000';

const longestCacheControl = 200;
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const directive = new RegExp(`^(${token})(?:=(?:(${token})|"[\\x20-\\x21\\x23-\\x7e]*"))?$`);
const withSeconds = new Set(['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error', 'min-fresh']);

/** Whether a text is a `Cache-Control` (RFC 9111, 5.2) that can be sent: directives, and numbers where due. */
export function isCacheControl(text: string): boolean {
	if (text.length > longestCacheControl) return false;
	return text.split(',').every((part) => {
		const [, name, value] = directive.exec(part.trim()) ?? [];
		if (name === undefined) return false;
		return !withSeconds.has(name.toLowerCase()) || /^\d{1,10}$/.test(value ?? '');
	});
}

/** The collections for which the policy in the settings is another than before. */
export function changedPolicies(
	before: Readonly<Record<string, unknown>> | null | undefined,
	after: Readonly<Record<string, unknown>> | null | undefined,
): string[] {
	const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
	return [...names].filter((name) => before?.[name] !== after?.[name]);
}
