import { batches } from '../../domain/delivery/batches.ts';
import type { Cdn } from './cdn.ts';
import { sendAll } from './send.ts';

export interface CloudflareOptions {
	readonly zoneId: string;
	readonly token: string;
	/** Of the API, without a slash at the end. */
	readonly url: string;
}

/** Tags that one request may carry. */
const mostTags = 100;

/** Cloudflare knows answers by `Cache-Tag`. https://developers.cloudflare.com/api/resources/cache/methods/purge/ */
export function cloudflare({ zoneId, token, url }: CloudflareOptions): Cdn {
	const request = (body: object) => ({
		url: `${url}/client/v4/zones/${encodeURIComponent(zoneId)}/purge_cache`,
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});

	return {
		name: 'cloudflare',
		purgeTags: (tags) =>
			sendAll(
				'cloudflare',
				batches(tags, mostTags).map((part) => request({ tags: part })),
			),
		purgeAll: () => sendAll('cloudflare', [request({ purge_everything: true })]),
	};
}
