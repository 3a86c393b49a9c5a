import { addDays, type CivilDate } from './civil-date.ts';

/** Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const isoWeekday = (date: CivilDate): IsoWeekday =>
	(new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as IsoWeekday;

/** The Monday of the ISO week that a date is in. */
export const mondayOf = (date: CivilDate): CivilDate => addDays(date, 1 - isoWeekday(date));
