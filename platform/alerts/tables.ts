import type { Knex } from 'knex';

/** One row: who evaluates, and what the last evaluation left. */
export const evaluationTable = 'bebetter_alert_evaluation';
/** What each process last said of itself; one of them looks at all. */
export const reportsTable = 'bebetter_signal_reports';
/** What administrators set otherwise than the defaults. */
export const rulesTable = 'bebetter_alert_rules';
export const silencesTable = 'bebetter_alert_silences';
/** One row for each time that an alert fired. */
export const alertsTable = 'bebetter_alerts';
/** What is to be told, by every channel once. */
export const outboxTable = 'bebetter_alert_outbox';

const moment = (columns: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder =>
	columns.timestamp(name, { useTz: true });

/** Tables without a collection: invisible in the Studio, and no licence counts them. */
export const alertTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[evaluationTable]: (columns) => {
		columns.integer('id').primary();
		columns.integer('fence').notNullable();
		moment(columns, 'due_at').notNullable();
		moment(columns, 'evaluated_at');
		columns.text('state').notNullable();
		columns.text('signals').notNullable();
	},
	[reportsTable]: (columns) => {
		columns.string('instance', 128).primary();
		moment(columns, 'reported_at').notNullable();
		columns.text('signals').notNullable();
	},
	[rulesTable]: (columns) => {
		columns.string('rule', 64).primary();
		columns.boolean('is_enabled').notNullable();
		columns.float('threshold', 53);
		columns.integer('for_seconds');
		moment(columns, 'changed_at').notNullable();
		columns.uuid('changed_by');
	},
	[silencesTable]: (columns) => {
		columns.uuid('id').primary();
		columns.string('rule', 64);
		moment(columns, 'until').notNullable();
		columns.text('reason').notNullable();
		moment(columns, 'created_at').notNullable();
		columns.uuid('created_by');
	},
	[alertsTable]: (columns) => {
		columns.uuid('id').primary();
		columns.string('rule', 64).notNullable();
		columns.string('severity', 16).notNullable();
		moment(columns, 'since').notNullable();
		moment(columns, 'fired_at').notNullable().index();
		moment(columns, 'resolved_at');
		columns.float('value', 53);
		columns.unique(['rule', 'since']);
	},
	[outboxTable]: (columns) => {
		columns.uuid('id').primary();
		columns.string('rule', 64).notNullable();
		columns.string('state', 16).notNullable();
		moment(columns, 'state_since').notNullable();
		columns.string('channel', 16).notNullable();
		columns.text('notice').notNullable();
		columns.string('status', 16).notNullable();
		columns.integer('attempts').notNullable();
		moment(columns, 'due_at').notNullable();
		moment(columns, 'created_at').notNullable();
		moment(columns, 'sent_at');
		columns.text('error');
		columns.unique(['rule', 'state', 'state_since', 'channel']);
		columns.index(['status', 'due_at']);
	},
};
