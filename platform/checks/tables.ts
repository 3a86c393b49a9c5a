import type { Knex } from 'knex';

/** The last report of each check. */
export const checksTable = 'bebetter_checks';

export const checkTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[checksTable]: (columns) => {
		columns.string('name', 32).primary();
		columns.integer('errors').notNullable();
		columns.integer('warnings').notNullable();
		columns.string('checked_at', 32).notNullable();
		columns.text('report').notNullable();
	},
};
