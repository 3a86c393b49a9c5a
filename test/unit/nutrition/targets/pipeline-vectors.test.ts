import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../domain/nutrition/targets/profile.ts';
import { compute, computed, profile } from './people.ts';

const lose = { goal: 'lose', pace: 'standard' } as const;

describe('the pipeline vectors of the specification', () => {
	it.each<[string, Partial<Profile>, object]>([
		[
			'T1',
			{},
			{
				bmr_kcal: 1618,
				tdee_kcal: 2520,
				target_kcal: 2520,
				protein_g: 84,
				carb_g: 357,
				fat_g: 84,
				fibre_g: 35,
				free_sugar_max_g: 63,
				sat_fat_max_g: 28,
				sodium_max_mg: 2000,
				water_total_ml: 3700,
				flags: [],
				formula_id: 'nasem2023_eer',
			},
		],
		['T2', lose, { target_kcal: 2140, protein_g: 112, carb_g: 263, fat_g: 71, fibre_g: 30, flags: [] }],
		[
			'T3',
			{ activity: 'low_active', goal: 'lose', pace: 'fast' },
			{ tdee_kcal: 2713, target_kcal: 2170, protein_g: 112, carb_g: 269, fat_g: 72, flags: [] },
		],
		[
			'T4',
			{ activity: 'active', goal: 'gain' },
			{ tdee_kcal: 2902, target_kcal: 3190, protein_g: 112, carb_g: 447, fat_g: 106, flags: [] },
		],
		[
			'T5',
			{
				sex: 'female',
				birth_date: '1991-06-01',
				height_cm: 165,
				weight_kg: 80,
				activity: 'low_active',
				...lose,
			},
			{
				tdee_kcal: 2398,
				target_kcal: 2040,
				protein_g: 128,
				carb_g: 229,
				fat_g: 68,
				water_total_ml: 2700,
				flags: [],
				inputs: { age: 34 },
			},
		],
		[
			'T6',
			{ sex: 'female', birth_date: '1966-01-14', height_cm: 155, weight_kg: 45, ...lose },
			{ target_kcal: 1580, flags: ['low_normal_bmi_no_deficit'] },
		],
		[
			'T7',
			{ sex: 'female', birth_date: '1930-01-14', height_cm: 140, weight_kg: 42, goal: 'lose', pace: 'fast' },
			{ tdee_kcal: 1205, target_kcal: 1200, flags: ['bmr_extrapolated_age', 'floor_applied'] },
		],
		[
			'T11',
			{ birth_date: '1980-05-05', height_cm: 178, weight_kg: 140, goal: 'lose', pace: 'fast' },
			{ tdee_kcal: 3397, target_kcal: 2720, protein_g: 152, carb_g: 323, fat_g: 91, flags: [] },
		],
		[
			'T12',
			{ ...lose, diet: 'keto' },
			{ target_kcal: 2140, protein_g: 112, carb_g: 30, fat_g: 175, flags: ['outside_amdr'] },
		],
		[
			'T13',
			{
				sex: 'female',
				birth_date: '1985-02-28',
				height_cm: 160,
				weight_kg: 52,
				goal_weight_kg: 46,
				...lose,
			},
			{ target_kcal: 1830, flags: ['goal_weight_underweight_no_deficit'] },
		],
	])('%s is computed', (_id, change, expected) => {
		expect(computed(profile(change))).toMatchObject(expected);
	});

	const girl = { sex: 'female', height_cm: 165, weight_kg: 60 } as const;

	it('T8: a day decides between 18 and 19 years', () => {
		expect(compute(profile({ ...girl, birth_date: '2007-01-16' }))).toMatchObject({
			status: 'out_of_scope',
			reason: 'age_under_19',
		});
		expect(computed(profile({ ...girl, birth_date: '2007-01-15' })).inputs.age).toBe(19);
	});

	it('T9: there is no number in pregnancy', () => {
		const target = compute(profile({ ...girl, pregnant: true }));
		expect(target).toMatchObject({ status: 'out_of_scope', reason: 'pregnancy' });
		expect(target).not.toHaveProperty('target_kcal');
	});

	it('T10: sex is asked for, never averaged', () => {
		expect(compute(profile({ sex: null }))).toMatchObject({ status: 'incomplete', missing: ['sex'] });
	});

	it('T14: metres are not centimetres', () => {
		expect(compute(profile({ height_cm: 1.7 }))).toMatchObject({
			status: 'invalid_input',
			field: 'height_cm',
		});
	});
});
