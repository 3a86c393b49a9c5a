import type { Message, Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { readNumber } from '../text/read-number.ts';
import { checkBilingual } from './languages.ts';

type Row = Record<string, unknown>;

const MAX_GRAMS = 100_000;

/**
 * Checks a row of `recipe_ingredients` that is saved by itself.
 *
 * @param around the recipe and the food it leads to; null when there is none
 */
export function checkIngredient(row: Row, around: { recipe: Row | null; food: Row | null }): Problem[] {
	const { recipe, food } = around;
	const isPublished = recipe?.['status'] === 'published';
	return [
		...checkWeight(row['grams']),
		...checkBilingual(row, 'note', { presence: isPublished ? 'together' : 'draft_together' }),
		...checkFood(food, isPublished),
	];
}

function checkFood(food: Row | null, isPublished: boolean): Problem[] {
	if (!food) return [errorAt('food', 'FOOD_UNKNOWN', NO_FOOD)];
	if (!isPublished || food['status'] === 'published') return [];
	return [errorAt('food', 'FOOD_UNPUBLISHED', unpublished(food))];
}

const NO_FOOD: Message = { en: 'Choose a food from the list.', ar: 'اختر طعاما من القائمة.' };

function checkWeight(grams: unknown): Problem[] {
	const weight = readNumber(grams);
	if (weight !== null && weight > 0 && weight <= MAX_GRAMS) return [];
	return [
		errorAt('grams', 'WEIGHT_NOT_POSITIVE', {
			en: 'Enter a weight of more than 0 grams.',
			ar: 'أدخل وزنا أكبر من صفر غرام.',
		}),
	];
}

/** The foods of a recipe must exist, and be published before the recipe is. */
export function checkIngredientFoods(
	recipe: Row,
	ingredients: readonly Row[],
	foods: readonly Row[],
): Problem[] {
	const byId = new Map(foods.map((food) => [food['id'], food]));

	return ingredients.flatMap(({ food: id }, index) => {
		// Directus also takes a whole new food here; its own rules check that one.
		if (typeof id !== 'string') return [];
		const food = byId.get(id);
		if (!food) return [unknownFood(index)];
		return recipe['status'] === 'published' && food['status'] !== 'published'
			? [unpublishedFood(food, index)]
			: [];
	});
}

const unknownFood = (index: number): Problem =>
	errorAt(
		'ingredients',
		'FOOD_UNKNOWN',
		{
			en: `Ingredient ${index + 1} names a food that does not exist. Choose one from the list.`,
			ar: `المكوّن ${index + 1} يشير إلى طعام غير موجود. اختر طعاما من القائمة.`,
		},
		`/${index}/food`,
	);

const unpublishedFood = (food: Row, index: number): Problem =>
	errorAt('ingredients', 'FOOD_UNPUBLISHED', unpublished(food), `/${index}/food`);

const unpublished = (food: Row): Message => ({
	en: `The ingredient “${String(food['name_en'])}” is not published. Publish it first, or keep the recipe as a draft.`,
	ar: `المكوّن «${String(food['name_ar'])}» غير منشور. انشره أولا أو أبق الوصفة مسودة.`,
});

/** A published recipe keeps at least one ingredient. */
export const ingredientsGone: Problem = errorAt('recipe', 'RECIPE_WITHOUT_INGREDIENTS', {
	en: 'A published recipe needs its ingredients, and this is the last one. Add another first, or unpublish the recipe.',
	ar: 'تحتاج الوصفة المنشورة إلى مكوّناتها، وهذا آخرها. أضف غيره أولا أو ألغ نشر الوصفة.',
});

type Titles = { title_en: unknown; title_ar: unknown };

/** A food cannot leave the app while published recipes need it. */
export function checkFoodInUse(recipes: readonly Titles[]): Problem[] {
	if (recipes.length === 0) return [];
	const { en, ar } = listTitles(recipes);
	return [
		errorAt('status', 'FOOD_IN_USE', {
			en: `Published recipes use this food (${en}). Replace it there first, or unpublish them.`,
			ar: `تستخدم وصفات منشورة هذا الطعام (${ar}). استبدله فيها أولا أو ألغ نشرها.`,
		}),
	];
}

/** A food cannot be deleted while any recipe, draft or not, has it. */
export function checkFoodNeeded(recipes: readonly Titles[]): Problem[] {
	if (recipes.length === 0) return [];
	const { en, ar } = listTitles(recipes);
	return [
		errorAt('id', 'FOOD_IN_USE', {
			en: `Recipes use this food (${en}). Replace it there first, or archive it instead.`,
			ar: `تستخدم وصفات هذا الطعام (${ar}). استبدله فيها أولا أو أرشفه بدلا من حذفه.`,
		}),
	];
}

function listTitles(recipes: readonly Titles[]): Message {
	const first = recipes.slice(0, 3);
	return {
		en: first.map(({ title_en: title }) => String(title)).join(', '),
		ar: first.map(({ title_ar: title }) => String(title)).join('، '),
	};
}
