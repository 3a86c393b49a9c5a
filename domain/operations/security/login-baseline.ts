const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** In which failed log-ins are compared with what is usual, ms. */
export const failureWindowMs = 10 * minuteMs;

/** What is usual is the mean of this long before the window, ms. */
export const baselineMs = 7 * dayMs;

/** Of less than a day nobody knows what is usual: an evening is not like a morning. */
const leastMs = dayMs;

/** Where next to nothing fails, two people who mistype are no attack: at least one failure in each window is usual. */
const leastUsual = 1;

export interface LoginFailures {
	/** In the last ten minutes. */
	readonly recent: number;
	/** In the time before those ten minutes. */
	readonly before: number;
	/** How long that time was, ms; less than `baselineMs` where nothing was counted earlier. */
	readonly beforeMs: number;
}

/**
 * How many times as many log-ins fail as usual: 1 is as always. It notices an attack on an app where twenty failures
 * in ten minutes are an ordinary evening, and one on a small app that stays below any fixed limit.
 * @returns the ratio from 0, or null while less than a day is known
 */
export function failureGrowth({ recent, before, beforeMs }: LoginFailures): number | null {
	if (beforeMs < leastMs) return null;
	return recent / Math.max(leastUsual, (before * failureWindowMs) / beforeMs);
}
