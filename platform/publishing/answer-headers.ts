import { isCacheControl, keptUntilPurged, revalidateAlways } from '../../domain/delivery/cache-policy.ts';
import { publicTags } from '../../domain/publishing/tags.ts';
import type { Document } from './document.ts';
import type { Sources } from './sources.ts';

/** What the CDNs in front of us need to find in an answer. */
export interface CdnHeaders {
	/** A CDN is told of every publish, so it may keep answers until then. */
	readonly keep: boolean;
	/** Tags under the name that Cloudflare looks for. */
	readonly cacheTag: boolean;
}

const noCdn: CdnHeaders = { keep: false, cacheTag: false };

/** The headers of an answer that follow from what it is made of. */
export function answerHeaders(
	{ collection, tags, vary }: Document,
	{ settings }: Sources,
	cdn: CdnHeaders = noCdn,
): Record<string, string> {
	const outgoing = publicTags(tags);
	// What carries no tag could never be purged.
	const isPurgeable = outgoing.length > 0;
	return {
		'Cache-Control': readPolicy(settings.cache_policy?.[collection]),
		...(cdn.keep && isPurgeable && { 'CDN-Cache-Control': keptUntilPurged }),
		Vary: ['Accept-Encoding', ...vary].join(', '),
		...(isPurgeable && { 'Surrogate-Key': outgoing.join(' '), 'Cache-Groups': cacheGroups(outgoing) }),
		...(cdn.cacheTag && isPurgeable && { 'Cache-Tag': outgoing.join(',') }),
	};
}

/** RFC 9875 has receivers accept 32 groups; fewer keep an answer to a phone small. */
const mostCacheGroups = 8;

const cacheGroups = (tags: readonly string[]): string =>
	tags
		.slice(0, mostCacheGroups)
		.map((tag) => `"${tag}"`)
		.join(', ');

/** What an administrator typed goes into a header only if it can be one. */
const readPolicy = (policy: unknown): string =>
	typeof policy === 'string' && isCacheControl(policy) ? policy : revalidateAlways;
