import { isRecord } from '../record.ts';

/** One event as people and tools outside read it. */
export type ExportedEvent = Readonly<Record<string, unknown>>;

const times = ['client_ts', 'sent_at', 'received_at', 'occurred_at', 'ts'] as const;
const documents = ['props', 'flags'] as const;

/** Every line begins with the id. */
const beginning = /^\{"id":\s*(\d+)/;

/**
 * The id of a line, as digits: it may be larger than a number can hold.
 *
 * @throws {Error} when the line is none of ours
 */
export function idOfLine(line: string): string {
	const id = beginning.exec(line)?.[1];
	if (id === undefined) throw new Error('a line does not begin with the id of an event');
	return id;
}

/**
 * Reads a line of an archive. There columns stand as the database held them, to be restored to the byte: JSON as
 * text, and times as ISO 8601 or, from SQLite, as milliseconds since 1970 or whatever text somebody wrote. Here
 * times are ISO 8601 in UTC and JSON is JSON.
 *
 * @throws {Error} when the line is no JSON object
 */
export function readLine(line: string): ExportedEvent {
	const row: unknown = JSON.parse(line);
	if (!isRecord(row)) throw new Error('a line is no JSON object');
	const event = { ...row };
	for (const name of times) event[name] = readTime(row[name]);
	for (const name of documents) event[name] = readDocument(row[name]);
	return event;
}

function readTime(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'number') return new Date(value).toISOString();
	const text = String(value);
	// A time without a zone was written by SQL, in UTC.
	const time = new Date(/([zZ]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
	return Number.isNaN(time.getTime()) ? text : time.toISOString();
}

function readDocument(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? null;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
