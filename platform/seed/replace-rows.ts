import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import { collectionList } from '../../schema/collections/index.ts';
import { columnsOf } from '../../schema/model/collection.ts';
import type { HostContext } from '../host-context.ts';
import { addRows } from './seed.ts';
import { seedKey, type SeedSet } from './seed-plan.ts';

/**
 * Replaces every row of the named collections by their seed rows. What refers to a row from elsewhere, such as
 * a person's meal to a food, refers to its successor afterwards.
 */
export async function replaceRows(
	context: HostContext,
	trx: Knex,
	schema: SchemaOverview,
	names: readonly string[],
	sets: readonly SeedSet[],
): Promise<void> {
	const referred = sets.filter(({ collection }) => referencesTo(collection, names).length > 0);
	const before = new Map<SeedSet, Map<string, string>>();
	for (const set of referred) {
		before.set(set, await idsByKey(trx, set));
		await setAside(trx, set);
	}

	for (const name of names.toReversed())
		if (!referred.some(({ collection }) => collection === name)) await trx(name).delete();
	for (const set of sets) await addRows(context, trx, schema, set, set.rows);

	for (const [set, ids] of before) await passOn(trx, set, ids, names);
	for (const set of referred.toReversed()) await deleteSetAside(trx, set);
}

/** Columns of collections that stay and that refer to one that is replaced. */
function referencesTo(to: string, replaced: readonly string[]): { table: string; column: string }[] {
	return collectionList
		.filter(({ name }) => !replaced.includes(name))
		.flatMap((collection) =>
			columnsOf(collection)
				.filter(([, { relation }]) => relation?.to === to)
				.map(([column]) => ({ table: collection.name, column })),
		);
}

async function idsByKey(trx: Knex, set: SeedSet): Promise<Map<string, string>> {
	const rows: ({ id: string } & Record<string, unknown>)[] = await trx(set.collection).select(
		'id',
		...set.key,
	);
	return new Map(rows.map((row) => [seedKey(set, row), row.id]));
}

/** Their own id in place of their name makes room for the successors. */
async function setAside(trx: Knex, { collection, key: [name = ''] }: SeedSet): Promise<void> {
	await trx(collection).update({ [name]: trx.raw('cast(?? as varchar(36))', ['id']) });
}

async function deleteSetAside(trx: Knex, { collection, key: [name = ''] }: SeedSet): Promise<void> {
	await trx(collection).whereRaw('?? = cast(?? as varchar(36))', [name, 'id']).delete();
}

async function passOn(
	trx: Knex,
	set: SeedSet,
	before: ReadonlyMap<string, string>,
	replaced: readonly string[],
): Promise<void> {
	for (const [key, successor] of await idsByKey(trx, set)) {
		const id = before.get(key);
		if (id === undefined) continue;
		for (const { table, column } of referencesTo(set.collection, replaced))
			await trx(table)
				.where({ [column]: id })
				.update({ [column]: successor });
	}
}
