const firstDelayMs = 1_000;
const longestDelayMs = 600_000;

/**
 * How many workers in a row may vanish (killed, out of memory, frozen) with a job that gets no further, before it
 * is held to be what kills them. More than a few deploys in a row, and far from endless.
 */
export const mostCrashes = 5;

/** What becomes of a job after a failure. */
export type Verdict =
	| { readonly verdict: 'retry'; readonly attempt: number; readonly delayMs: number }
	| { readonly verdict: 'dead'; readonly attempt: number };

/**
 * Decides after a failed step. `attempt` counts failures since the job last got further: a long job may meet many
 * short troubles, and only one that it cannot get past ends it.
 *
 * @param failed failures before this one
 * @param random from 0 up to 1
 */
export function afterFailure(failed: number, maxAttempts: number, random: number, isFinal: boolean): Verdict {
	const attempt = failed + 1;
	if (isFinal || attempt >= maxAttempts) return { verdict: 'dead', attempt };
	return { verdict: 'retry', attempt, delayMs: retryDelayMs(attempt, random) };
}

/**
 * Exponential backoff with full jitter: anything up to 1, 2, 4 … s, at most ten minutes. Jobs that failed together
 * do not come back together.
 *
 * @param attempt failures so far, from 1
 * @param random from 0 up to 1
 * @returns ms
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs(attempt: number, random: number): number {
	const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt - 1, 30));
	return Math.floor(random * ceiling);
}
