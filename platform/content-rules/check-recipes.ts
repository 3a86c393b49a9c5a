import type { Knex } from 'knex';
import {
	checkFoodInUse,
	checkFoodNeeded,
	checkIngredient,
	checkIngredientFoods,
	ingredientsGone,
} from '../../domain/content/check-ingredients.ts';
import * as rules from '../../domain/content/content-rules.ts';
import { mergeList } from '../../domain/content/merge-list.ts';
import type { Problem } from '../../domain/problem.ts';
import { isRecord } from '../../domain/record.ts';
import { collections } from '../../schema/collections/index.ts';
import type { Collection } from '../../schema/model/collection.ts';
import { readFoods, readIngredients, readRow, type Row } from './stored-rows.ts';

type Titles = { title_en: string; title_ar: string };

export async function checkFood(row: Row, knex: Knex): Promise<Problem[]> {
	if (row['status'] === 'published' || row['id'] === undefined) return rules.checkFood(row);
	const users: Titles[] = await recipesWith(knex, [row['id']]).where('status', 'published');
	return [...rules.checkFood(row), ...checkFoodInUse(users)];
}

export async function checkRecipe(row: Row, knex: Knex): Promise<Problem[]> {
	const stored = row['id'] === undefined ? [] : await readIngredients(knex, row['id']);
	const ingredients = mergeList(stored, row['ingredients']);
	const foods = await readFoods(
		knex,
		ingredients.map(({ food }) => food).filter((food) => typeof food === 'string'),
	);
	return [...rules.checkRecipe({ ...row, ingredients }), ...checkIngredientFoods(row, ingredients, foods)];
}

/** An ingredient that is saved by itself must fit its recipe as one saved with it. */
export async function checkIngredientRow(row: Row, knex: Knex): Promise<Problem[]> {
	const recipe = await readReference(knex, collections.recipes, row['recipe']);
	const food = await readReference(knex, collections.foods, row['food']);
	return checkIngredient(row, { recipe, food });
}

/** What a reference leads to after the write: Directus takes an id, or a row with changes in it. */
async function readReference(knex: Knex, of: Collection, value: unknown): Promise<Row | null> {
	if (typeof value === 'string') return (await readRow(knex, of, value)) ?? null;
	if (!isRecord(value)) return null;
	return { ...(await readRow(knex, of, value['id'] ?? null)), ...value };
}

/** Ingredients that leave their recipe, because they are deleted or moved to another one. */
export async function checkIngredientsLeaving(knex: Knex, keys: readonly unknown[]): Promise<Problem[]> {
	const ids = keys as string[];
	const emptied: unknown = await knex('recipes')
		.select('id')
		.where({ status: 'published' })
		.whereIn('id', knex('recipe_ingredients').select('recipe').whereIn('id', ids))
		.whereNotIn(
			'id',
			knex('recipe_ingredients').select('recipe').whereNotNull('recipe').whereNotIn('id', ids),
		)
		.first();
	return emptied ? [ingredientsGone] : [];
}

/** Foods that are to be deleted. */
export async function checkFoodsLeaving(knex: Knex, keys: readonly unknown[]): Promise<Problem[]> {
	return checkFoodNeeded(await recipesWith(knex, keys));
}

const recipesWith = (knex: Knex, foods: readonly unknown[]) =>
	knex<Titles>('recipes')
		.select('title_en', 'title_ar')
		.whereIn(
			'id',
			knex('recipe_ingredients')
				.select('recipe')
				.whereIn('food', foods as string[]),
		);
