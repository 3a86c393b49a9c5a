import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { mondayOf } from '../../time/iso-week.ts';

/** How often something is due. All of them are of the calendar in UTC, which is the same for everybody. */
export const periods = ['day', 'week', 'month', 'quarter'] as const;
export type Period = (typeof periods)[number];

/** At least as many days as the longest of its kind, and fewer than the two shortest. */
const longestDays: Record<Period, number> = { day: 1, week: 7, month: 31, quarter: 92 };

/** The first day of the period that a day is in. */
export function startOfPeriod(period: Period, day: CivilDate): CivilDate {
	if (period === 'day') return day;
	if (period === 'week') return mondayOf(day);
	if (period === 'month') return `${day.slice(0, 7)}-01`;
	const firstMonth = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
	return `${day.slice(0, 5)}${String(firstMonth).padStart(2, '0')}-01`;
}

/** The first day of the period after the one that begins on that day. */
export const startOfNext = (period: Period, start: CivilDate): CivilDate =>
	startOfPeriod(period, addDays(start, longestDays[period]));

/** The first days of so many periods: the one that a day is in, and those before it. */
export function recentStarts(period: Period, day: CivilDate, count: number): CivilDate[] {
	const starts = [startOfPeriod(period, day)];
	while (starts.length < count) starts.push(startOfPeriod(period, addDays(starts.at(-1)!, -1)));
	return starts;
}

/** What people call it: 2026-11-21, 2026-W47, 2026-11, 2026-Q4. */
export function periodKey(period: Period, start: CivilDate): string {
	if (period === 'day') return start;
	if (period === 'week') return isoWeekKey(start);
	const month = Number(start.slice(5, 7));
	return period === 'month' ? start.slice(0, 7) : `${start.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
}

/** A week belongs to the year that its Thursday is in, and 4 January is always in the first. */
function isoWeekKey(monday: CivilDate): string {
	const year = addDays(monday, 3).slice(0, 4);
	const days = (Date.parse(monday) - Date.parse(mondayOf(`${year}-01-04`))) / 86_400_000;
	return `${year}-W${String(days / 7 + 1).padStart(2, '0')}`;
}

export const utcDayOf = (time: number): CivilDate => new Date(time).toISOString().slice(0, 10);

/** ms since 1970 at which a day begins. */
export const timeOf = (day: CivilDate): number => Date.parse(`${day}T00:00:00Z`);
