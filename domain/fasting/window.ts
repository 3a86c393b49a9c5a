import type { DateRange } from '../time/date-range.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';

/** The windows that `insights` has rows for, in days. */
export const WINDOWS = [7, 30] as const;
export type WindowDays = (typeof WINDOWS)[number];

/** Definition 8: so many local dates, the last of which is `asOf`. */
export const windowAt = (asOf: CivilDate, days: number): DateRange => ({
	from: addDays(asOf, 1 - days),
	to: asOf,
});
