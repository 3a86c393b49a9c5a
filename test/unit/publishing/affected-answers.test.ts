import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, ItemQuery } from '../../../domain/content/query-items.ts';
import { planPurge, type Change } from '../../../domain/publishing/plan-purge.ts';
import { itemDocument, listDocument } from '../../../platform/content/content-documents.ts';
import { filterColumns, resources, sortColumns } from '../../../platform/content/resources.ts';
import { trackedTables } from '../../../schema/publishing/tracked-tables.ts';

const foods = resources.find(({ path }) => path === 'foods')!;
const recipes = resources.find(({ path }) => path === 'recipes')!;
const sorts = sortColumns(foods).flatMap((column) => [column, `-${column}`]);
const tracked = trackedTables.find(({ table }) => table === 'foods')!;

const word = fc.constantFrom('bean', 'rice', 'date', 'فول', 'أرز', '');
const food = fc.record({
	kcal: fc.option(fc.nat(4)),
	protein_g: fc.option(fc.nat(3)),
	sort: fc.option(fc.nat(3)),
	name_en: word,
	name_ar: word,
	description_en: word,
	category: fc.constantFrom('bread', 'fruit', 'other'),
	tags: fc.option(fc.subarray(['vegan', 'halal', 'keto'])),
	date_updated: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
	slug: fc.constantFrom('', 'z-'),
});
type Food = typeof food extends fc.Arbitrary<infer F> ? F : never;

const query: fc.Arbitrary<ItemQuery> = fc.record({
	q: fc.option(fc.constantFrom('bean', 'ri', 'فول'), { nil: undefined }),
	tags: fc.option(fc.subarray(['vegan', 'halal']), { nil: undefined }),
	where: fc.option(fc.record({ category: fc.constantFrom('bread', 'fruit') }), { nil: undefined }),
	sort: fc.option(fc.array(fc.constantFrom(...sorts), { maxLength: 2 }), { nil: undefined }),
	page: fc.integer({ min: 1, max: 3 }),
	limit: fc.constantFrom(1, 2, 5, 200),
	locale: fc.constantFrom('en' as const, 'ar' as const),
});

/** As the database hands them out: published, in the editors' order, and possibly more than a header can name. */
function served(rows: ReadonlyMap<string, Food>): Item[] {
	const items = Array.from(rows, ([id, row]) => ({ id, ...row, slug: `${row.slug}food-${id}` }));
	const order = (item: (typeof items)[number]) => item.sort ?? Number.POSITIVE_INFINITY;
	return items.toSorted((a, b) => order(a) - order(b) || (a.slug < b.slug ? -1 : 1));
}

/** What the triggers write down: the columns that differ, or that the item came or went. */
function noted(id: string, before: Food | undefined, after: Food | undefined): Change[] {
	if (!before || !after) return before === after ? [] : [{ collection: 'foods', item: id, columns: null }];
	const columns = tracked.columns.filter(
		(name) => JSON.stringify(before[name as keyof Food]) !== JSON.stringify(after[name as keyof Food]),
	);
	return columns.length === 0 ? [] : [{ collection: 'foods', item: id, columns }];
}

const bytesOf = (body: () => unknown): string => JSON.stringify(body());

describe('a change of a food', () => {
	it('is found by a planned tag in every list whose bytes it changes', () => {
		const scenario = fc.record({
			rows: fc.array(food, { minLength: 1, maxLength: 8 }),
			copies: fc.constantFrom(1, 1, 1, 12),
			at: fc.nat(),
			to: fc.option(food, { freq: 4, nil: undefined }),
			query,
		});
		fc.assert(
			fc.property(scenario, ({ rows, copies, at, to, query }) => {
				const all = Array.from({ length: copies }, () => rows).flat();
				const before = new Map(all.map((row, index) => [String(index), row]));
				const id = String(at % (all.length + 1));
				const after = new Map(before);
				if (to) after.set(id, to);
				else after.delete(id);

				const planned = new Set(planPurge(noted(id, before.get(id), to)).tags);
				const was = listDocument(foods, served(before), query);
				const is = listDocument(foods, served(after), query);
				if (bytesOf(was.body) !== bytesOf(is.body))
					expect(was.tags.filter((tag) => planned.has(tag))).not.toEqual([]);
			}),
			{ numRuns: 1_500 },
		);
	}, 60_000);

	it('leaves lists alone that neither show it nor depend on the changed column', () => {
		const rows = new Map(
			Array.from({ length: 4 }, (_, index) => [
				String(index),
				{ kcal: index, sort: index, name_en: 'bean', name_ar: 'فول', category: 'bread', tags: [], slug: '' },
			]),
		) as unknown as Map<string, Food>;
		const planned = planPurge([{ collection: 'foods', item: '3', columns: ['kcal'] }]).tags;
		const touched = (query: Partial<ItemQuery>): boolean =>
			listDocument(foods, served(rows), { page: 1, limit: 2, locale: 'en', ...query }).tags.some((tag) =>
				planned.includes(tag),
			);

		expect(touched({})).toBe(false);
		expect(touched({ q: 'bean', where: { category: 'bread' } })).toBe(false);
		expect(touched({ sort: ['-kcal'] })).toBe(true);
		expect(touched({ sort: ['kcal'] })).toBe(true);
		expect(touched({ limit: 4 })).toBe(true);
	});

	it('reaches the recipes that are computed from it and no others', () => {
		const recipe = (id: string, ingredient_foods: string[]) => ({
			id,
			slug: id,
			ingredient_foods,
			ingredients: [],
		});
		const all = [recipe('r1', ['f1', 'f2']), recipe('r2', ['f3'])];
		const planned = planPurge([{ collection: 'foods', item: 'f2', columns: ['kcal'] }]).tags;
		const touched = (tags: readonly string[]) => tags.some((tag) => planned.includes(tag));

		expect(touched(itemDocument(recipes, all, 'r1', 'en').tags)).toBe(true);
		expect(touched(itemDocument(recipes, all, 'r2', 'en').tags)).toBe(false);
		expect(touched(listDocument(recipes, all, { page: 1, limit: 9, locale: 'en' }).tags)).toBe(true);
		expect(touched(listDocument(recipes, all, { page: 2, limit: 1, locale: 'en' }).tags)).toBe(false);
	});
});

describe('every column of a public list', () => {
	it.each(resources)('that can be sorted or filtered by is watched: $path', (resource) => {
		const { columns } = trackedTables.find(({ table }) => table === resource.collection.name)!;
		const localised = (name: string) => (name === 'name' || name === 'title' ? `${name}_en` : name);
		const used = [...sortColumns(resource).map(localised), ...filterColumns(resource), ...resource.searched];
		expect(used.filter((name) => !columns.includes(name))).toEqual([]);
	});
});
