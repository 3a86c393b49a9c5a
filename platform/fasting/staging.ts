import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';
import { dialectOf, type StagedType } from './dialect.ts';

/*
 * Temporary tables, seen by this transaction alone: what one statement leaves for the next.
 */

/** Makes one from rows, with one parameter however many they are. */
export async function stageRows<const Columns extends Readonly<Record<string, StagedType>>>(
	trx: Knex.Transaction,
	name: string,
	columns: Columns,
	rows: readonly Readonly<Record<keyof Columns, string | number | null>>[],
): Promise<void> {
	const { types } = dialectOf(trx);
	const typed = Object.entries(columns).map(([column, type]) => `${column} ${types[type]}`);
	await unstage(trx, name);
	await trx.raw(
		`create temporary table ${name} (${typed.join(', ')})${isPostgres(trx) ? ' on commit drop' : ''}`,
	);
	const document = JSON.stringify(rows);
	const names = Object.keys(columns);
	if (isPostgres(trx))
		await trx.raw(
			`insert into ${name} select ${names.join(', ')} from json_to_recordset(?::json) as given (${typed.join(', ')})`,
			[document],
		);
	else
		await trx.raw(
			`insert into ${name} select ${names.map((column) => `json_extract(value, '$.${column}')`).join(', ')} from json_each(?)`,
			[document],
		);
	await analyze(trx, name);
}

/** Makes one from a query. */
export async function stageQuery(trx: Knex.Transaction, name: string, query: string): Promise<void> {
	await unstage(trx, name);
	await trx.raw(`create temporary table ${name} ${dialectOf(trx).temporary} as ${query}`);
	await analyze(trx, name);
}

/** A step before this one may have left it to the connection: SQLite has no "on commit drop". */
const unstage = async (trx: Knex.Transaction, name: string): Promise<void> => {
	await trx.raw(`drop table if exists ${isPostgres(trx) ? 'pg_temp' : 'temp'}.${name}`);
};

/** Without it PostgreSQL plans for the few rows that it takes a new table to have. */
async function analyze(trx: Knex.Transaction, name: string): Promise<void> {
	if (isPostgres(trx)) await trx.raw(`analyze ${name}`);
}
