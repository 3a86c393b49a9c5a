import type { FoodRow } from './foods.ts';
import type { NutritionTag } from './nutrition-tag.ts';

interface Dish {
	servings: number;
	prep_minutes: number;
	cook_minutes: number;
	ingredients: readonly { food: string; grams: number }[];
}

/** What a cook decides; everything else follows from the ingredients. */
export type Occasion = 'suhoor' | 'iftar' | 'breakfast' | 'lunch' | 'dinner' | 'snack' | 'budget';

/** True of a dish exactly when it is true of every ingredient. Mediterranean is a style and is judged by most of the weight. */
const dietTags = ['vegetarian', 'vegan', 'gluten_free', 'lactose_free', 'nut_free'] as const;

/**
 * Tags that follow from the ingredients, so that they stay true when an editor changes an amount here. There is
 * no `low_sodium`: the salt is the cook's. Meat is asked for as halal in each recipe, and nothing else needs it.
 */
export function recipeTags(
	dish: Dish,
	occasions: readonly Occasion[],
	foods: ReadonlyMap<string, FoodRow>,
): NutritionTag[] {
	const parts = dish.ingredients.map(({ food: slug, grams }) => {
		const food = foods.get(slug);

		if (!food) {
			throw new Error(`A seed recipe names the food “${slug}”, which does not exist`);
		}

		return { food, grams };
	});

	const weight = parts.reduce((sum, { grams }) => sum + grams, 0);
	const total = (value: (food: FoodRow) => number | null) =>
		parts.reduce((sum, { food, grams }) => sum + ((value(food) ?? 0) * grams) / 100, 0);

	const kcal = total((food) => food.kcal);
	const protein = total((food) => food.protein_g);
	const fibre = total((food) => food.fibre_g);
	const available = total((food) => Math.max(0, food.carb_g - (food.fibre_g ?? 0)));
	const mediterranean = parts.reduce(
		(sum, { food, grams }) => sum + (food.tags.includes('mediterranean') ? grams : 0),
		0,
	);

	const per100 = (amount: number) => (amount * 100) / weight;
	const tags: NutritionTag[] = [...occasions];

	if (protein * 4 >= 0.2 * kcal && protein / dish.servings >= 15) {
		tags.push('high_protein');
	}

	if (available * 4 <= 0.26 * kcal) {
		tags.push('low_carb');
	}

	if (available * 4 <= 0.1 * kcal && available / dish.servings <= 10) {
		tags.push('keto');
	}

	if (per100(total((food) => food.fat_g)) <= 3) {
		tags.push('low_fat');
	}

	if (per100(fibre) >= 6 || (fibre * 100) / kcal >= 3) {
		tags.push('high_fibre');
	}

	if (per100(total((food) => food.sugar_g)) <= 5) {
		tags.push('low_sugar');
	}

	for (const tag of dietTags) {
		if (parts.every(({ food }) => food.tags.includes(tag))) {
			tags.push(tag);
		}
	}

	if (mediterranean >= 0.6 * weight) {
		tags.push('mediterranean');
	}

	if (dish.prep_minutes + dish.cook_minutes <= 30) {
		tags.push('quick');
	}

	return [...tags, 'halal'];
}
