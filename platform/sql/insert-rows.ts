import type { Knex } from 'knex';
import { columnsOf, type Collection } from '../../schema/model/collection.ts';
import type { ColumnType, Field } from '../../schema/model/field.ts';
import { isPostgres } from './database-kind.ts';

/**
 * Rows for `insertRows`: a value for each column by name. JSON columns take the value itself, dates "YYYY-MM-DD",
 * timestamps a Date. A column that is left out is null.
 */
export type NewRow = Readonly<Record<string, unknown>>;

/**
 * Inserts any number of rows with one statement and one parameter: a multi-row INSERT would run into the databases'
 * limits of values (65,535 on PostgreSQL, 32,766 on SQLite), and building it costs more than running it.
 *
 * Columns hold what Directus would have written into them.
 */
export async function insertRows(knex: Knex, collection: Collection, rows: readonly NewRow[]): Promise<void> {
	await insertAnd(knex, collection, rows, '', []);
}

/**
 * The same, without the rows whose value in a unique column is there already.
 *
 * @param onlyWhile a query that has to find something in the same statement; otherwise nothing is inserted
 * @returns how many were inserted
 */
export async function insertNewRows(
	knex: Knex,
	collection: Collection,
	rows: readonly NewRow[],
	unique: string,
	onlyWhile?: Knex.QueryBuilder,
): Promise<number> {
	// SQLite takes "on" for the beginning of a join unless a "where" stands before it.
	const condition = onlyWhile ? 'exists ?' : 'true';
	const tail = `where ${condition} on conflict (??) do nothing returning 1 as inserted`;
	const bindings = [...(onlyWhile ? [onlyWhile] : []), unique];
	return (await insertAnd(knex, collection, rows, tail, bindings)).length;
}

/** @returns what the statement returns, if its tail asks for anything */
async function insertAnd(
	knex: Knex,
	collection: Collection,
	rows: readonly NewRow[],
	tail: string,
	bindings: readonly (string | Knex.QueryBuilder)[],
): Promise<readonly unknown[]> {
	if (rows.length === 0) return [];
	const columns = columnsOf(collection).filter(([name]) => rows.some((row) => name in row));
	const document = JSON.stringify(rows.map((row) => encodeRow(knex, columns, row)));
	const names = columns.map(() => '??').join(', ');
	const identifiers = columns.map(([name]) => name);
	if (isPostgres(knex)) {
		const typed = columns.map(([, { type }]) => `?? ${postgresTypes[type]}`).join(', ');
		const { rows: returned } = await knex.raw(
			`insert into ?? (${names}) select ${names} from json_to_recordset(?::json) as given (${typed}) ${tail}`,
			[collection.name, ...identifiers, ...identifiers, document, ...identifiers, ...bindings],
		);
		return returned;
	}
	const values = columns.map(() => 'json_extract(value, ?)').join(', ');
	const paths = identifiers.map((name) => `$."${name}"`);
	return knex.raw(`insert into ?? (${names}) select ${values} from json_each(?) ${tail}`, [
		collection.name,
		...identifiers,
		...paths,
		document,
		...bindings,
	]);
}

const postgresTypes: Readonly<Record<Exclude<ColumnType, 'alias'>, string>> & Record<string, string> = {
	uuid: 'uuid',
	string: 'text',
	text: 'text',
	integer: 'integer',
	bigInteger: 'bigint',
	float: 'double precision',
	boolean: 'boolean',
	date: 'date',
	timestamp: 'timestamptz',
	json: 'json',
};

function encodeRow(
	knex: Knex,
	columns: readonly (readonly [string, Field])[],
	row: NewRow,
): Record<string, unknown> {
	const encoded: Record<string, unknown> = {};
	// JSON.stringify writes dates as ISO 8601, which PostgreSQL reads; SQLite has no such type.
	for (const [name, { type }] of columns)
		encoded[name] = isPostgres(knex) ? (row[name] ?? null) : encodeForSqlite(type, row[name] ?? null);
	return encoded;
}

function encodeForSqlite(type: ColumnType, value: unknown): unknown {
	if (value instanceof Date) return value.getTime();
	if (type === 'boolean' && typeof value === 'boolean') return value ? 1 : 0;
	if (type === 'date' && typeof value === 'string') return localMidnight(value);
	if (type === 'json' && value !== null) return JSON.stringify(value);
	return value;
}

/** A calendar date as its column holds it. */
export const storedDate = (knex: Knex, date: string): string | number =>
	isPostgres(knex) ? date : localMidnight(date);

/** Directus stores a calendar date on SQLite as the moment it begins on the server. */
function localMidnight(date: string): number {
	const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
	return new Date(year, month - 1, day).getTime();
}
