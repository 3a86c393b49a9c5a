import type { CivilDate } from './civil-date.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** There are some 600 zones, but as many names as there are ways to mix capitals: strangers must not fill the memory. */
const mostFormatters = 1_000;

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/**
 * What a clock on the wall shows in a zone, as the ms since 1970 at which a clock in UTC shows the same. Two readings
 * differ by what somebody sees pass on the clock, which is an hour off what passed when daylight saving began or ended
 * in between.
 *
 * @param instant ms since 1970
 * @param timeZone IANA name
 * @throws {RangeError} when there is no such zone or instant
 */
export function localClock(instant: number, timeZone: string): number {
	const part: Partial<Record<string, number>> = {};
	for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) part[type] = Number(value);
	const { year, month, day, hour, minute, second } = part as Record<Part, number>;
	const milliseconds = ((instant % 1000) + 1000) % 1000;
	return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}

/**
 * The date that a clock in a zone shows.
 *
 * @param instant ms since 1970
 * @param timeZone IANA name
 * @throws {RangeError} when there is no such zone or instant
 */
export const localDate = (instant: number, timeZone: string): CivilDate =>
	new Date(localClock(instant, timeZone)).toISOString().slice(0, 10);

/** Whether a text names a zone of the IANA time zone database, such as Asia/Riyadh; offsets such as +03:00 do not. */
export function isTimeZone(name: string): boolean {
	if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
	try {
		formatterOf(name);
		return true;
	} catch {
		return false;
	}
}

/** Making one takes some 50 µs, so each zone's is kept. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	if (formatters.size >= mostFormatters) formatters.clear();
	formatters.set(timeZone, made);
	return made;
}
