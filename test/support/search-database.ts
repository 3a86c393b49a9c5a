import type { Host } from './host/index.ts';

/** Every place in the database that holds one of the words, as `table.column: word`; in any table, whatever it is for. */
export async function findInDatabase(host: Host, words: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	for (const table of await tablesOf(host))
		for (const column of Object.keys(await host.knex(table).columnInfo()))
			for (const word of words) {
				const row = await host
					.knex(table)
					.whereRaw(`lower(cast(?? as text)) like ?`, [column, `%${word.toLowerCase()}%`])
					.first();
				if (row) found.push(`${table}.${column}: ${word}`);
			}
	return found;
}

async function tablesOf({ knex, database }: Host): Promise<string[]> {
	const rows: { name: string }[] =
		database === 'postgres'
			? await knex('pg_tables').where({ schemaname: 'public' }).select({ name: 'tablename' })
			: await knex('sqlite_master').where({ type: 'table' }).select('name');
	return rows.map(({ name }) => name);
}
