import type { Knex } from 'knex';
import { isPostgres } from '../../sql/database-kind.ts';
import type { Column, ColumnKind } from '../columns.ts';
import { identifier, type Row, type Value } from '../row-form.ts';

/** Rows of one statement. */
export const rowsPerInsert = 500;

/**
 * Inserts rows in the form that lines have, as one parameter.
 *
 * @param columns those of the rows, with the types that the table has
 */
export async function insertLines(
	knex: Knex,
	table: string,
	columns: readonly Column[],
	rows: readonly Row[],
	tail = '',
): Promise<void> {
	if (rows.length === 0) return;
	const names = columns.map(({ name }) => identifier(name)).join(', ');
	const head = `insert into ${identifier(table)} (${names})`;
	if (isPostgres(knex)) {
		const given = columns.map(({ name }) => `${identifier(name)} text`).join(', ');
		const values = columns.map(postgresValue).join(', ');
		await knex.raw(`${head} select ${values} from json_to_recordset(?::json) as given (${given}) ${tail}`, [
			JSON.stringify(rows),
		]);
		return;
	}
	const values = columns.map(sqliteValue).join(', ');
	const encoded = rows.map((row) =>
		columns.map(({ name, kind }) => encodeForSqlite(kind, row[name] ?? null)),
	);
	await knex.raw(`${head} select ${values} from json_each(?) where true ${tail}`, [JSON.stringify(encoded)]);
}

/** Everything comes as text, and the database's own types read it. */
const postgresValue = ({ name, type, kind }: Column): string =>
	kind === 'binary' ? `decode(${identifier(name)}, 'base64')` : `${identifier(name)}::${type}`;

/** By their places, so that names need no path. */
const sqliteValue = ({ kind }: Column, index: number): string =>
	kind === 'binary' ? `unhex(json_extract(value, '$[${index}]'))` : `json_extract(value, '$[${index}]')`;

function encodeForSqlite(kind: ColumnKind, value: Value): Value {
	if (value === null || typeof value !== 'string') return value;
	switch (kind) {
		case 'timestamp':
		case 'datetime': {
			const time = new Date(value).getTime();
			return Number.isNaN(time) ? value : time;
		}
		case 'date': {
			const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
			return new Date(year, month - 1, day).getTime();
		}
		case 'binary':
			return Buffer.from(value, 'base64').toString('hex');
		default:
			return value;
	}
}
