import { latencyQuantile } from '../metrics/latency.ts';
import type { ReleaseSide, ReleaseView, Versions } from './contract.ts';
import { latenciesOf, minuteOf, type Sample, sum } from './samples.ts';

/** Another version of the bundle or of Directus than before, by whichever instance started first; going back too. */
export interface Release {
	/** ms since 1970. */
	readonly at: number;
	readonly from: Versions;
	readonly to: Versions;
}

/** How many whole minutes before and after a release are compared. */
export const watchMinutes = 30;

/** A share of fewer requests says nothing; as in the rules about failures. */
const leastRequests = 20;

/** Failures below this share do not count against those after: twice as many are the 1 % that is the goal. */
const leastErrorRatio = 0.005;

/** From above this a release is worse than what was before. */
export const worseAbove = 2;

/** The first minute whose samples are compared. */
export const beginOfWatch = ({ at }: Pick<Release, 'at'>): number => minuteOf(at) - watchMinutes;

/** Whether the minutes after it are not over; the sample of the last one comes in the minute after it. */
export const isWatched = ({ at }: Release, now: number): boolean =>
	minuteOf(now) <= minuteOf(at) + watchMinutes + 1;

/**
 * Each release with what people got before and after it. Its own minute, in which both versions answered, is on
 * neither side.
 *
 * @param releases in any order
 * @param samples of all processes, from `beginOfWatch` of the first
 * @returns the newest first
 */
export function compareReleases(
	releases: readonly Release[],
	samples: readonly Sample[],
	now: number,
): ReleaseView[] {
	return releases
		.toSorted((one, other) => other.at - one.at)
		.map((release, place, sorted) => {
			const minute = minuteOf(release.at);
			// The next one ends its time.
			const next = sorted[place - 1];
			const end = Math.min(minute + 1 + watchMinutes, minuteOf(next?.at ?? now));
			const before = sideOf(samples, minute - watchMinutes, minute);
			const after = sideOf(samples, minute + 1, Math.max(minute + 1, end));
			return {
				at: new Date(release.at).toISOString(),
				from: release.from,
				to: release.to,
				before,
				after,
				error_growth: errorGrowth(before, after),
			};
		});
}

/** How many times the share of failures from before there is now; null without enough requests on either side. */
function errorGrowth(before: ReleaseSide, after: ReleaseSide): number | null {
	if (before.requests < leastRequests || after.requests < leastRequests) return null;
	return after.errors / after.requests / Math.max(before.errors / before.requests, leastErrorRatio);
}

/** @param to the minute that is not part of it any more */
function sideOf(samples: readonly Sample[], from: number, to: number): ReleaseSide {
	const within = samples.filter(({ minute }) => minute >= from && minute < to);
	const p95 = latencyQuantile(latenciesOf(within), 0.95);
	return {
		minutes: to - from,
		requests: sum(within, 'requests'),
		errors: sum(within, 'errors'),
		p95_ms: p95 === null ? null : Math.round(p95 * 1000),
	};
}
