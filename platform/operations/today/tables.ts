import type { Knex } from 'knex';

export const ticksTable = 'bebetter_ticks';

/** That a check of the page Today was looked at: by a person, and by the machine, once each in a period. */
export const todayTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[ticksTable]: (columns) => {
		columns.increments('id');
		columns.string('check_id', 64).notNullable();
		columns.string('period', 16).notNullable();
		columns.string('made_by', 8).notNullable();
		columns.uuid('user').references('id').inTable('directus_users').onDelete('SET NULL');
		columns.string('outcome', 8).notNullable();
		columns.timestamp('at').notNullable();
		columns.text('note');
		columns.unique(['check_id', 'period', 'made_by']);
	},
};
