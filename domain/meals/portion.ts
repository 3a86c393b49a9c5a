import type { Nutrient, NutrientValues } from '../nutrition/nutrients.ts';
import { sumRecipe, type RecipeIngredient } from '../nutrition/recipe-nutrition.ts';
import { roundHalfUp } from '../nutrition/round.ts';

/** The nutrients that a meal keeps: energy in kcal, sodium in mg, the others in g. */
export const LOGGED_NUTRIENTS = [
	'kcal',
	'protein_g',
	'carb_g',
	'fat_g',
	'fibre_g',
	'sugar_g',
	'sat_fat_g',
	'sodium_mg',
] as const satisfies readonly Nutrient[];

export type LoggedNutrient = (typeof LOGGED_NUTRIENTS)[number];
export type LoggedNutrition = Record<LoggedNutrient, number | null>;

/** How much was eaten: one of the two. */
export type Amount = { readonly grams: number } | { readonly servings: number };

export interface Portion {
	/** g; null when nobody knows. */
	readonly grams: number | null;
	/** null when the amount was given by weight. */
	readonly servings: number | null;
	readonly nutrition: LoggedNutrition;
	/** Nutrients of which an ingredient says nothing: their values are too small, or null. */
	readonly incomplete: LoggedNutrient[];
}

/**
 * What somebody ate of a food.
 *
 * @param servingGrams weight of a serving in g; null when the food has none
 * @returns null when servings are counted and nobody knows what one weighs
 */
export function portionOfFood(
	per100g: NutrientValues,
	servingGrams: number | null,
	amount: Amount,
): Portion | null {
	const grams = 'grams' in amount ? amount.grams : servingGrams && amount.servings * servingGrams;
	if (!grams) return null;
	return { ...eaten([{ grams, per100g }]), ...amounts(grams, amount) };
}

/**
 * What somebody ate of a recipe: so many of its servings, or so many grams of all that went into it.
 *
 * @param servings how many the recipe makes
 * @returns null when the recipe has no ingredients
 */
export function portionOfRecipe(
	ingredients: readonly RecipeIngredient[],
	servings: number,
	amount: Amount,
): Portion | null {
	const whole = ingredients.reduce((sum, { grams }) => sum + grams, 0);
	if (!(whole > 0) || !(servings > 0)) return null;
	const share = 'grams' in amount ? amount.grams / whole : amount.servings / servings;
	const shares = ingredients.map(({ grams, per100g }) => ({ grams: grams * share, per100g }));
	return { ...eaten(shares), ...amounts(whole * share, amount) };
}

function eaten(ingredients: readonly RecipeIngredient[]): Pick<Portion, 'nutrition' | 'incomplete'> {
	const { per_recipe, incomplete } = sumRecipe(ingredients, 1);
	return {
		nutrition: Object.fromEntries(
			LOGGED_NUTRIENTS.map((name) => [name, per_recipe[name]]),
		) as LoggedNutrition,
		incomplete: LOGGED_NUTRIENTS.filter((name) => incomplete.includes(name)),
	};
}

const amounts = (grams: number, amount: Amount): Pick<Portion, 'grams' | 'servings'> => ({
	grams: roundHalfUp(grams, 1),
	servings: 'servings' in amount ? amount.servings : null,
});
