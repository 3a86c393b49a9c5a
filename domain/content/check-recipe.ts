import type { Problem } from '../problem.ts';
import { errorAt, warningAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import { readNumber } from '../text/read-number.ts';
import { checkBilingual } from './languages.ts';
import type { Row } from './row-checks.ts';
import {
	checkContentKeys,
	checkNumber,
	checkOptionalTexts,
	checkRequiredTexts,
	isDraft,
	isEmpty,
	missing,
} from './row-checks.ts';
import { checkSteps } from './steps.ts';
import { checkTags } from './tags.ts';

const MAX_MINUTES = 2880;
const MAX_GRAMS = 100_000;

/**
 * Checks a full row of `recipes`. `ingredients` may be absent when they are untouched; that every food
 * exists and is published takes a look into the database and is checked elsewhere.
 */
export function checkRecipe(row: Row): Problem[] {
	return [
		...checkContentKeys(row),
		...checkRequiredTexts(row, 'title'),
		...checkOptionalTexts(row, 'summary'),
		...checkRequiredTexts(row, 'steps'),
		...checkStepCounts(row),
		...checkTags(row.tags, 'tags'),
		...checkNumber(row, 'servings', { min: 1, max: 100, whole: true }),
		...checkNumber(row, 'prep_minutes', { min: 0, max: MAX_MINUTES, whole: true, optional: true }),
		...checkNumber(row, 'cook_minutes', { min: 0, max: MAX_MINUTES, whole: true, optional: true }),
		...checkIngredients(row),
	];
}

function checkStepCounts({ steps_en: en, steps_ar: ar }: Row): Problem[] {
	if (typeof en !== 'string' || typeof ar !== 'string' || isEmpty(en) || isEmpty(ar)) return [];
	return checkSteps(en, ar, 'steps_ar');
}

function checkIngredients(row: Row): Problem[] {
	const { ingredients } = row;
	if (ingredients === undefined) return [];
	if (ingredients === null || (Array.isArray(ingredients) && ingredients.length === 0)) {
		return missing(row, 'ingredients');
	}
	if (!Array.isArray(ingredients)) {
		return [
			errorAt('ingredients', 'INGREDIENTS_NOT_A_LIST', {
				en: 'Ingredients must be a list of foods with their weights.',
				ar: 'يجب أن تكون المكوّنات قائمة أطعمة مع أوزانها.',
			}),
		];
	}
	const foods = ingredients.map((ingredient: unknown) => readFood(ingredient));
	return ingredients.flatMap((ingredient: unknown, index) => [
		...checkIngredient(ingredient, `/${index}`, isDraft(row)),
		...checkRepeat(foods, index),
	]);
}

function checkIngredient(ingredient: unknown, pointer: string, draft: boolean): Problem[] {
	const entry = isRecord(ingredient) ? ingredient : {};
	const problems: Problem[] = [];
	if (readFood(entry) === null) {
		problems.push(
			errorAt(
				'ingredients',
				'INGREDIENT_WITHOUT_FOOD',
				{ en: 'Choose the food of this ingredient.', ar: 'اختر الطعام الخاص بهذا المكوّن.' },
				`${pointer}/food`,
			),
		);
	}
	const grams = readNumber(entry.grams);
	if (grams === null || !(grams > 0 && grams <= MAX_GRAMS)) {
		problems.push(
			errorAt(
				'ingredients',
				'INGREDIENT_WITHOUT_WEIGHT',
				{
					en: 'Enter the weight of this ingredient in grams, more than 0.',
					ar: 'أدخل وزن هذا المكوّن بالغرام، أكبر من 0.',
				},
				`${pointer}/grams`,
			),
		);
	}
	const notes = checkBilingual(entry, 'note', { presence: draft ? 'draft_together' : 'together' });
	return [
		...problems,
		...notes.map((problem) => ({ ...problem, field: 'ingredients', pointer: `${pointer}/${problem.field}` })),
	];
}

function checkRepeat(foods: readonly (string | null)[], index: number): Problem[] {
	const food = foods[index];
	if (food === null || food === undefined || foods.indexOf(food) === index) return [];
	return [
		warningAt(
			'ingredients',
			'INGREDIENT_REPEATED',
			{
				en: 'This food is already in the list. Keep it only if it really is used twice.',
				ar: 'هذا الطعام موجود في القائمة. أبقه فقط إن كان يُستخدم مرتين فعلًا.',
			},
			`/${index}/food`,
		),
	];
}

/** Directus gives a relation as its key, or as an object when it was expanded. */
function readFood(ingredient: unknown): string | null {
	if (!isRecord(ingredient)) return null;
	const { food } = ingredient;
	const key: unknown = isRecord(food) ? food.id : food;
	return (typeof key === 'string' && key !== '') || typeof key === 'number' ? String(key) : null;
}
