/** A calendar date, YYYY-MM-DD. */
export type LocalDate = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

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

/**
 * The calendar date that a clock in that zone shows.
 *
 * @throws {RangeError} when there is no such zone
 */
export function localDate(instant: Date, timeZone: string): LocalDate {
	const parts = formatterOf(timeZone).formatToParts(instant);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The date `days` after another one; negative for before. */
export function addDays(date: LocalDate, days: number): LocalDate {
	const moved = new Date(`${date}T00:00:00Z`);
	moved.setUTCDate(moved.getUTCDate() + days);
	return moved.toISOString().slice(0, 10);
}

/** Making one takes some 50 µs, so each zone's is kept. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	formatters.set(timeZone, made);
	return made;
}
