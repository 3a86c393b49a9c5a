import type { Knex } from 'knex';

/** One row for each process of this project that runs, and when it gave its last sign. */
export const processesTable = 'bebetter_processes';

export const processTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[processesTable]: (columns) => {
		columns.string('id', 64).primary();
		columns.string('role', 16).notNullable();
		columns.string('host', 255).notNullable();
		columns.integer('pid').notNullable();
		/** Connections to the database that it may open. */
		columns.integer('pool').notNullable();
		columns.timestamp('started_at').notNullable();
		columns.timestamp('seen_at').notNullable().index();
	},
};
