import type { Knex } from 'knex';
import { trackedTables, type TrackedTable } from '../../../schema/publishing/tracked-tables.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { triggerPrefix, type Trigger } from './trigger.ts';
import { postgresTriggers } from './triggers-postgres.ts';
import { sqliteTriggers } from './triggers-sqlite.ts';

/**
 * Installs what is missing and removes outdated versions.
 *
 * Triggers see what no hook does: raw SQL, sorting, flows that emit nothing; and, being part of the writer's
 * transaction, nothing that was rolled back.
 *
 * @returns whether anything was installed; changes made meanwhile went unnoticed then
 */
export async function ensureTriggers(knex: Knex): Promise<boolean> {
	const wanted = trackedTables.flatMap((table) => triggersOf(knex, table));
	const present = await readTriggers(knex);
	const missing = wanted.filter(({ name }) => !present.has(name));
	const outdated = [...present].filter(([name]) => !wanted.some((trigger) => trigger.name === name));
	if (missing.length === 0 && outdated.length === 0) return false;

	await knex.transaction(async (trx) => {
		// Several instances may start at the same time; the second finds what the first installed.
		if (isPostgres(knex)) await trx.raw(`select pg_advisory_xact_lock(hashtext('${triggerPrefix}'))`);
		const installed = await readTriggers(trx);
		for (const [name, table] of outdated) {
			await trx.raw(
				isPostgres(knex)
					? `drop trigger if exists "${name}" on "${table}"`
					: `drop trigger if exists "${name}"`,
			);
		}
		for (const { name, statements } of missing)
			if (!installed.has(name)) for (const statement of statements) await trx.raw(statement);
	});
	return missing.length > 0;
}

const triggersOf = (knex: Knex, table: TrackedTable): Trigger[] =>
	isPostgres(knex) ? postgresTriggers(table) : sqliteTriggers(table);

/** Our triggers by name, each with its table. */
async function readTriggers(knex: Knex): Promise<Map<string, string>> {
	// The views of information_schema do not know triggers on truncate.
	const query = isPostgres(knex)
		? knex({ installed: 'pg_trigger' })
				.join({ of: 'pg_class' }, 'of.oid', 'installed.tgrelid')
				.select({ name: 'installed.tgname', table: 'of.relname' })
				.whereRaw('of.relnamespace = current_schema()::regnamespace and not installed.tgisinternal')
		: knex('sqlite_master').select({ name: 'name', table: 'tbl_name' }).where({ type: 'trigger' });
	const rows: { name: string; table: string }[] = await query;
	return new Map(
		rows.filter(({ name }) => name.startsWith(triggerPrefix)).map(({ name, table }) => [name, table]),
	);
}
