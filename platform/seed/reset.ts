import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Knex } from 'knex';
import { collections, type CollectionName } from '../../schema/collections/index.ts';
import type { HostContext } from '../host-context.ts';
import { ProvisionLedger } from '../provision/ledger.ts';
import { withLock } from '../provision/lock.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { replaceRows } from './replace-rows.ts';
import { seedKey, seedSets, seededCollections } from './seed-plan.ts';

export interface ResetReport {
	/** Where the rows that were deleted are kept. */
	readonly dump: string;
	readonly deleted: Readonly<Record<string, number>>;
	readonly added: Readonly<Record<string, number>>;
}

/** How many rows a reset of these collections would delete. */
export async function countRows(knex: Knex, names: readonly string[]): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of withDependants(names)) {
		const row = (await knex(name).count({ rows: '*' }).first()) as { rows: string | number };
		counts[name] = Number(row.rows);
	}
	return counts;
}

/**
 * Deletes every row of the named collections and adds their seed rows again, in one transaction that writes what it
 * deletes to a file first. Whoever writes to these collections meanwhile waits, so that nothing is deleted unkept.
 *
 * @throws {Error} when a name is not a collection of ours; nothing has changed then
 */
export async function resetContent(
	context: HostContext,
	names: readonly string[],
	dumpFolder: string,
	now: Date,
): Promise<ResetReport> {
	const doomed = withDependants(names);

	return withLock(context.database, 'seed', async () => {
		const schema = await context.getSchema({ bypassCache: true });
		const sets = seedSets.filter(({ collection }) => (doomed as readonly string[]).includes(collection));

		const { path, deleted } = await context.database.transaction(async (trx) => {
			await keepOthersFromWriting(trx, doomed);
			const dumped = await dumpRows(trx, doomed, dumpFolder, now);
			await replaceRows(context, trx, schema, doomed, sets);
			return dumped;
		});

		const ledger = await ProvisionLedger.open(context.database);
		const keys = sets.flatMap((set) => set.rows.map((row) => seedKey(set, row)));
		await ledger.recordAll('seed', keys, true);

		return {
			dump: path,
			deleted,
			added: Object.fromEntries(sets.map(({ collection, rows }) => [collection, rows.length])),
		};
	});
}

/** Resolves the names on a command line; without any, all content and no private data. */
export function chooseCollections(named: string | undefined): string[] {
	if (!named) return [...seededCollections];
	const names = named.split(',').map((name) => name.trim());
	const unknown = names.filter((name) => !Object.hasOwn(collections, name));
	if (unknown.length > 0) {
		throw new Error(
			`Unknown collection ${unknown.join(', ')}. Choose from: ${Object.keys(collections).join(', ')}.`,
		);
	}
	return names;
}

/** Rows that go with others: ingredients with recipes, and recipes with the foods they are made of. */
function withDependants(names: readonly string[]): CollectionName[] {
	const all = new Set(names);
	if (all.has('foods')) all.add('recipes');
	if (all.has('recipes')) all.add('recipe_ingredients');
	return (Object.keys(collections) as CollectionName[]).filter((name) => all.has(name));
}

/** On SQLite any write takes the one lock of the file; others go on reading on both. */
async function keepOthersFromWriting(trx: Knex, names: readonly CollectionName[]): Promise<void> {
	const [first] = names;
	if (first === undefined) return;
	if (!isPostgres(trx)) await trx(first).whereRaw('1 = 0').delete();
	else
		await trx.raw(`lock table ${names.map(() => '??').join(', ')} in share row exclusive mode`, [...names]);
}

async function dumpRows(knex: Knex, names: readonly CollectionName[], folder: string, now: Date) {
	const rows: Record<string, unknown[]> = {};
	for (const name of names) {
		const found: Record<string, unknown>[] = await knex(name);
		rows[name] = found.map((row) => decodeRow(collections[name], row));
	}

	const path = resolve(join(folder, `bebetter-${now.toISOString().replace(/[:.]/g, '-')}.json`));
	await mkdir(folder, { recursive: true });
	await writeFile(path, JSON.stringify({ taken_at: now.toISOString(), collections: rows }, null, '\t'), {
		mode: 0o600,
	});
	return { path, deleted: Object.fromEntries(names.map((name) => [name, rows[name]?.length ?? 0])) };
}
