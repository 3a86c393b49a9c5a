import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';

/** What values of a column have in common on every database; see `ValueForm` for how lines have them. */
export type ColumnKind =
	| 'text'
	| 'integer'
	| 'bigint'
	| 'float'
	| 'decimal'
	| 'boolean'
	| 'date'
	| 'timestamp'
	| 'datetime'
	| 'json'
	| 'binary';

export interface Column {
	readonly name: string;
	/** As the database names it. */
	readonly type: string;
	readonly kind: ColumnKind;
}

export interface TableShape {
	/** Those of the primary key first, the others by their names: the same on every database. */
	readonly columns: readonly Column[];
	/** Empty when the table has none. */
	readonly primaryKey: readonly string[];
}

interface FoundColumn {
	readonly name: string;
	readonly type: string;
	/** Its place in the primary key, from 1; 0 when it is not part of it. */
	readonly key: number;
}

/** The first that fits. */
const kinds: readonly (readonly [RegExp, ColumnKind])[] = [
	[/^(bigint|int8|bigserial)/, 'bigint'],
	[/^(int|integer|smallint|mediumint|tinyint|serial)/, 'integer'],
	[/^(real|float|double)/, 'float'],
	[/^(numeric|decimal)/, 'decimal'],
	[/^bool/, 'boolean'],
	[/^date$/, 'date'],
	[/^timestamp.* without time zone$/, 'datetime'],
	[/^(datetime|timestamp)/, 'timestamp'],
	[/^json/, 'json'],
	[/^(bytea|blob|binary)/, 'binary'],
];

export const kindOf = (type: string): ColumnKind =>
	kinds.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1] ?? 'text';

/** @param found as the database tells them, in any order; none when there is no such table */
function shapeOf(found: readonly FoundColumn[]): TableShape | null {
	if (found.length === 0) return null;
	const key = found.filter((one) => one.key > 0).toSorted((one, other) => one.key - other.key);
	const others = found
		.filter((one) => one.key === 0)
		.toSorted((one, other) => (one.name < other.name ? -1 : 1));
	return {
		columns: [...key, ...others].map(({ name, type }) => ({ name, type, kind: kindOf(type) })),
		primaryKey: key.map(({ name }) => name),
	};
}

/** Generated columns are left out: the database makes them anew. */
const postgresColumns = `
select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
	coalesce(array_position(i.indkey::smallint[], a.attnum) + 1, 0) as key
from pg_attribute a
left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`;

export const sqliteColumns = 'select name, type, pk as key from pragma_table_info(?)';

export const sqliteShape = (found: readonly FoundColumn[]): TableShape | null => shapeOf(found);

/** @returns null when there is no such table */
export async function readShape(knex: Knex, table: string): Promise<TableShape | null> {
	if (isPostgres(knex)) {
		const { rows } = (await knex.raw(postgresColumns, [`"${table}"`])) as { rows: FoundColumn[] };
		return shapeOf(rows);
	}
	return shapeOf((await knex.raw(sqliteColumns, [table])) as FoundColumn[]);
}
