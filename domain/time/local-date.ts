import type { CivilDate } from './civil-date.ts';

/** Making a formatter takes a hundred times as long as using one; there are about 600 zones. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** True for a name of the IANA time zone database that this machine knows. */
export function isTimeZone(name: string): boolean {
	return formatterOf(name) !== null;
}

/** The day it is at that moment in a time zone; an absent or unknown zone counts as UTC. */
export function localDate(at: Date, timezone: string | null): CivilDate {
	const formatter = timezone === null ? null : formatterOf(timezone);
	return formatter ? formatter.format(at) : at.toISOString().slice(0, 10);
}

function formatterOf(timezone: string): Intl.DateTimeFormat | null {
	const known = formatters.get(timezone);
	if (known !== undefined) return known;
	const made = makeFormatter(timezone);
	// What people type must not fill the memory.
	if (made) formatters.set(timezone, made);
	return made;
}

function makeFormatter(timezone: string): Intl.DateTimeFormat | null {
	try {
		// Sweden writes dates as ISO 8601 does.
		return new Intl.DateTimeFormat('sv-SE', {
			timeZone: timezone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
		});
	} catch {
		return null;
	}
}
