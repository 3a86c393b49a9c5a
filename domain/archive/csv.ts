/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(\.\d+)?$/;
const needsQuotes = /[",\r\n]/;

/** RFC 4180: CRLF after each record. */
export const csvRecord = (values: readonly unknown[]): string => `${values.map(csvField).join(',')}\r\n`;

/**
 * One field of RFC 4180. Null is empty, objects are JSON. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers are what they look like.
 */
export function csvField(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const guarded = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
	return needsQuotes.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
