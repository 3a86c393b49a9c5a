import type { Knex } from 'knex';
import type { Item } from '../../domain/content/query-items.ts';
import { splitSteps } from '../../domain/content/steps.ts';
import { NUTRIENTS } from '../../domain/nutrition/nutrients.ts';
import { sumRecipe } from '../../domain/nutrition/recipe-nutrition.ts';
import { foods } from '../../schema/collections/foods.ts';
import { recipeIngredients } from '../../schema/collections/recipes.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { servedColumns, type Resource } from './resources.ts';

/** Beyond this many changed items at once everything is read again. */
const mostReread = 500;

const editorsOrder = 'case when sort is null then 1 else 0 end, sort, slug';

/** All published items of a resource in the editors' order, as they go out apart from the language. */
export function readPublished(knex: Knex, resource: Resource): Promise<Item[]> {
	return readItems(knex, resource, null);
}

/**
 * The same after some items changed: reads these and the order of all, and takes over what is untouched.
 *
 * @param previous what was published before
 * @param changed ids of the items that appeared, changed or vanished
 */
export async function rereadPublished(
	knex: Knex,
	resource: Resource,
	previous: readonly Item[],
	changed: ReadonlySet<unknown>,
): Promise<Item[]> {
	if (changed.size > mostReread) return readPublished(knex, resource);
	const order: { id: string }[] = await published(knex, resource).select('id').orderByRaw(editorsOrder);
	const fresh = await readItems(knex, resource, [...changed]);
	const byId = new Map<unknown, Item>([...previous, ...fresh].map((item) => [item['id'], item]));
	const items = order.map(({ id }) => byId.get(id)).filter((item) => item !== undefined);
	// Something is there that no change told of.
	return items.length === order.length ? items : readPublished(knex, resource);
}

const published = (knex: Knex, { collection }: Resource) =>
	knex(collection.name).where({ status: 'published' });

/** @param ids which items; null for all */
async function readItems(knex: Knex, resource: Resource, ids: readonly unknown[] | null): Promise<Item[]> {
	const query = published(knex, resource).orderByRaw(editorsOrder);
	const rows: Record<string, unknown>[] = await (ids ? query.whereIn('id', [...ids] as string[]) : query);
	const served = servedColumns(resource);
	const items = rows.map((row) => pick(decodeRow(resource.collection, row), served));
	return resource.path === 'recipes' ? withIngredients(knex, items, ids !== null) : items;
}

const pick = (row: Record<string, unknown>, columns: readonly string[]): Item =>
	Object.fromEntries(columns.map((name) => [name, row[name]]));

interface Ingredient {
	readonly recipe: unknown;
	readonly foodId: unknown;
	/** Empty when the food is not published. */
	readonly food: Record<string, unknown>;
	readonly grams: number;
	readonly note_en: unknown;
	readonly note_ar: unknown;
}

async function withIngredients(knex: Knex, recipes: readonly Item[], areFew: boolean): Promise<Item[]> {
	if (recipes.length === 0) return [];
	const ingredients = await readIngredients(knex, areFew ? recipes.map(({ id }) => id) : null);
	return recipes.map((recipe) => completeRecipe(recipe, ingredients.get(recipe['id']) ?? []));
}

/** @param recipes whose; null for all */
async function readIngredients(
	knex: Knex,
	recipes: readonly unknown[] | null,
): Promise<Map<unknown, Ingredient[]>> {
	const ofThese = () =>
		recipes
			? knex(recipeIngredients.name).whereIn('recipe', [...recipes] as string[])
			: knex(recipeIngredients.name);
	const rows: Record<string, unknown>[] = await ofThese().orderByRaw(
		'case when sort is null then 1 else 0 end, sort, id',
	);
	const foodRows: Record<string, unknown>[] = await knex(foods.name)
		.where({ status: 'published' })
		.whereIn('id', ofThese().select('food'));
	const foodById = new Map(foodRows.map((row) => [row['id'], decodeRow(foods, row)]));
	const byRecipe = new Map<unknown, Ingredient[]>();

	for (const row of rows) {
		const { recipe, food, grams, note_en, note_ar } = decodeRow(recipeIngredients, row);
		const of = byRecipe.get(recipe) ?? [];
		of.push({ recipe, foodId: food, food: foodById.get(food) ?? {}, grams: Number(grams), note_en, note_ar });
		byRecipe.set(recipe, of);
	}

	return byRecipe;
}

/**
 * The rules keep unpublished foods out of published recipes; should one be there all the same (written past Directus),
 * nothing of it goes out and the sum is marked as incomplete.
 */
const isServed = ({ food }: Ingredient): boolean => food['id'] !== undefined;

/** Nutrition is summed at each reading, so a corrected food corrects every recipe that uses it. */
function completeRecipe(recipe: Item, ingredients: readonly Ingredient[]): Item {
	const servings = Math.max(1, Number(recipe['servings']) || 1);
	const weighed = ingredients.filter(({ grams }) => grams > 0);
	const sum = sumRecipe(
		weighed.map(({ food, grams }) => ({
			grams,
			per100g: Object.fromEntries(NUTRIENTS.map((name) => [name, (food[name] as number | null) ?? null])),
		})),
		servings,
	);

	return {
		...recipe,
		steps_en: splitSteps(String(recipe['steps_en'] ?? '')),
		steps_ar: splitSteps(String(recipe['steps_ar'] ?? '')),
		nutrition_per_serving: { ...sum.per_serving, incomplete: sum.incomplete },
		// For tags only: an answer shows the foods' slugs.
		ingredient_foods: ingredients.map(({ foodId }) => foodId),
		ingredients: ingredients.filter(isServed).map(({ food, grams, note_en, note_ar }) => ({
			food: food['slug'],
			name_en: food['name_en'],
			name_ar: food['name_ar'],
			grams,
			note_en,
			note_ar,
		})),
	};
}
