import type { Knex } from 'knex';
import * as rules from '../../domain/content/content-rules.ts';
import { checkChoices } from '../../domain/content/check-choices.ts';
import { errorAt, type Problem } from '../../domain/problem.ts';
import type { ComponentDefinition } from '../../domain/screens/catalogue.ts';
import { isRecord } from '../../domain/record.ts';
import { collectionList, collections } from '../../schema/collections/index.ts';
import { decodeRow } from '../sql/decode-row.ts';
import type { Collection } from '../../schema/model/collection.ts';
import {
	checkFood,
	checkFoodsLeaving,
	checkIngredientRow,
	checkIngredientsLeaving,
	checkRecipe,
} from './check-recipes.ts';
import { checkComponentBreaks, checkScreenBreaks } from './check-breaking.ts';
import { checkUnique } from './check-unique.ts';
import { compiled } from './compiled-catalogue.ts';
import { readRow, type Row } from './stored-rows.ts';

/** Checks one row as it would be after the write; may look at other rows through `knex`. */
type Check = (row: Row, knex: Knex) => Problem[] | Promise<Problem[]>;

/** What phones are served by name, and an administrator may give a Cache-Control of its own. */
const cacheable = collectionList
	.filter(({ name, audience }) => audience === 'content' || name === 'sdui_screens')
	.map(({ name }) => name);

const checks: Readonly<Record<string, Check>> = {
	foods: checkFood,
	recipes: checkRecipe,
	recipe_ingredients: checkIngredientRow,
	videos: (row) => rules.checkVideo(row),
	fasting_presets: (row) => rules.checkFastingPreset(row),
	goal_defaults: (row) => rules.checkGoalDefaults(row),
	brands_links: (row) => rules.checkBrandLink(row),
	app_settings: (row) => rules.checkAppSettings(row, cacheable),
	event_types: (row) => rules.checkEventType(row),
	sdui_components: async (row, knex) => [
		...rules.checkComponent(row, await readCatalogue(knex, row['id'])),
		...(await checkComponentBreaks(row, knex)),
	],
	sdui_screens: async (row, knex) => {
		const definitions = await readCatalogue(knex);
		return [
			...rules.checkScreen(row, compiled(definitions)),
			...(await checkScreenBreaks(row, knex, definitions)),
		];
	},
};

export const ruledCollections = Object.keys(checks);

/** Problems that stop a new row from being saved. */
export async function checkCreate(knex: Knex, collection: string, payload: Row): Promise<Problem[]> {
	return checkRows(knex, collection, payload, [withDefaults(collection, payload)]);
}

/** Problems that stop a change of stored rows; each row is checked as it would be afterwards. */
export async function checkUpdate(
	knex: Knex,
	collection: string,
	payload: Row,
	keys: readonly unknown[],
): Promise<Problem[]> {
	const before: Row[] = [];
	for (const key of keys) {
		const stored = await readRow(knex, declarationOf(collection), key);
		if (stored) before.push(stored);
	}
	const after = before.map((stored) => ({ ...stored, ...payload, id: stored['id'] }));
	const moved = before.filter(
		(stored) => 'recipe' in payload && idOf(payload['recipe']) !== stored['recipe'],
	);
	return [
		...(await checkRows(knex, collection, payload, after)),
		...(collection === 'recipe_ingredients' && moved.length > 0
			? await checkIngredientsLeaving(
					knex,
					moved.map(({ id }) => id),
				)
			: []),
	];
}

/** Problems that stop rows from being deleted. */
export async function checkDelete(
	knex: Knex,
	collection: string,
	keys: readonly unknown[],
): Promise<Problem[]> {
	if (collection === 'foods') return checkFoodsLeaving(knex, keys);
	return collection === 'recipe_ingredients' ? checkIngredientsLeaving(knex, keys) : [];
}

async function checkRows(
	knex: Knex,
	collection: string,
	payload: Row,
	rows: readonly Row[],
): Promise<Problem[]> {
	const declared = declarationOf(collection);
	const problems: Problem[] = await checkUnique(knex, declared, payload, rows);
	for (const row of rows) {
		problems.push(...(await checks[collection]!(row, knex)), ...checkChoices(row, choicesOf(declared)));
	}
	return withoutRepeats(problems.filter(({ severity }) => severity === 'error'));
}

const idOf = (reference: unknown): unknown => (isRecord(reference) ? reference['id'] : reference);

const declarationOf = (collection: string): Collection => collections[collection as keyof typeof collections];

const choicesOf = ({ fields }: Collection): Record<string, string[]> =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, { type, choices }]) =>
			type === 'string' && choices ? [[name, choices.map(({ value }) => String(value))]] : [],
		),
	);

/** Two rules, or two rows of one write, may find the same. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
	const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
	return [...seen.values()];
}

/** A column that is left out of a new row gets its declared default. */
function withDefaults(collection: string, payload: Row): Row {
	const { fields } = declarationOf(collection);
	const defaults = Object.entries(fields).flatMap(([name, { defaultValue }]) =>
		defaultValue === undefined ? [] : [[name, defaultValue]],
	);
	return { ...Object.fromEntries(defaults), ...payload };
}

/** The published catalogue, without the entry that is being changed. */
export async function readCatalogue(knex: Knex, except?: unknown): Promise<ComponentDefinition[]> {
	const rows: Row[] = await knex('sdui_components').where({ status: 'published' });
	return rows
		.map((row) => decodeRow(collections.sdui_components, row))
		.filter(({ id }) => id !== except) as unknown as ComponentDefinition[];
}

/** A row that belongs to nobody's hands: published releases never change. */
export const releasesAreImmutable = errorAt('id', 'RELEASE_IMMUTABLE', {
	en: 'Published releases never change. To go back to one, put its layout into the screen and publish that.',
	ar: 'الإصدارات المنشورة لا تتغير. للعودة إلى أحدها ضع تصميمه في الشاشة وانشرها.',
});
