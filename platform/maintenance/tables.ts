import type { Knex } from 'knex';

/** One row at most: whether phones are sent away now, and with what words. */
export const maintenanceTable = 'bebetter_maintenance';

export const maintenanceTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[maintenanceTable]: (columns) => {
		columns.integer('id').primary();
		columns.boolean('is_on').notNullable();
		/** ms since 1970, as `until_ms`. */
		columns.bigInteger('since_ms');
		columns.bigInteger('until_ms');
		columns.string('by_user', 64);
		columns.text('message_en');
		columns.text('message_ar');
	},
};
