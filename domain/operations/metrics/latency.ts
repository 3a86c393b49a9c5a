/** Upper bounds of the latency buckets, s; .5, 1 and 2 are the thresholds that alerts compare with. */
export const latencyBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

/** How many requests took how long: one number for each bound, and one for what took longer than all. */
export type LatencyCounts = readonly number[];

export const noLatencies = (): number[] => Array.from({ length: latencyBounds.length + 1 }, () => 0);

/** The bucket of a duration, by its place. */
export function latencyBucket(seconds: number): number {
	const place = latencyBounds.findIndex((bound) => seconds <= bound);
	return place === -1 ? latencyBounds.length : place;
}

export const addLatencies = (one: LatencyCounts, other: LatencyCounts): number[] =>
	one.map((count, place) => count + (other[place] ?? 0));

/**
 * The duration, s, that this share of requests stayed below, taken to lie evenly within its bucket as Prometheus
 * does; null without requests. What took longer than every bound counts as the highest bound.
 */
export function latencyQuantile(counts: LatencyCounts, share: number): number | null {
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total === 0) return null;
	const rank = share * total;
	let below = 0;
	for (const [place, count] of counts.entries()) {
		if (below + count >= rank && count > 0) {
			const from = place === 0 ? 0 : latencyBounds[place - 1]!;
			const to = latencyBounds[place] ?? latencyBounds.at(-1)!;
			return from + (Math.max(to, from) - from) * ((rank - below) / count);
		}
		below += count;
	}
	return latencyBounds.at(-1)!;
}
