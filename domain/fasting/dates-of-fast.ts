import { datesOf } from '../time/date-range.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { isTimeZone, localDate } from '../time/local-clock.ts';

/** The part of definition 6 about zones: the one the end carries, or the person's where it carries none that is known. */
export const zoneOfEnd = (carried: string | null, personal: string): string =>
	carried !== null && isTimeZone(carried) ? carried : personal;

/**
 * Definition 7: the dates that a completed fast is credited to. The date it ends on, and every one that lies wholly
 * inside it: 36 hours from Monday evening to Wednesday morning are credited to Tuesday and Wednesday.
 *
 * @param startedAt ms since 1970
 * @param endedAt ms since 1970
 * @param timeZone IANA name of the zone of the end
 */
export function creditedDates(startedAt: number, endedAt: number, timeZone: string): CivilDate[] {
	const first = localDate(startedAt, timeZone);
	const last = localDate(endedAt, timeZone);
	const isFirstWhole = first > localDate(startedAt - 1, timeZone);
	const whole = datesOf({ from: isFirstWhole ? first : addDays(first, 1), to: addDays(last, -1) });
	return [...whole, last];
}
