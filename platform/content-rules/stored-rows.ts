import type { Knex } from 'knex';
import { collections } from '../../schema/collections/index.ts';
import type { Collection } from '../../schema/model/collection.ts';
import { decodeRow } from '../sql/decode-row.ts';

export type Row = Record<string, unknown>;

export async function readRow(knex: Knex, collection: Collection, id: unknown): Promise<Row | undefined> {
	const row: Row | undefined = await knex(collection.name).where({ id }).first();
	return row && decodeRow(collection, row);
}

/** The ingredients of a recipe as stored. */
export async function readIngredients(knex: Knex, recipe: unknown): Promise<Row[]> {
	const rows: Row[] = await knex('recipe_ingredients').where({ recipe });
	return rows.map((row) => decodeRow(collections.recipe_ingredients, row));
}

export async function readFoods(knex: Knex, ids: readonly unknown[]): Promise<Row[]> {
	const rows: Row[] = await knex('foods').whereIn('id', ids as string[]);
	return rows.map((row) => decodeRow(collections.foods, row));
}
