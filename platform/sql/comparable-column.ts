import type { Knex } from 'knex';
import { isSqlite } from './database-kind.ts';
import type { ColumnType } from '../../schema/model/field.ts';

/** A calendar date sorts after every real one: where an empty date counts as "never". */
export const never = '9999-12-31';

/**
 * A column as it compares with other rows and with `comparableValue`. SQLite has no types for dates and times:
 * Directus stores milliseconds there, and SQL statements store text.
 *
 * @param whenEmpty stands in for an empty value; without it empty values compare with nothing
 */
export function comparableColumn(knex: Knex, column: string, type: ColumnType, whenEmpty?: string): Knex.Raw {
	const plain = isSqlite(knex) ? (sqliteForms[type] ?? '??') : '??';
	const bindings = Array.from(plain.matchAll(/\?\?/g), () => column);
	return whenEmpty === undefined
		? knex.raw(plain, bindings)
		: knex.raw(`coalesce(${plain}, ?)`, [...bindings, whenEmpty]);
}

const sqliteForms: Partial<Record<ColumnType, string>> = {
	date: `case typeof(??) when 'text' then substr(??, 1, 10) else date(?? / 1000, 'unixepoch', 'localtime') end`,
	timestamp: `case typeof(??) when 'text' then cast(round((julianday(??) - 2440587.5) * 86400000) as integer) else ?? end`,
};

/** A value to compare such a column with; times come in as ISO 8601. */
export function comparableValue(type: ColumnType, value: string | number): string | number | Date {
	return type === 'timestamp' ? new Date(value) : value;
}
