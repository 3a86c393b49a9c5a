import { rowsOf } from '../../../domain/operations/backups/manifest.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import type { HostContext } from '../../host-context.ts';
import { provision } from '../../provision/index.ts';
import type { OpenedBackup } from '../verify-in-parts.ts';
import { temporaryFolderOf } from '../host-source.ts';
import { applySchema } from './apply-schema.ts';
import { withoutForeignKeys } from './foreign-keys.ts';
import { loadTable, type LoadedTable } from './load-table.ts';
import { advanceSequences } from './sequences.ts';
import { addUntrackedColumns } from './untracked-columns.ts';
import { verifyRestored } from './verify-restored.ts';

export interface LoadReport {
	readonly tables: number;
	readonly rows: number;
	readonly schema_changes: number;
	/** How long each part took. */
	readonly seconds: { readonly schema: number; readonly rows: number; readonly verify: number };
}

/**
 * Fills a database that Directus's bootstrap has just made with a backup, and compares what came of it.
 *
 * @param onProgress in words for an operator
 * @throws {Error} when the database is anything but fresh, or the result is not what was backed up
 */
export async function loadBackup(
	context: HostContext,
	{ place, manifest }: OpenedBackup,
	onProgress: (line: string) => void,
): Promise<LoadReport> {
	const { database: knex } = context;
	await requireNewDatabase(context);
	const clock = stopwatch();
	await provision(context);
	const schema = await applySchema(context, place, manifest);
	const untracked = await addUntrackedColumns(knex, manifest);
	const schemaSeconds = clock();
	onProgress(`schema is there, ${schema.changes} changes of the project's own`);
	if (schema.left.length > 0) onProgress(`Directus describes differently: ${schema.left.join(', ')}`);

	if (untracked.length > 0)
		onProgress(
			`Directus does not know these columns; they got their type, and no index: ${untracked.join(', ')}`,
		);

	const total = rowsOf(manifest);
	let done = 0;
	const loaded = await withoutForeignKeys(knex, async () => {
		const tables: LoadedTable[] = [];
		for (const backedUp of manifest.tables) {
			const table = await loadTable(knex, place, backedUp, (rows) => (done += rows));
			if (table) tables.push(table);
			if (backedUp.rows > 0) onProgress(`${backedUp.table}: ${backedUp.rows} rows (${done} of ${total})`);
		}
		return tables;
	});
	await advanceSequences(knex);
	await knex.raw('analyze');
	const rowSeconds = clock();

	const { signal } = new AbortController();
	await verifyRestored(knex, loaded, { temporaryFolder: temporaryFolderOf(context), signal });
	onProgress(`all ${loaded.length} tables are what was backed up`);
	return {
		tables: loaded.length,
		rows: done,
		schema_changes: schema.changes,
		seconds: { schema: schemaSeconds, rows: rowSeconds, verify: clock() },
	};
}

/** Seconds since it was asked last. */
function stopwatch(): () => number {
	let last = performance.now();
	return () => {
		const now = performance.now();
		const seconds = (now - last) / 1000;
		last = now;
		return Math.round(seconds * 1000) / 1000;
	};
}

/** Everything here is about to be replaced, so nothing of anybody's may be here. */
async function requireNewDatabase({ database: knex }: HostContext): Promise<void> {
	const rows: { name: string }[] = isPostgres(knex)
		? await knex('pg_tables').whereRaw('schemaname = current_schema()').select({ name: 'tablename' })
		: await knex('sqlite_master').where({ type: 'table' }).select('name');
	const foreign = rows
		.map(({ name }) => name)
		.filter((name) => !/^(directus_|sqlite_|spatial_ref_sys$)/.test(name));
	const users = await knex('directus_users').count({ count: '*' }).first();
	if (foreign.length > 0 || Number(users?.['count']) > 0)
		throw new Error(
			'This is no database that was made a moment ago, so nothing is restored into it. Use "backup restore --into" with an empty one.',
		);
}
