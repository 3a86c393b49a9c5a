import { datesOf } from '../time/date-range.ts';
import { mondayOf } from '../time/iso-week.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { HOUR_MS, MAX_SESSION_MS } from './limits.ts';
import { WINDOWS } from './window.ts';

/** How late an event may arrive, or be edited, and still change the figures of its date; in days. */
export const LATE_DATA_DAYS = 35;

/** A fast may have begun so many dates before the one it ends on; one more for zones, which differ by up to 26 hours. */
const LONGEST_FAST_DAYS = MAX_SESSION_MS / (24 * HOUR_MS) + 2;

export interface Recomputation {
	/** Definition 16: the local dates whose figures are computed again, the earliest first. */
	readonly dates: readonly CivilDate[];
	/** The Sunday whose stored streaks the computation may carry on from. */
	readonly carriedAsOf: CivilDate;
	/**
	 * No figure depends on an event that occurred before this date began in UTC, given those streaks. Only the quality
	 * does: the end of a fast that started before is then an orphan.
	 */
	readonly eventsSince: CivilDate;
}

/**
 * What a night computes again, and what it needs for it.
 *
 * @param asOf the last finished local date
 * @throws {RangeError} when it is no date
 */
export function recomputationAt(asOf: CivilDate): Recomputation {
	const first = addDays(asOf, 1 - LATE_DATA_DAYS);
	const carriedAsOf = addDays(mondayOf(first), -1);
	const firstOfWindows = addDays(first, 1 - Math.max(...WINDOWS));
	return {
		dates: datesOf({ from: first, to: asOf }),
		carriedAsOf,
		// The week that ends on the first date of a window may begin six dates before it.
		eventsSince: addDays(firstOfWindows, -6 - LONGEST_FAST_DAYS),
	};
}
