import type { Knex } from 'knex';

/** One row for each backup; what it holds is told by the manifest in its folder. */
export const backupsTable = 'bebetter_backups';
/** One row for each time that a backup was restored to see whether it can be. */
export const drillsTable = 'bebetter_drills';

export const backupTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[backupsTable]: (columns) => {
		columns.uuid('id').primary();
		/** `logical`: ours, by table; `dump`: of pg_dump beside the database. */
		columns.string('kind', 16).notNullable();
		columns.string('storage', 64).notNullable();
		/** The folder in the storage, or the file of a dump. */
		columns.string('prefix', 255).notNullable();
		columns.string('reason', 255).notNullable();
		columns.string('status', 16).notNullable();
		columns.bigInteger('rows').notNullable();
		columns.bigInteger('bytes').notNullable();
		/** Of the manifest, or of the dump. */
		columns.string('sha256', 64);
		columns.string('encrypted_with', 64);
		columns.timestamp('started_at').notNullable().index();
		columns.timestamp('finished_at');
		columns.timestamp('verified_at');
		columns.text('error');
		/** The table that lost the largest share of its rows since the backup before, and how many it had and has. */
		columns.string('shrunk_table', 64);
		columns.bigInteger('shrunk_from');
		columns.bigInteger('shrunk_to');
	},
	[drillsTable]: (columns) => {
		columns.uuid('id').primary();
		columns.uuid('backup').notNullable();
		columns.string('status', 16).notNullable();
		/** Where it was restored to: `sqlite` or `postgres`. */
		columns.string('target', 16).notNullable();
		columns.bigInteger('rows').notNullable();
		columns.bigInteger('bytes').notNullable();
		/** What recovery takes: from the beginning until everything was restored and verified. */
		columns.double('recovery_seconds');
		/** What would be lost: the age of the backup's rows when the drill began. */
		columns.double('recovery_point_seconds');
		columns.timestamp('started_at').notNullable().index();
		columns.timestamp('finished_at');
		columns.text('report');
		columns.text('error');
	},
};
