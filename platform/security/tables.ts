import type { Knex } from 'knex';

/** Counts of logins, refusals and changes, by minute. Times are ms since 1970. */
export const securityEventsTable = 'bebetter_security_events';
/** Who changed who may do what. */
export const accessChangesTable = 'bebetter_access_changes';
/** Fingerprints of secrets, never a secret. */
export const secretsTable = 'bebetter_secrets';
/** The salt of this installation, and what the last digest saw. */
export const securityStateTable = 'bebetter_security_state';

export const securityTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[securityEventsTable]: (columns) => {
		columns.string('id', 64).primary();
		columns.bigInteger('at').notNullable().index();
		columns.string('kind', 32).notNullable();
		columns.string('source', 64);
		columns.string('account', 32);
		columns.string('reason', 64);
		columns.bigInteger('count').notNullable();
	},
	[accessChangesTable]: (columns) => {
		columns.uuid('id').primary();
		columns.bigInteger('at').notNullable().index();
		columns.uuid('by');
		columns.string('collection', 64).notNullable();
		columns.string('action', 16).notNullable();
		columns.string('item', 255).notNullable();
		columns.text('changes').notNullable();
	},
	[secretsTable]: (columns) => {
		columns.string('name', 255).primary();
		columns.string('fingerprint', 16).notNullable();
		columns.bigInteger('first_seen').notNullable();
		columns.bigInteger('last_seen').notNullable();
		columns.integer('max_age_days').notNullable();
	},
	[securityStateTable]: (columns) => {
		columns.string('name', 64).primary();
		columns.text('value').notNullable();
	},
};
