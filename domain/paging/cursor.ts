import { trimEndOf } from '../text/trim-end.ts';

/** Where the next page begins: after the row with these values in the columns that the list is sorted by. */
export type CursorValues = readonly (string | number)[];

const longestCursor = 500;

/** Writes a position as a word for addresses. Clients send it back as it is and read nothing into it. */
export function encodeCursor(values: CursorValues): string {
	return trimEndOf(btoa(JSON.stringify(values)).replaceAll('+', '-').replaceAll('/', '_'), '=');
}

/**
 * Reads a position back.
 *
 * @param pattern of each value, in turn; numbers are matched as text
 * @returns null when it is not one of ours for this list
 */
export function decodeCursor(cursor: string, patterns: readonly RegExp[]): CursorValues | null {
	if (cursor.length > longestCursor || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
	try {
		const values: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
		return isCursor(values, patterns) ? values : null;
	} catch {
		return null;
	}
}

function isCursor(values: unknown, patterns: readonly RegExp[]): values is CursorValues {
	if (!Array.isArray(values) || values.length !== patterns.length) return false;
	return values.every(
		(value, index) =>
			(typeof value === 'string' || typeof value === 'number') && patterns[index]!.test(String(value)),
	);
}
