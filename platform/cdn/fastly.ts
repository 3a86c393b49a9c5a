import { batches } from '../../domain/delivery/batches.ts';
import type { Cdn } from './cdn.ts';
import { sendAll } from './send.ts';

export interface FastlyOptions {
	readonly serviceId: string;
	readonly token: string;
	/** Of the API, without a slash at the end. */
	readonly url: string;
}

/** Keys that one request may carry. */
const mostKeys = 256;

/** Fastly knows answers by `Surrogate-Key`. https://www.fastly.com/documentation/reference/api/purging/ */
export function fastly({ serviceId, token, url }: FastlyOptions): Cdn {
	const service = `${url}/service/${encodeURIComponent(serviceId)}`;
	const headers = { 'Fastly-Key': token, Accept: 'application/json' };

	return {
		name: 'fastly',
		purgeTags: (tags) =>
			sendAll(
				'fastly',
				batches(tags, mostKeys).map((keys) => ({
					url: `${service}/purge`,
					headers: { ...headers, 'Surrogate-Key': keys.join(' ') },
				})),
			),
		purgeAll: () => sendAll('fastly', [{ url: `${service}/purge_all`, headers }]),
	};
}
