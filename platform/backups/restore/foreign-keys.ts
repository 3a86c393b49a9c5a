import type { Knex } from 'knex';
import { isPostgres } from '../../sql/database-kind.ts';

const constraints = `
select conname as name, conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`;

/**
 * Does work with references unchecked, because tables refer to one another in circles, and checks them all afterwards.
 * What fails in between leaves the database without them: it has to be made anew.
 *
 * @throws {Error} that names the reference that does not hold
 */
export async function withoutForeignKeys<T>(knex: Knex, work: () => Promise<T>): Promise<T> {
	return isPostgres(knex) ? withoutConstraints(knex, work) : withoutPragma(knex, work);
}

async function withoutConstraints<T>(knex: Knex, work: () => Promise<T>): Promise<T> {
	const { rows } = (await knex.raw(constraints)) as {
		rows: { name: string; table: string; definition: string }[];
	};
	for (const { name, table } of rows) await knex.raw(`alter table ${table} drop constraint "${name}"`);
	const result = await work();
	for (const { name, table, definition } of rows)
		await knex.raw(`alter table ${table} add constraint "${name}" ${definition}`);
	return result;
}

async function withoutPragma<T>(knex: Knex, work: () => Promise<T>): Promise<T> {
	await knex.raw('pragma foreign_keys = off');
	const result = await work();
	const [broken] = (await knex.raw('pragma foreign_key_check')) as { table: string; parent: string }[];
	if (broken)
		throw new Error(`A row of "${broken.table}" refers to a row of "${broken.parent}" that is not there.`);
	await knex.raw('pragma foreign_keys = on');
	return result;
}
