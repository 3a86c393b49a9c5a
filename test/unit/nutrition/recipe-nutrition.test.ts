import { describe, expect, it } from 'vitest';
import type { NutrientValues } from '../../../domain/nutrition/nutrients.ts';
import { NUTRIENTS } from '../../../domain/nutrition/nutrients.ts';
import { sumRecipe } from '../../../domain/nutrition/recipe-nutrition.ts';

const full: NutrientValues = Object.fromEntries(NUTRIENTS.map((nutrient) => [nutrient, 10]));

describe('sumRecipe', () => {
	it('sums by weight and divides by servings', () => {
		const { grams, per_recipe, per_serving, incomplete } = sumRecipe(
			[
				{ grams: 200, per100g: full },
				{ grams: 50, per100g: { ...full, kcal: 100 } },
			],
			4,
		);
		expect(grams).toBe(250);
		expect(per_recipe).toMatchObject({ kcal: 70, protein_g: 25, sodium_mg: 25 });
		expect(per_serving).toMatchObject({ kcal: 18, protein_g: 6.3, sodium_mg: 6 });
		expect(incomplete).toEqual([]);
	});

	it('takes an unknown value for unknown, not for zero', () => {
		const { per_recipe, incomplete } = sumRecipe(
			[
				{ grams: 100, per100g: { ...full, fibre_g: null, sugar_g: null } },
				{ grams: 100, per100g: { ...full, sugar_g: null } },
			],
			1,
		);
		expect(per_recipe).toMatchObject({ kcal: 20, fibre_g: 10, sugar_g: null });
		expect(incomplete).toEqual(['fibre_g', 'sugar_g']);
	});

	it('rounds once, at the end', () => {
		const sip = { grams: 1, per100g: { ...full, protein_g: 4 } };
		expect(
			sumRecipe(
				Array.from({ length: 5 }, () => sip),
				1,
			).per_recipe.protein_g,
		).toBe(0.2);
	});

	it.each([
		[100, 0],
		[100, Number.NaN],
		[0, 1],
		[-5, 1],
		[Number.POSITIVE_INFINITY, 1],
	])('refuses %d g for %d servings', (grams, servings) => {
		expect(() => sumRecipe([{ grams, per100g: full }], servings)).toThrow(RangeError);
	});
});
