import { datesOf } from '../time/date-range.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';

/** In a week of seven days so many fit in with a day between each two; of more only the number is asked. */
const MOST_DAYS_APART = 3;

export const datesOfWeek = (monday: CivilDate): CivilDate[] =>
	datesOf({ from: monday, to: addDays(monday, 6) });

/**
 * The part of definition 14 about one week: whether the dates are enough of a plan such as 5:2, whose fast days must not
 * follow one another.
 *
 * @param dates dates of one ISO week, the earliest first
 */
export function areEnough(dates: readonly CivilDate[], fastDaysPerWeek: number): boolean {
	if (fastDaysPerWeek > MOST_DAYS_APART) return dates.length >= fastDaysPerWeek;
	return countApart(dates) >= fastDaysPerWeek;
}

/** Taking each date that does not follow the one taken last gives as many as there can be. */
function countApart(dates: readonly CivilDate[]): number {
	let count = 0;
	let next = '';
	for (const date of dates) {
		if (date < next) continue;
		count += 1;
		next = addDays(date, 2);
	}
	return count;
}
