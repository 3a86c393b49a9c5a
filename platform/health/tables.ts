import type { Knex } from 'knex';

/** What each process saw in each minute, for 35 days. */
export const samplesTable = 'bebetter_samples';

/** Which versions of the bundle and of Directus ran, a row for each change. */
export const releasesTable = 'bebetter_releases';

export const healthTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[samplesTable]: (columns) => {
		columns.increments('id');
		columns.integer('minute').notNullable();
		columns.string('instance', 255).notNullable();
		columns.integer('requests').notNullable();
		columns.integer('errors').notNullable();
		columns.integer('limited').notNullable();
		columns.string('latencies', 255).notNullable();
		columns.integer('looks').notNullable();
		columns.integer('healthy').notNullable();
		columns.double('cpu').notNullable();
		columns.double('memory');
		columns.integer('waiting').notNullable();
		columns.unique(['minute', 'instance']);
	},
	[releasesTable]: (columns) => {
		columns.integer('id').primary();
		columns.timestamp('at', { useTz: true }).notNullable();
		columns.string('bebetter', 64).notNullable();
		columns.string('directus', 64).notNullable();
	},
};
