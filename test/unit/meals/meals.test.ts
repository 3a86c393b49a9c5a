import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayTotals, emptyDay, type DaySums } from '../../../domain/meals/day-totals.ts';
import { checkEatenAt, readMealEntry } from '../../../domain/meals/meal-entry.ts';
import { LOGGED_NUTRIENTS, portionOfFood, portionOfRecipe } from '../../../domain/meals/portion.ts';
import { sumRecipe } from '../../../domain/nutrition/recipe-nutrition.ts';

const lentils = { kcal: 116, protein_g: 9.02, carb_g: 20.13, fat_g: 0.38, fibre_g: 7.9, sodium_mg: 2 };

describe('a portion of a food', () => {
	it('is its values by weight, rounded once', () => {
		expect(portionOfFood(lentils, null, { grams: 250 })).toEqual({
			grams: 250,
			servings: null,
			nutrition: {
				kcal: 290,
				protein_g: 22.6,
				carb_g: 50.3,
				fat_g: 1,
				fibre_g: 19.8,
				sugar_g: null,
				sat_fat_g: null,
				sodium_mg: 5,
			},
			incomplete: ['sugar_g', 'sat_fat_g'],
		});
	});

	it('in servings weighs what its servings weigh', () => {
		expect(portionOfFood(lentils, 198, { servings: 1.5 })).toMatchObject({ grams: 297, servings: 1.5 });
		expect(portionOfFood(lentils, null, { servings: 1 })).toBeNull();
	});
});

describe('a portion of a recipe', () => {
	const ingredients = [
		{ grams: 300, per100g: lentils },
		{ grams: 100, per100g: { ...lentils, fibre_g: null } },
	];

	it('of one serving is what the recipe says of a serving', () => {
		const { nutrition } = portionOfRecipe(ingredients, 4, { servings: 1 })!;
		expect(sumRecipe(ingredients, 4).per_serving).toMatchObject(nutrition);
	});

	it('in grams and in servings is the same food', () => {
		const byWeight = portionOfRecipe(ingredients, 4, { grams: 200 })!;
		const byServings = portionOfRecipe(ingredients, 4, { servings: 2 })!;
		expect(byWeight.nutrition).toEqual(byServings.nutrition);
		expect([byWeight.grams, byServings.grams]).toEqual([200, 200]);
		expect(byWeight.incomplete).toContain('fibre_g');
	});

	it('of nothing is none', () => {
		expect(portionOfRecipe([], 4, { servings: 1 })).toBeNull();
	});
});

describe('what somebody says they ate', () => {
	it.each([
		[
			{ food: 'rice', grams: 5 },
			{ kind: 'food', of: 'rice', amount: { grams: 5 } },
		],
		[
			{ recipe: 'koshari', servings: 2, food: null },
			{ kind: 'recipe', of: 'koshari', amount: { servings: 2 } },
		],
		[{ name_ar: 'شاي', kcal: 0 }, { kind: 'free' }],
	])('%j is read', (fields, entry) => {
		expect(readMealEntry(fields)).toEqual(entry);
	});

	it('names every field that is too much or missing', () => {
		const fields = (entry: ReturnType<typeof readMealEntry>) =>
			Array.isArray(entry) && entry.map(({ field }) => field);
		expect(fields(readMealEntry({ food: 'rice', kcal: 5, name_en: 'Rice' }))).toEqual([
			'name_en',
			'kcal',
			'grams',
		]);
		expect(fields(readMealEntry({}))).toEqual(['name_en', 'kcal']);
		expect(fields(readMealEntry({ food: 'a', recipe: 'b', grams: 1 }))).toEqual(['recipe']);
	});

	it('was eaten at a time that can be', () => {
		const now = new Date('2026-01-15T12:00:00Z');
		expect(checkEatenAt(new Date('2026-01-16T12:00:00Z'), now)).toEqual([]);
		expect(checkEatenAt(new Date('2026-01-16T12:00:01Z'), now)).toHaveLength(1);
		expect(checkEatenAt(new Date('1999-12-31T23:59:59Z'), now)).toHaveLength(1);
	});
});

describe('a day', () => {
	const day = (values: Partial<DaySums['sums']>): DaySums => ({
		...emptyDay('2026-01-15'),
		meals: 2,
		sums: { ...emptyDay('').sums, ...values },
		known: Object.fromEntries(LOGGED_NUTRIENTS.map((name) => [name, 2])) as DaySums['known'],
	});

	it('leaves what is not eaten, and goes below zero when more is', () => {
		const { remaining } = dayTotals(day({ kcal: 1500.5, protein_g: 120.06 }), { kcal: 2000, protein_g: 100 });
		expect(remaining).toEqual({ kcal: 499, protein_g: -20.1 });
	});

	it('has nothing remaining without a target', () => {
		expect(dayTotals(day({ kcal: 1 }), null).remaining).toBeNull();
		expect(dayTotals(day({ kcal: 1 }), { kcal: null }).remaining).toEqual({ kcal: null });
	});

	it('names what some meal says nothing of, and does not take it for zero', () => {
		const sums = day({ fibre_g: null });
		const totals = dayTotals({ ...sums, known: { ...sums.known, fibre_g: 0 } }, null);
		expect(totals).toMatchObject({ fibre_g: null, incomplete: ['fibre_g'] });
	});

	it('total and remainder make the target', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 90_000 }),
				fc.integer({ min: 800, max: 6000 }),
				(tenths, kcal) => {
					const totals = dayTotals(day({ kcal: tenths / 10 }), { kcal });
					expect(totals.kcal! + totals.remaining!.kcal!).toBe(kcal);
				},
			),
		);
	});
});
