import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** Headers that belong to one request or one answer and say nothing about the next. */
const passing =
	/^(set-cookie|x-ratelimit|retry-after|content-|etag|cache-|last-modified|date|connection|keep-alive|transfer-encoding)/;
const kept = /^content-security-policy/;

/**
 * Learns which headers Directus sets on every answer (security policy, HSTS, its signature), from an answer of
 * its own, so that an answer which bypasses its middlewares carries them too, whatever they are configured to.
 */
export class HostHeaders {
	#learned: OutgoingHttpHeaders | null = null;

	/** Call before setting any header of ours. A browser's cross-origin request is no example for others. */
	learn(request: IncomingMessage, response: ServerResponse): void {
		if (this.#learned || request.headers.origin !== undefined) return;
		const all = Object.entries(response.getHeaders());
		this.#learned = Object.fromEntries(all.filter(([name]) => kept.test(name) || !passing.test(name)));
	}

	get current(): OutgoingHttpHeaders | null {
		return this.#learned;
	}
}
