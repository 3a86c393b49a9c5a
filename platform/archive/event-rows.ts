import type { Knex } from 'knex';
import type { Span } from '../../domain/archive/days.ts';
import { events } from '../../schema/collections/events.ts';
import { columnsOf } from '../../schema/model/collection.ts';
import { isPostgres } from '../sql/database-kind.ts';

const table = events.name;

/** An event as a line of an archive, and what is told of it besides. */
export interface EventLine {
	/** As digits: it may be larger than a number can hold. */
	readonly id: string;
	/** ms since 1970. */
	readonly received: number;
	readonly kid: string | null;
	/** A JSON object without a line break that begins with the id. */
	readonly line: string;
}

/** Events received in a span, in a form that uses the index whichever way SQLite holds the times. */
export function receivedWithin(knex: Knex, { from, until }: Span): Knex.QueryBuilder {
	if (isPostgres(knex))
		return knex(table).where('received_at', '>=', new Date(from)).where('received_at', '<', new Date(until));
	// Text sorts after numbers.
	return knex(table).where(
		(row) =>
			void row
				.where((number) => void number.where('received_at', '>=', from).where('received_at', '<', until))
				.orWhere(
					(text) =>
						void text
							.where('received_at', '>=', '')
							.whereRaw(`${milliseconds(knex)} >= ? and ${milliseconds(knex)} < ?`, [from, until]),
				),
	);
}

/** ms since 1970 of the earliest event received before a moment; null when there is none. */
export async function firstReceived(knex: Knex, before: number): Promise<number | null> {
	const first = isPostgres(knex) ? 'min(received_at)' : `min(${milliseconds(knex)})`;
	const row = await receivedWithin(knex, { from: 0, until: before })
		.select(knex.raw(`${first} as first`))
		.first();
	return row?.first === null || row?.first === undefined ? null : new Date(row.first).getTime();
}

/** The ids among which the events of a span are; null when there is none. */
export async function boundsOf(
	knex: Knex,
	span: Span,
): Promise<{ readonly first: string; readonly last: string } | null> {
	// The count keeps PostgreSQL from searching the smallest id along the primary key.
	const row = await receivedWithin(knex, span)
		.select(knex.raw(`cast(min(id) as text) as first, cast(max(id) as text) as last, count(*) as n`))
		.first();
	return Number(row?.n) > 0 ? { first: row.first, last: row.last } : null;
}

/** The next events of a span by their ids, as lines. */
export async function readLines(
	knex: Knex,
	span: Span,
	ids: { readonly after: string | null; readonly first: string; readonly last: string },
	limit: number,
): Promise<EventLine[]> {
	const query = receivedWithin(knex, span)
		.where('id', '>=', integer(knex, ids.first))
		.where('id', '<=', integer(knex, ids.last))
		// With its table, because PostgreSQL would order by the text that is selected under the same name.
		.orderBy(`${table}.id`)
		.limit(limit)
		.select(
			knex.raw(
				`cast(id as text) as id, ${milliseconds(knex)} as received, hash_kid as kid, ${lineOf(knex)} as line`,
			),
		);
	if (ids.after !== null) void query.where('id', '>', integer(knex, ids.after));
	const rows: { id: string; received: unknown; kid: string | null; line: string }[] = await query;
	return rows.map(({ id, received, kid, line }) => ({ id, received: Number(received), kid, line }));
}

/** Past what a number of JavaScript holds. */
export const integer = (knex: Knex, digits: string): Knex.Raw => knex.raw('cast(? as bigint)', [digits]);

const milliseconds = (knex: Knex): string =>
	isPostgres(knex)
		? 'floor(extract(epoch from received_at) * 1000)::bigint'
		: `(case typeof(received_at) when 'text' then cast(round((julianday(received_at) - 2440587.5) * 86400000) as integer) else received_at end)`;

/** The database writes the lines: nothing is lost on the way through JavaScript, and it is faster. */
function lineOf(knex: Knex): string {
	const columns = columnsOf(events);
	if (!isPostgres(knex))
		return `json_object(${columns.map(([name]) => `'${name}', ${quoted(name)}`).join(', ')})`;
	const values = columns.map(([name, { type }]) => {
		if (type === 'json') return `${quoted(name)}::text as ${quoted(name)}`;
		if (type !== 'timestamp') return quoted(name);
		return `to_char(${quoted(name)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${quoted(name)}`;
	});
	return `(select row_to_json(line)::text from (select ${values.join(', ')}) line)`;
}

const quoted = (name: string): string => `"${name}"`;
