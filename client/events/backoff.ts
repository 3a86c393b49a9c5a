const firstMs = 1_000;
const longestMs = 300_000;

/**
 * How long to wait after so many failures in a row: somewhere between half and all of 1, 2, 4 … s, at most five
 * minutes, and never less than the server asks for. Phones that failed together do not come back together.
 *
 * @param failures from 1
 * @param random from 0 up to 1
 * @returns ms
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: number): number {
	const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
	const jittered = ceiling * (0.5 + random / 2);
	return Math.round(retryAfterMs === null ? jittered : Math.max(jittered, retryAfterMs * (1 + random / 4)));
}
