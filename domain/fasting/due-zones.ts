import { localClock } from '../time/local-clock.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { HOUR_MS } from './limits.ts';

/** Local time of the nightly run: by then phones have sent what happened before midnight. */
const NIGHT_HOUR = 3;

export interface DueZone {
	readonly timeZone: string;
	/** The last finished local date there. */
	readonly asOf: CivilDate;
}

/**
 * Definition 17: the zones whose clocks passed 03:00 since the last run, each once for each local date. Where a clock
 * jumps over 03:00 it passes it then, and where it shows 03:00 twice, the first time counts. Zones that missed runs are
 * due once, as of their last finished date.
 *
 * @param zones IANA names of the zones that people live in
 * @param since ms since 1970 of the last run, excluded
 * @param now ms since 1970, included
 * @throws {RangeError} when there is no such zone
 */
export function dueZones(zones: Iterable<string>, since: number, now: number): DueZone[] {
	return [...new Set(zones)].flatMap((timeZone) => {
		const night = nightAt(now, timeZone);
		return night > nightAt(since, timeZone) ? [{ timeZone, asOf: addDays(night, -1) }] : [];
	});
}

/** The local date whose 03:00 was passed last. */
const nightAt = (instant: number, timeZone: string): CivilDate =>
	new Date(localClock(instant, timeZone) - NIGHT_HOUR * HOUR_MS).toISOString().slice(0, 10);
