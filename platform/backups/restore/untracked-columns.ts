import type { Knex } from 'knex';
import type { Manifest } from '../../../domain/operations/backups/manifest.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { kindOf, readShape, type ColumnKind } from '../columns.ts';
import { identifier } from '../row-form.ts';

/** What a kind is called where the backup's own word for it may mean nothing. */
const types: Record<'postgres' | 'sqlite', Record<ColumnKind, string>> = {
	postgres: {
		text: 'text',
		integer: 'integer',
		bigint: 'bigint',
		float: 'double precision',
		decimal: 'numeric',
		boolean: 'boolean',
		date: 'date',
		timestamp: 'timestamp with time zone',
		datetime: 'timestamp without time zone',
		json: 'json',
		binary: 'bytea',
	},
	sqlite: {
		text: 'text',
		integer: 'integer',
		bigint: 'bigint',
		float: 'float',
		decimal: 'decimal',
		boolean: 'boolean',
		date: 'date',
		timestamp: 'datetime',
		datetime: 'datetime',
		json: 'json',
		binary: 'blob',
	},
};

/** It becomes part of a statement: a name with its size, such as "character varying(20)", "time(3) with time zone" or "mood[]". */
const plainType = /^[\w"]+([ .][\w"]+)*(\(\w+(, ?\w+)*\)( [a-z ]+)?)?(\[\])*$/;

/**
 * Adds the columns of collections that somebody made with SQL, past Directus: its schema does not bring them. They get
 * their type; a default, an index or a reference of theirs is not in the backup.
 *
 * @returns what was added, as "table.column"
 */
export async function addUntrackedColumns(
	knex: Knex,
	{ tables, database }: Pick<Manifest, 'tables' | 'database'>,
): Promise<string[]> {
	const target = isPostgres(knex) ? 'postgres' : 'sqlite';
	const added: string[] = [];
	for (const { table, kind, columns = {} } of tables) {
		const shape = kind === 'collection' ? await readShape(knex, table) : null;
		if (!shape) continue;
		for (const [name, type] of Object.entries(columns)) {
			if (shape.columns.some((column) => column.name === name)) continue;
			const own = database === target && plainType.test(type) ? type : types[target][kindOf(type)];
			await knex.raw(`alter table ${identifier(table)} add column ${identifier(name)} ${own}`);
			added.push(`${table}.${name}`);
		}
	}
	return added;
}
