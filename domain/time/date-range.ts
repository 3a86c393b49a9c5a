import { addDays, type CivilDate } from './civil-date.ts';

/** Dates one after another, both ends included. */
export interface DateRange {
	readonly from: CivilDate;
	readonly to: CivilDate;
}

export const isWithin = (date: CivilDate, { from, to }: DateRange): boolean => from <= date && date <= to;

/** All dates of a range, the earliest first; none when it ends before it begins. */
export function datesOf({ from, to }: DateRange): CivilDate[] {
	const dates: CivilDate[] = [];
	for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
	return dates;
}
