import type { Knex } from 'knex';
import { collectionList } from '../../schema/collections/index.ts';
import { machineTables } from '../provision/machine-tables.ts';
import { isPostgres, isSqlite } from '../sql/database-kind.ts';

/** What became of one table. */
export type TableCare = 'vacuumed' | 'skipped' | 'failed';

/** Directus's own tables that grow and shrink all the time. */
const ofDirectus = [
	'directus_activity',
	'directus_revisions',
	'directus_sessions',
	'directus_notifications',
	'directus_users',
];

const longestVacuumMs = 30 * 60_000;
const longestWaitForLockMs = 2_000;
/** With so many statements under way, vacuuming would only add to it. */
const busyFrom = 10;

/** The tables that are there and ours to look after; on SQLite the file as a whole is looked after. */
export async function tablesToCareFor(knex: Knex): Promise<string[]> {
	if (!isPostgres(knex)) return [];
	const wanted = [...collectionList.map(({ name }) => name), ...Object.keys(machineTables), ...ofDirectus];
	const { rows } = await knex.raw('select tablename from pg_tables where schemaname = current_schema()');
	const present = new Set(rows.map(({ tablename }: { tablename: string }) => tablename));
	return wanted.filter((table) => present.has(table)).sort();
}

/**
 * Vacuums and analyses one table of PostgreSQL, unless the database is busy or somebody holds the table. It blocks
 * nobody. `knex` is no transaction.
 */
export async function vacuumTable(knex: Knex, table: string): Promise<TableCare> {
	if (await isBusy(knex)) return 'skipped';
	return withOwnConnection(knex, async (run) => {
		await run(`set statement_timeout = ${longestVacuumMs}`);
		await run(`set lock_timeout = ${longestWaitForLockMs}`);
		try {
			await run('vacuum (analyze) ??', [table]);
			return 'vacuumed';
		} catch (error) {
			return isLockTimeout(error) ? 'skipped' : 'failed';
		} finally {
			await run('reset statement_timeout');
			await run('reset lock_timeout');
		}
	});
}

async function isBusy(knex: Knex): Promise<boolean> {
	const { rows } = await knex.raw(
		"select count(*) as active from pg_stat_activity where state = 'active' and datname = current_database()",
	);
	return Number(rows[0].active) > busyFrom;
}

const isLockTimeout = (error: unknown): boolean => (error as { code?: string }).code === '55P03';

type Run = (sql: string, bindings?: readonly string[]) => Promise<unknown>;

/** VACUUM runs in no transaction, and its settings have to be its connection's. */
async function withOwnConnection<T>(knex: Knex, work: (run: Run) => Promise<T>): Promise<T> {
	const connection = await knex.client.acquireConnection();
	try {
		return await work(async (sql, bindings = []) => {
			await knex.raw(sql, [...bindings]).connection(connection);
		});
	} finally {
		await knex.client.releaseConnection(connection);
	}
}

/** What SQLite needs now and then: fresh statistics for the planner, and a short write-ahead log. Takes moments. */
export async function careForSqlite(knex: Knex): Promise<void> {
	if (!isSqlite(knex)) return;
	await knex.raw('pragma analysis_limit = 1000');
	await knex.raw('pragma optimize');
	await knex.raw('pragma wal_checkpoint(truncate)');
}
