/** A day of the calendar without a time or a zone, as "YYYY-MM-DD". */
export type CivilDate = string;

interface Parts {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

const DAY_MS = 86_400_000;

/** True for a day that exists: "2026-02-29" is none. */
export function isCivilDate(value: unknown): value is CivilDate {
	return typeof value === 'string' && readParts(value) !== null;
}

/**
 * Completed years of life on a day; negative before birth. Who was born on 29 February turns a year older on
 * 1 March of a common year.
 *
 * @throws RangeError when one of them is no day of the calendar.
 */
export function completedYears(birth: CivilDate, on: CivilDate): number {
	const born = partsOf(birth);
	const now = partsOf(on);
	const isBeforeBirthday = now.month < born.month || (now.month === born.month && now.day < born.day);
	return now.year - born.year - (isBeforeBirthday ? 1 : 0);
}

/**
 * The day so many days later, or earlier when negative.
 *
 * @throws RangeError when it is no day of the calendar.
 */
export const addDays = (date: CivilDate, days: number): CivilDate =>
	new Date(startOf(date) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The birth days, as "MM-DD", of everybody who turns a year older on one of the days from `from` to `to`, both
 * included. On 1 March of a common year that includes 29 February.
 *
 * @throws RangeError when one of them is no day of the calendar.
 */
export function birthdaysBetween(from: CivilDate, to: CivilDate): string[] {
	const birthdays = new Set<string>();
	const last = startOf(to);
	for (let time = startOf(from); time <= last && birthdays.size < 366; time += DAY_MS) {
		const date = new Date(time).toISOString().slice(0, 10);
		birthdays.add(date.slice(5));
		if (date.endsWith('-03-01') && !isCivilDate(`${date.slice(0, 4)}-02-29`)) birthdays.add('02-29');
	}
	return [...birthdays];
}

function startOf(date: CivilDate): number {
	partsOf(date);
	return Date.parse(`${date}T00:00:00Z`);
}

function partsOf(date: CivilDate): Parts {
	const parts = readParts(date);
	if (!parts) throw new RangeError(`"${date}" is no day of the calendar; write YYYY-MM-DD`);
	return parts;
}

function readParts(date: string): Parts | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
	const year = Number(date.slice(0, 4));
	const month = Number(date.slice(5, 7));
	const day = Number(date.slice(8, 10));
	return day >= 1 && day <= daysIn(year, month) ? { year, month, day } : null;
}

/** 0 for a month that does not exist. */
function daysIn(year: number, month: number): number {
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
