import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import type { HostContext } from '../host-context.ts';
import { ProvisionLedger } from '../provision/ledger.ts';
import { withLock } from '../provision/lock.ts';
import { seedKey, seedSets, type SeedSet } from './seed-plan.ts';

type Row = Record<string, unknown>;

export interface SeedReport {
	/** Rows added, by collection; collections without a new row are left out. */
	readonly added: Readonly<Record<string, number>>;
}

/**
 * Adds the seed rows that were never here. A row that an editor changed stays as it is, one that an editor
 * deleted stays deleted.
 */
export async function seedContent(context: HostContext): Promise<SeedReport> {
	return withLock(context.database, 'seed', async () => {
		const schema = await context.getSchema({ bypassCache: true });
		const ledger = await ProvisionLedger.open(context.database);
		const added: Record<string, number> = {};

		for (const set of seedSets) {
			const count = await addMissing(context, context.database, schema, ledger, set);
			if (count > 0) added[set.collection] = count;
		}

		return { added };
	});
}

async function addMissing(
	context: HostContext,
	knex: Knex,
	schema: SchemaOverview,
	ledger: ProvisionLedger,
	set: SeedSet,
): Promise<number> {
	const present = await presentKeys(knex, set);
	const missing = set.rows.filter(
		(row) => !present.has(seedKey(set, row)) && !ledger.has('seed', seedKey(set, row)),
	);
	await addRows(context, knex, schema, set, missing);
	await ledger.recordAll(
		'seed',
		missing.map((row) => seedKey(set, row)),
		true,
	);
	return missing.length;
}

/** Writes through Directus, so that seed rows meet the same rules as an editor's. */
export async function addRows(
	context: HostContext,
	knex: Knex,
	schema: SchemaOverview,
	set: SeedSet,
	rows: readonly Row[],
): Promise<void> {
	if (rows.length === 0) return;
	const items = new context.services.ItemsService(set.collection, { schema, knex });
	const ready = set.collection === 'recipes' ? await withFoodIds(knex, rows) : rows;

	if (set.key.length === 0) await items.upsertSingleton({ ...ready[0] });
	else await items.createMany(ready.map((row) => ({ ...row })));
}

async function presentKeys(knex: Knex, set: SeedSet): Promise<Set<string>> {
	const rows: Row[] = await knex(set.collection).select(set.key.length > 0 ? [...set.key] : ['id']);
	return new Set(rows.map((row) => seedKey(set, row)));
}

/** Seed recipes name foods by slug; the database wants their ids. */
async function withFoodIds(knex: Knex, recipes: readonly Row[]): Promise<Row[]> {
	const foods: { id: string; slug: string }[] = await knex('foods').select('id', 'slug');
	const idOf = new Map(foods.map(({ id, slug }) => [slug, id]));

	return recipes.map((recipe) => ({
		...recipe,
		ingredients: (recipe['ingredients'] as Row[]).map((ingredient, index) => ({
			...ingredient,
			food: idOf.get(String(ingredient['food'])),
			sort: index + 1,
		})),
	}));
}
