import type { Knex } from 'knex';
import { isPostgres } from '../../sql/database-kind.ts';

const sequences = `
select quote_ident(c.relname) as "table", quote_ident(a.attname) as "column",
	pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
	and not a.attisdropped and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`;

/** Has new rows numbered after the restored ones. SQLite does so by itself. */
export async function advanceSequences(knex: Knex): Promise<void> {
	if (!isPostgres(knex)) return;
	const { rows } = (await knex.raw(sequences)) as {
		rows: { table: string; column: string; sequence: string }[];
	};
	for (const { table, column, sequence } of rows)
		await knex.raw(
			`select setval(?, greatest((select max(${column}) from ${table}), 1), (select max(${column}) from ${table}) is not null)`,
			[sequence],
		);
}
