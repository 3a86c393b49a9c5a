import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyLimits } from '../../../../domain/nutrition/targets/daily-limits.ts';
import { planMacros, referenceWeight, type MacroRule } from '../../../../domain/nutrition/targets/macros.ts';
import { computed, defaultsWith, profile } from './people.ts';

const rule: MacroRule = {
	protein_g_per_kg: 1.6,
	fat_share: 0.3,
	carb_share_max: null,
	carb_g_max: null,
	protein_is_limited: false,
};

describe('macros', () => {
	it('add up to the energy, whatever the day', () => {
		const limit = fc.option(fc.double({ min: 0.05, max: 0.45, noNaN: true }), { nil: null });
		fc.assert(
			fc.property(
				fc.integer({ min: 100, max: 500 }),
				fc.double({ min: 30, max: 160, noNaN: true }),
				fc.double({ min: 0.8, max: 3.1, noNaN: true }),
				fc.double({ min: 0.2, max: 0.5, noNaN: true }),
				limit,
				(tens, weight, protein_g_per_kg, fat_share, carb_share_max) => {
					const kcal = tens * 10;
					const macros = planMacros(kcal, weight, { ...rule, protein_g_per_kg, fat_share, carb_share_max });
					const { protein_g, carb_g, fat_g } = macros;
					const difference = Math.abs(4 * protein_g + 4 * carb_g + 9 * fat_g - kcal);
					expect(difference).toBeLessThanOrEqual(carb_share_max === null ? 2 : 4.5);
					expect(Math.min(protein_g, carb_g, fat_g)).toBeGreaterThan(0);
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it('make room for 130 g of carbohydrate in fat first', () => {
		const macros = planMacros(1200, 90, rule);
		expect(macros).toMatchObject({ protein_g: 105, fat_g: 28, carb_g: 132, flags: [] });
	});

	it('then in protein, down to its RDA, and say so when that is not enough', () => {
		expect(planMacros(1000, 60, { ...rule, protein_g_per_kg: 2 })).toMatchObject({
			protein_g: 70,
			fat_g: 22,
			carb_g: 131,
			flags: [],
		});
		expect(planMacros(900, 100, { ...rule, protein_g_per_kg: 2 })).toMatchObject({
			fat_g: 20,
			flags: ['carb_below_rda'],
		});
	});

	it('count protein by a weight that stops growing, without a jump, at a BMI of 30', () => {
		expect(referenceWeight(70, 170)).toBe(70);
		expect(referenceWeight(86.7, 170)).toBeCloseTo(86.7, 9);
		expect(referenceWeight(140, 178)).toBeCloseTo(95.052, 9);
	});
});

describe('diets', () => {
	const lose = { goal: 'lose', pace: 'standard' } as const;
	const of = (diet: string | null) => computed(profile({ ...lose, diet }));

	it.each(['halal', 'vegan', 'gluten_free', 'constructor', '__proto__'])('%s changes no number', (diet) => {
		expect(of(diet)).toEqual(of(null));
	});

	it('high protein, mediterranean and low carb have numbers of their own', () => {
		expect(of('high_protein')).toMatchObject({ protein_g: 140, fat_g: 71, carb_g: 235, flags: [] });
		expect(of('mediterranean')).toMatchObject({ protein_g: 112, fat_g: 83, carb_g: 236, flags: [] });
		expect(of('low_carb')).toMatchObject({
			protein_g: 112,
			carb_g: 130,
			fat_g: 130,
			flags: ['outside_amdr'],
		});
		const lighter = computed(
			profile({ ...lose, diet: 'low_carb', weight_kg: 50, goal_weight_kg: 48, height_cm: 155 }),
		);
		expect(lighter.carb_g).toBe(Math.floor((0.26 * lighter.target_kcal) / 4));
	});

	it('are the editors’ where a goal names them', () => {
		const own = defaultsWith('lose', {
			diet_variants: { keto: { carb_g_max: 20 }, vegan: { protein_g_per_kg: 1.8 }, low_carb: {} },
		});
		const by = (diet: string) => computed(profile({ ...lose, diet }), own);
		expect(by('keto').carb_g).toBe(20);
		expect(by('vegan').protein_g).toBe(126);
		expect(by('low_carb').carb_g).toBe(of(null).carb_g);
	});
});

describe('kidney disease', () => {
	it('keeps protein at 0.8 g per kg, whatever diet and energy ask for', () => {
		const ill = profile({ kidney_disease: true, diet: 'high_protein' });
		expect(computed(ill)).toMatchObject({ protein_g: 56, flags: ['protein_at_rda_kidney'] });
		expect(computed({ ...ill, goal: 'gain', activity: 'very_active' }).protein_g).toBe(56);
	});
});

it.each([
	[1200, 'female', { fibre_g: 25, free_sugar_max_g: 30, sat_fat_max_g: 13, water_total_ml: 2700 }],
	[2520, 'male', { fibre_g: 35, free_sugar_max_g: 63, sat_fat_max_g: 28, water_total_ml: 3700 }],
] as const)('limits of a day of %i kcal for a %s', (kcal, sex, expected) => {
	expect(dailyLimits(kcal, sex)).toEqual({ sodium_max_mg: 2000, ...expected });
});
