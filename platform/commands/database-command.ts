import { configOf } from '../config.ts';
import { bloatedIndexes } from '../database/indexes.ts';
import { readDatabase } from '../database/overview.ts';
import { rewriteSqlite } from '../database/rewrite-sqlite.ts';
import type { HostContext } from '../host-context.ts';
import { careForDatabaseJob } from '../jobs/definitions/care-for-database.ts';
import { rebuildIndexJob } from '../jobs/definitions/rebuild-index.ts';
import { runJob } from './run-job.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter database …`. */
export function registerDatabaseCommands(bebetter: Command, run: Run, context: HostContext): void {
	const database = bebetter.command('database').description('Looking after the database');
	database
		.command('care')
		.description('Vacuum and analyse every table, delete expired sessions, record sizes')
		.option('--full', 'SQLite: rewrite the whole file too; everything waits meanwhile')
		.action((options) => run(() => runDatabaseCare(context, { full: options['full'] === true })));
	database
		.command('sizes')
		.description('Print the size of every table, how it grows, and how long the disk lasts')
		.option('--json', 'print everything, as GET /ops/database answers')
		.action((options) => run(() => runDatabaseSizes(context, { json: options['json'] === true })));
	database
		.command('reindex')
		.description('Build an index of our tables anew without locking the table; PostgreSQL')
		.option('--index <name>', 'which; without it those that are bloated')
		.action((options) => run(() => runDatabaseReindex(context, options['index'] as string | undefined)));
}

async function runDatabaseCare(context: HostContext, { full }: { full: boolean }): Promise<void> {
	if (full) {
		const { before, after } = await rewriteSqlite(context.database, configOf(context));
		print(`Rewrote the file: ${before} bytes before, ${after} after.`);
	}
	await runJob(context, careForDatabaseJob, {}, 'tables');
}

async function runDatabaseSizes(context: HostContext, { json }: { json: boolean }): Promise<void> {
	const view = await readDatabase(context.database, configOf(context));
	if (json) return print(JSON.stringify(view, null, 2));
	for (const { table, bytes, rows, growth_per_day } of view.tables)
		print([table, megabytes(bytes), `${rows} rows`, growthOf(growth_per_day)].join('\t'));
	print([`${view.kind} ${view.version}`, megabytes(view.bytes), growthOf(view.growth_per_day)].join('\t'));
	if (view.days_until_full !== null)
		print(`The disk is full in ${view.days_until_full} days if it goes on like this.`);
	for (const { index, table } of view.missing_indexes)
		print(`The index ${index} on ${table} is missing: run "directus bebetter provision".`);
}

/** @throws {Error} when the job of one of them did not end well */
async function runDatabaseReindex(context: HostContext, index: string | undefined): Promise<void> {
	const found = index === undefined ? ((await bloatedIndexes(context.database)) ?? []) : [{ index }];
	if (found.length === 0) return print('No index is bloated.');
	for (const { index: name } of found) {
		print(name);
		await runJob(context, rebuildIndexJob, { index: name }, 'indexes');
	}
}

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
const growthOf = (perDay: number | null): string =>
	perDay === null ? '' : `${perDay < 0 ? '' : '+'}${(perDay / 1024 ** 2).toFixed(2)} MB a day`;
