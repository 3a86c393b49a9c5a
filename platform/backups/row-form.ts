import type { Column, ColumnKind } from './columns.ts';

/**
 * Lines have values that every database can take back: numbers and booleans as such, big and exact numbers as digits,
 * dates as "2026-11-21", times as ISO 8601 in UTC with three digits of a second or six, JSON as its text, bytes in
 * base64.
 */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const identifier = quoted;

/** What PostgreSQL has to be asked for so that its driver hands over what lines have. */
export function postgresSelect({ name, kind, type }: Column): string {
	const column = quoted(name);
	switch (kind) {
		case 'integer':
		case 'float':
		case 'boolean':
			return column;
		case 'date':
			return `to_char(${column}, 'YYYY-MM-DD') as ${column}`;
		case 'timestamp':
			return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`;
		case 'datetime':
			return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US') as ${column}`;
		case 'binary':
			return `encode(${column}, 'base64') as ${column}`;
		default:
			return type.startsWith('character varying') || type === 'text'
				? column
				: `${column}::text as ${column}`;
	}
}

/** The same for SQLite, as far as its driver would lose something. */
export function sqliteSelect({ name, kind }: Column): string {
	const column = quoted(name);
	if (kind === 'bigint' || kind === 'decimal' || kind === 'json')
		return `cast(${column} as text) as ${column}`;
	if (kind === 'binary') return `hex(${column}) as ${column}`;
	return column;
}

const millisecondsAreEnough = /000Z?$/;

/** A value that PostgreSQL's driver handed over, as lines have it. */
export function fromPostgres(kind: ColumnKind, value: unknown): Value {
	if (value === null) return null;
	switch (kind) {
		case 'timestamp':
			return shortened(String(value), 'Z');
		case 'datetime':
			return shortened(String(value), '');
		case 'binary':
			return String(value).replaceAll('\n', '');
		case 'float':
			// JSON has no NaN and no infinity.
			return Number.isFinite(value) ? (value as number) : String(value);
		default:
			return value as Value;
	}
}

const shortened = (time: string, end: string): string =>
	millisecondsAreEnough.test(time) ? `${time.slice(0, 23)}${end}` : time;

/** A value that SQLite's driver handed over, as lines have it. */
export function fromSqlite(kind: ColumnKind, value: unknown): Value {
	if (value === null || value === undefined) return null;
	switch (kind) {
		case 'boolean':
			return value === 1 || value === '1' || value === 'true';
		case 'date':
			return typeof value === 'number' ? localDate(value) : String(value).slice(0, 10);
		case 'timestamp':
		case 'datetime':
			return isoTime(value);
		case 'binary':
			return Buffer.from(String(value), 'hex').toString('base64');
		case 'text':
			return String(value);
		default:
			return value as Value;
	}
}

/** Directus stores a calendar date on SQLite as the moment it begins on the server. */
function localDate(milliseconds: number): string {
	const date = new Date(milliseconds);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** SQL statements write text in UTC without saying so. */
const timeOfSqlite = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/;

function isoTime(value: unknown): string {
	const text = typeof value === 'string' && timeOfSqlite.test(value) ? `${value.replace(' ', 'T')}Z` : value;
	const time = new Date(text as string | number);
	return Number.isNaN(time.getTime()) ? String(value) : time.toISOString();
}
