const pattern = /^(\d{4})-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A time with its offset in ISO 8601, as ms since 1970; null when it is none, or in a year that no database takes.
 * Days that the calendar does not have are none.
 */
export function readInstant(value: unknown): number | null {
	if (typeof value !== 'string' || value.length > 40) return null;
	const [, year] = pattern.exec(value) ?? [];
	if (year === undefined || !hasDay(value)) return null;
	const time = Date.parse(value);
	return Number.isNaN(time) || time < 0 || Number(year) > 9998 ? null : time;
}

/** `Date.parse` takes 31 February for 3 March. */
function hasDay(text: string): boolean {
	const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
	return !Number.isNaN(day) && new Date(day).getUTCDate() === Number(text.slice(8, 10));
}
