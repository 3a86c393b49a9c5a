import type { Nutrient, NutrientValues } from './nutrients.ts';
import { NUTRIENTS } from './nutrients.ts';
import { roundHalfUp } from './round.ts';

export interface RecipeIngredient {
	/** As used, in g. */
	grams: number;
	per100g: NutrientValues;
}

export interface RecipeNutrition {
	/** Weight of all ingredients in g; water that boils away is not known. */
	grams: number;
	per_recipe: Record<Nutrient, number | null>;
	per_serving: Record<Nutrient, number | null>;
	/** Nutrients that at least one ingredient lacks: their totals are sums of what is known. */
	incomplete: Nutrient[];
}

/**
 * Sums a recipe, per recipe and per serving. A nutrient that no ingredient states is null; one that some
 * lack is the sum of the known and listed as incomplete. kcal and mg are rounded to whole numbers, grams
 * to one decimal, half-up, once at the end.
 *
 * @throws RangeError when servings are not at least 1 or a weight is not more than 0.
 */
export function sumRecipe(ingredients: readonly RecipeIngredient[], servings: number): RecipeNutrition {
	if (!(servings >= 1) || !Number.isFinite(servings)) throw new RangeError('servings must be at least 1');
	if (ingredients.some(({ grams }) => !(grams > 0) || !Number.isFinite(grams))) {
		throw new RangeError('every ingredient needs a weight of more than 0 g');
	}

	const perRecipe: Partial<Record<Nutrient, number | null>> = {};
	const perServing: Partial<Record<Nutrient, number | null>> = {};
	const incomplete: Nutrient[] = [];
	for (const nutrient of NUTRIENTS) {
		const known = ingredients.filter(({ per100g }) => isKnown(per100g[nutrient]));
		if (known.length < ingredients.length) incomplete.push(nutrient);

		const sum = known.reduce(
			(total, { grams, per100g }) => total + (grams * (per100g[nutrient] ?? 0)) / 100,
			0,
		);
		const decimals = nutrient.endsWith('_g') ? 1 : 0;
		perRecipe[nutrient] = known.length > 0 ? roundHalfUp(sum, decimals) : null;
		perServing[nutrient] = known.length > 0 ? roundHalfUp(sum / servings, decimals) : null;
	}
	return {
		grams: roundHalfUp(
			ingredients.reduce((total, { grams }) => total + grams, 0),
			1,
		),
		per_recipe: perRecipe as Record<Nutrient, number | null>,
		per_serving: perServing as Record<Nutrient, number | null>,
		incomplete,
	};
}

function isKnown(value: number | null | undefined): boolean {
	return typeof value === 'number' && Number.isFinite(value);
}
