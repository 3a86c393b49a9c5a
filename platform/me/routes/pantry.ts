import { z } from 'zod';
import { matchRecipes, type RecipeMatch } from '../../../domain/pantry/match-recipes.ts';
import { cookableRecipeSchema } from '../../../schema/answers/own.ts';
import { wholeNumber } from '../../mobile/parameters.ts';
import { never } from '../../sql/comparable-column.ts';
import { FieldErrors } from '../../http/errors.ts';
import { createOnce } from '../create-once.ts';
import { ownCollections, type OwnValues } from '../own-collections.ts';
import { profileOf, todayOf, type OwnData } from '../own-data.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import type { SortKey } from '../own-rows.ts';
import type { PublishedContent, PublishedRecipe } from '../published-content.ts';
import { clientId, contentName, fixed, name, quantity } from './bodies.ts';
import { pageSchema, readPage, shown, shownSchema } from './pages.ts';
import { day, paging } from './parameters.ts';
import { readOne, removeOne } from './single.ts';

const path = '/me/pantry';

const itemSchema = shownSchema(ownCollections.pantry);
const answer = z.object({ data: itemSchema });

const changeable = {
	name,
	grams: quantity(1_000_000, 'grams'),
	expires_on: z.iso
		.date('must be a date such as 2026-01-31')
		.refine((date) => date >= '2000-01-01' && date <= '2100-12-31', 'must be a date from 2000 to 2100')
		.nullish(),
};

const soonestFirst: readonly SortKey[] = [{ column: 'expires_on', whenEmpty: never }, { column: 'id' }];

export const pantryRoutes: readonly OwnRoute[] = [
	ownRoute({
		method: 'get',
		path,
		summary: 'What is at home; what expires first comes first',
		query: z.object({
			expires_before: day.optional().describe('Only what expires before that day'),
			...paging,
		}),
		body: null,
		answer: pageSchema(itemSchema),
		errors: {},
		async serve(own, { query: { expires_before, ...page } }) {
			const where = expires_before ? [{ column: 'expires_on', is: '<', value: expires_before } as const] : [];
			const { rows, next_cursor } = await readPage(own.rows, 'pantry', { where, order: soonestFirst }, page);
			return { body: { data: rows.map(shown), meta: { next_cursor } } };
		},
	}),
	ownRoute({
		method: 'get',
		path: `${path}/recipes`,
		summary: 'What can be cooked: recipes by the share of their ingredients that are there and not expired',
		query: z.object({ limit: wholeNumber(1, 100).default(20).describe('Recipes, 1 to 100') }),
		body: null,
		answer: z.object({ data: z.array(cookableRecipeSchema) }),
		errors: {},
		async serve(own, { query }) {
			const matches = await matchPantry(own);
			return { body: { data: matches.slice(0, query.limit).map((match) => present(match, own.content)) } };
		},
	}),
	ownRoute({
		method: 'post',
		path,
		summary: 'Puts something into the pantry: a food, or anything else by its name',
		query: z.object({}),
		body: z.strictObject({ client_id: clientId, food: contentName('food'), ...changeable }),
		answer,
		errors: { 400: ['INVALID_PAYLOAD'], 409: ['CLIENT_ID_TAKEN'] },
		async serve(own, { body }) {
			const { client_id: _, ...fields } = body;
			const { row, isNew } = await createOnce(own.rows, 'pantry', body, () => newItem(own.content, fields));
			return { ...(isNew && { status: 201 }), body: { data: shown(row) }, version: row.version };
		},
	}),
	readOne({ collection: 'pantry', path: `${path}/:id`, summary: 'One item of the pantry' }, answer),
	ownRoute({
		method: 'patch',
		path: `${path}/:id`,
		summary: 'Changes an item of the pantry; null clears',
		query: z.object({}),
		body: z.strictObject(changeable),
		refused: { food: fixed, client_id: fixed },
		answer,
		errors: { 400: ['INVALID_PAYLOAD'], 404: ['NOT_FOUND'], 412: ['PRECONDITION_FAILED'] },
		versioned: true,
		async serve({ rows }, { params, body, accepted }) {
			const before = await rows.get('pantry', params['id']!);
			assertNamed({ food: before.food, name: body.name === undefined ? before.name : body.name });
			const row = await rows.update('pantry', before.id, body as OwnValues<'pantry'>, accepted);
			return { body: { data: shown(row) }, version: row.version };
		},
	}),
	removeOne({ collection: 'pantry', path: `${path}/:id`, summary: 'Takes an item out of the pantry' }),
];

interface ItemFields {
	readonly food?: string | null | undefined;
	readonly name?: string | null | undefined;
	readonly grams?: number | null | undefined;
	readonly expires_on?: string | null | undefined;
}

/** @throws {FieldErrors} 400 INVALID_PAYLOAD */
function newItem(content: PublishedContent, fields: ItemFields): OwnValues<'pantry'> {
	assertNamed(fields);
	const { food, name: named = null, grams = null, expires_on = null } = fields;
	if (!food) return { name: named, grams, expires_on };
	const known = content.food(food);
	if (known) return { food: known.id, name: named, grams, expires_on };
	throw new FieldErrors([
		{
			field: 'food',
			problem: `"${food}" is no published food; GET /mobile/foods lists them, or send a "name".`,
		},
	]);
}

function assertNamed({ food, name: named }: Pick<ItemFields, 'food' | 'name'>): void {
	if (food || named) return;
	throw new FieldErrors([{ field: 'name', problem: 'is missing; name it, or send a "food".' }]);
}

async function matchPantry(own: OwnData): Promise<RecipeMatch<PublishedRecipe>[]> {
	const today = todayOf(own, (await profileOf(own))?.timezone);
	const pantry = [];
	for await (const { food, grams, expires_on } of own.rows.all('pantry'))
		pantry.push({ food: food && (own.content.food(food)?.slug ?? null), grams, expires_on });
	return matchRecipes(own.content.recipes(), pantry, today);
}

function present({ recipe, share, missing, short }: RecipeMatch<PublishedRecipe>, content: PublishedContent) {
	const { slug, title_en, title_ar, ingredients } = recipe;
	const needed = (food: string) =>
		ingredients.filter((one) => one.food === food).reduce((sum, { grams }) => sum + grams, 0);
	const ingredient = (food: string) => {
		const { name_en = null, name_ar = null } = content.food(food) ?? {};
		return { food, name_en, name_ar, needed_grams: needed(food) };
	};
	return {
		recipe: slug,
		title_en,
		title_ar,
		share,
		missing: missing.map(ingredient),
		short: short.map(({ food, grams }) => ({ ...ingredient(food), grams })),
	};
}
