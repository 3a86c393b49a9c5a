import type { Knex } from 'knex';

/** How large every table was on each day (UTC). Directus warns of every table whose primary key is not one column. */
export const sizesTable = 'bebetter_table_sizes';

/** Tables without a collection: invisible in the Studio, and no licence counts them. */
export const databaseTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[sizesTable]: (columns) => {
		columns.increments('id');
		columns.string('day', 10).notNullable();
		columns.string('table_name', 64).notNullable();
		columns.bigInteger('bytes').notNullable();
		columns.bigInteger('rows').notNullable();
		columns.unique(['day', 'table_name']);
	},
};
