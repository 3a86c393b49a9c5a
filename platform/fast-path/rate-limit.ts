/** A fixed window per client, as Directus's limiter counts; null when the client has points left. */
export type RateLimit = (client: string, now: number) => { retryAfterSeconds: number } | null;

/** Clients remembered at once; a flood of addresses must not become a flood of memory. */
const mostClients = 100_000;

/**
 * @param points requests a client may make in a window
 * @param windowMs length of the window, ms
 */
export function rateLimit(points: number, windowMs: number): RateLimit {
	const windows = new Map<string, { used: number; ends: number }>();

	return (client, now) => {
		const window = windows.get(client);
		if (!window || window.ends <= now) {
			if (windows.size >= mostClients) windows.clear();
			windows.set(client, { used: 1, ends: now + windowMs });
			return null;
		}

		window.used += 1;
		return window.used <= points ? null : { retryAfterSeconds: Math.ceil((window.ends - now) / 1000) };
	};
}
