const formatters = new Map<string, Intl.DateTimeFormat>();

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
	formatters.set(timeZone, made);
	return made;
}
