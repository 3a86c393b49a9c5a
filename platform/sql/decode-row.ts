import { columnsOf, type Collection } from '../../schema/model/collection.ts';
import type { ColumnType } from '../../schema/model/field.ts';

/**
 * A row as the database driver returns it, turned into the declared types: drivers differ in how they hand
 * over JSON, booleans, big integers, dates and times.
 */
export function decodeRow(collection: Collection, row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		columnsOf(collection).map(([name, { type }]) => [name, decodeValue(type, row[name])]),
	);
}

function decodeValue(type: ColumnType, value: unknown): unknown {
	if (value === null || value === undefined) return null;

	switch (type) {
		case 'json':
			return typeof value === 'string' ? parseJson(value) : value;
		case 'boolean':
			return value === true || value === 1 || value === '1' || value === 'true';
		case 'integer':
		case 'bigInteger':
		case 'float':
			return Number(value);
		case 'date':
			return decodeDate(value);
		case 'timestamp':
			return decodeTimestamp(value);
		default:
			return String(value);
	}
}

/** PostgreSQL hands JSON over parsed, so a string there is a JSON string and no text to parse. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/**
 * The `pg` driver makes a Date at local midnight of a calendar date. On SQLite it is that Date's milliseconds where
 * Directus wrote it, and the text where SQL did.
 */
function decodeDate(value: unknown): string {
	if (typeof value === 'string') return value.slice(0, 10);
	const date = new Date(value as number | Date);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** SQLite keeps milliseconds since 1970, or the text somebody wrote with SQL. */
function decodeTimestamp(value: unknown): string | null {
	const time = value instanceof Date ? value : new Date(value as string | number);
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
