import type { Knex } from 'knex';

/** Rules of administrators. */
export const ownRulesTable = 'bebetter_integrity_rules';
/** One row for each check of every rule. */
export const runsTable = 'bebetter_integrity_runs';
/** How each rule stood when it was last checked. */
export const resultsTable = 'bebetter_integrity_results';
/** Rules that were broken or could not run, by run. */
export const findingsTable = 'bebetter_integrity_findings';
/** Who had rows mended, and how. */
export const fixesTable = 'bebetter_integrity_fixes';

const longestRuleId = 200;

export const integrityTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[ownRulesTable]: (columns) => {
		columns.string('id', 63).primary();
		columns.text('definition').notNullable();
		columns.timestamp('changed_at').notNullable();
		columns.string('changed_by', 36);
	},
	[runsTable]: (columns) => {
		columns.uuid('id').primary();
		columns.timestamp('started_at').notNullable();
		columns.timestamp('finished_at').index();
		columns.integer('rules').notNullable().defaultTo(0);
		columns.integer('failing_errors').notNullable().defaultTo(0);
		columns.integer('failing_warnings').notNullable().defaultTo(0);
		columns.integer('cannot_run').notNullable().defaultTo(0);
		columns.bigInteger('rows').notNullable().defaultTo(0);
	},
	[resultsTable]: (columns) => {
		columns.string('rule', longestRuleId).primary();
		columns.string('status', 16).notNullable();
		columns.bigInteger('count');
		columns.text('sample').notNullable();
		columns.text('problem');
		columns.timestamp('first_seen');
		columns.timestamp('last_seen');
		columns.timestamp('checked_at').notNullable();
		columns.integer('milliseconds').notNullable();
	},
	[findingsTable]: (columns) => {
		columns.bigIncrements('id');
		columns.uuid('run').notNullable().index();
		columns.string('rule', longestRuleId).notNullable().index();
		columns.timestamp('checked_at').notNullable();
		columns.string('severity', 16).notNullable();
		columns.string('status', 16).notNullable();
		columns.bigInteger('count');
		columns.text('sample').notNullable();
	},
	[fixesTable]: (columns) => {
		columns.uuid('id').primary();
		columns.string('rule', longestRuleId).notNullable();
		columns.string('action', 16).notNullable();
		columns.string('collection', 64).notNullable();
		columns.integer('rows').notNullable();
		columns.text('ids').notNullable();
		columns.string('user', 36);
		columns.timestamp('applied_at').notNullable();
		columns.timestamp('backup_at');
	},
};
