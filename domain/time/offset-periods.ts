import { localClock } from './local-clock.ts';

/** A time in which the clocks of a zone are the same time ahead of UTC. */
export interface OffsetPeriod {
	/** ms since 1970, included; null for the first of a list, which has no beginning. */
	readonly from: number | null;
	/** ms since 1970, excluded; null for the last of a list, which has no end. */
	readonly until: number | null;
	/** ms ahead of UTC; negative to the west. */
	readonly offset: number;
}

/** No zone ever changed its clocks and changed them back within so short a time, see the unit test. */
const PROBE_MS = 7 * 86_400_000;

/**
 * When the clocks of a zone were ahead of UTC by how much, the earliest first. Databases without time zones, such as
 * SQLite, and those with another edition of the time zone database can read local clocks from it as we do.
 *
 * @param timeZone IANA name
 * @param from ms since 1970; what the clocks did before is not looked at
 * @param to ms since 1970; nor what they do after
 * @throws {RangeError} when there is no such zone or instant
 */
export function offsetPeriods(timeZone: string, from: number, to: number): OffsetPeriod[] {
	const offsetAt = (instant: number) => localClock(instant, timeZone) - instant;
	const periods: OffsetPeriod[] = [];
	let begin: number | null = null;
	let offset = offsetAt(from);

	for (let probe = from; probe < to;) {
		const next = Math.min(probe + PROBE_MS, to);
		const after = offsetAt(next);
		if (after !== offset) {
			const changed = changeBetween(probe, next, (instant) => offsetAt(instant) !== offset);
			periods.push({ from: begin, until: changed, offset });
			begin = changed;
			offset = after;
		}
		probe = next;
	}
	return [...periods, { from: begin, until: null, offset }];
}

/** The first instant after a change, by bisection. */
function changeBetween(before: number, after: number, isChanged: (instant: number) => boolean): number {
	let [low, high] = [before, after];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (isChanged(middle)) high = middle;
		else low = middle;
	}
	return high;
}
