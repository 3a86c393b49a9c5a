import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import { isPostgres } from '../../sql/database-kind.ts';
import { comparableColumn } from '../../sql/comparable-column.ts';

/** What a rule is compiled for. Every name in it has been found in the schema before; see `findProblems`. */
export interface Target {
	readonly knex: Knex;
	readonly schema: SchemaOverview;
	/** What `$now` stands for. */
	readonly now: Date;
}

/** A table in a statement, under a short name of its own. */
export interface Table {
	readonly collection: string;
	readonly alias: string;
}

export const from = ({ knex }: Target, { collection, alias }: Table): Knex.QueryBuilder =>
	knex({ [alias]: collection }) as Knex.QueryBuilder;

export const keyOf = ({ schema }: Target, { collection, alias }: Table): string =>
	`${alias}.${schema.collections[collection]!.primary}`;

export const typeOf = ({ schema }: Target, collection: string, column: string): string =>
	schema.collections[collection]!.fields[column]!.type;

const textTypes = ['string', 'text', 'hash'];
export const isText = (type: string): boolean => textTypes.includes(type);

/** Directus has two types for a moment, which SQLite keeps alike. */
export const isMoment = (type: string): boolean => type === 'timestamp' || type === 'dateTime';

/** The column as it stands. */
export const plain = ({ knex }: Target, { alias }: Table, column: string): Knex.Raw =>
	knex.raw('??', [`${alias}.${column}`]);

/** The column in a form in which its values compare with each other the same way on every database. */
export function comparable(target: Target, { collection, alias }: Table, column: string): Knex.Raw {
	const { knex } = target;
	const type = typeOf(target, collection, column);
	const name = `${alias}.${column}`;
	if (type === 'date') return comparableColumn(knex, name, 'date');
	if (isMoment(type)) return comparableColumn(knex, name, 'timestamp');
	// Languages sort texts differently; SQLite goes by code points.
	if (isText(type) && isPostgres(knex)) return knex.raw('?? collate "C"', [name]);
	return knex.raw('??', [name]);
}

/** Neither null nor, in a text, spaces only. */
export function emptiness(target: Target, table: Table, column: string): Knex.Raw {
	const name = `${table.alias}.${column}`;
	return isText(typeOf(target, table.collection, column))
		? target.knex.raw(`(?? is null or trim(??) = '')`, [name, name])
		: target.knex.raw('(?? is null)', [name]);
}
