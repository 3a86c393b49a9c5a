import { addDays, type LocalDate } from './local-date.ts';

/** Dates one after another, both ends included. */
export interface DateRange {
	readonly from: LocalDate;
	readonly to: LocalDate;
}

export const isWithin = (date: LocalDate, { from, to }: DateRange): boolean => from <= date && date <= to;

/** All dates of a range, the earliest first; none when it ends before it begins. */
export function datesOf({ from, to }: DateRange): LocalDate[] {
	const dates: LocalDate[] = [];
	for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
	return dates;
}
