import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../domain/nutrition/targets/profile.ts';
import { REQUIRED_FIELDS } from '../../../../domain/nutrition/targets/target.ts';
import { compute, computed, defaultsWith, profile, seededDefaults } from './people.ts';

const lose = { goal: 'lose', pace: 'standard' } as const;
const smallWoman = { sex: 'female', birth_date: '1966-01-14', height_cm: 155 } as const;

describe('without all inputs there is no number', () => {
	it('and everything that is missing is named at once', () => {
		const nothing = Object.fromEntries(REQUIRED_FIELDS.map((field) => [field, null]));
		expect(compute(profile(nothing))).toMatchObject({ status: 'incomplete', missing: REQUIRED_FIELDS });
	});

	it.each(REQUIRED_FIELDS)('and %s alone is named', (field) => {
		expect(compute(profile({ [field]: null }))).toMatchObject({ status: 'incomplete', missing: [field] });
	});

	it('but pace, goal weight, diet and body fat may be left out', () => {
		const without = { ...lose, pace: null };
		expect(computed(profile(without)).target_kcal).toBe(computed(profile(lose)).target_kcal);
	});
});

describe('what cannot be right is named', () => {
	it.each<[Partial<Profile>, string]>([
		[{ birth_date: '2026-01-16' }, 'birth_date'],
		[{ birth_date: '1876-01-01' }, 'birth_date'],
		[{ height_cm: 119.9 }, 'height_cm'],
		[{ height_cm: 230.1 }, 'height_cm'],
		[{ weight_kg: 29.9 }, 'weight_kg'],
		[{ weight_kg: 300.1 }, 'weight_kg'],
		[{ weight_kg: Number.NaN }, 'weight_kg'],
		[{ goal_weight_kg: 5 }, 'goal_weight_kg'],
		[{ height_cm: 5.7, weight_kg: 400 }, 'height_cm'],
	])('%j: %s', (change, field) => {
		expect(compute(profile(change))).toMatchObject({ status: 'invalid_input', field });
	});

	it.each([{ height_cm: 120 }, { height_cm: 230 }, { weight_kg: 30 }, { weight_kg: 300 }])(
		'%j is a limit that still counts',
		(change) => {
			expect(compute(profile(change)).status).toBe('ok');
		},
	);

	it('body fat is looked at only by an equation that uses it', () => {
		const fat = profile({ body_fat_pct: 2 });
		expect(compute(fat).status).toBe('ok');
		const leanMass = defaultsWith('maintain', { energy_formula: 'katch_mcardle_x_pal' });
		expect(compute(fat, leanMass)).toMatchObject({ status: 'invalid_input', field: 'body_fat_pct' });
	});
});

describe('out of scope', () => {
	it.each([
		[{ birth_date: '2010-01-01' }, 'age_under_19'],
		[{ pregnant: true, lactating: true }, 'pregnancy'],
		[{ lactating: true }, 'lactation'],
		[{ eating_disorder: true }, 'eating_disorder'],
	] as const)('%j: %s', (change, reason) => {
		const target = compute(profile({ sex: 'female', ...change }));
		expect(target).toMatchObject({ status: 'out_of_scope', reason });
		expect(Object.keys(target).filter((key) => /_(kcal|g|mg|ml)$/.test(key))).toEqual([]);
	});

	it('a goal that is not published is not offered', () => {
		const { lose: _, ...others } = seededDefaults;
		expect(compute(profile(lose), others)).toMatchObject({ reason: 'goal_not_offered' });
	});

	it('what is missing or wrong comes first: it can be put right', () => {
		expect(compute(profile({ pregnant: true, sex: null })).status).toBe('incomplete');
		expect(compute(profile({ pregnant: true, weight_kg: 3 })).status).toBe('invalid_input');
	});
});

describe('a deficit', () => {
	it.each<[string, Partial<Profile>, string[], number]>([
		['none below a BMI of 18.5', { ...smallWoman, ...lose, weight_kg: 44 }, ['underweight_no_deficit'], 1570],
		[
			'none there even with a goal weight',
			{ ...smallWoman, ...lose, weight_kg: 44, goal_weight_kg: 46 },
			['underweight_no_deficit'],
			1570,
		],
		[
			'one below a BMI of 20 with a goal weight',
			{ ...smallWoman, ...lose, weight_kg: 46, goal_weight_kg: 45 },
			[],
			1350,
		],
		[
			'none at the goal weight',
			{ ...lose, weight_kg: 70, goal_weight_kg: 70 },
			['goal_weight_reached'],
			2520,
		],
		[
			'none where the floor is maintenance',
			{ ...smallWoman, birth_date: '1930-01-14', height_cm: 120, weight_kg: 42, ...lose },
			['bmr_extrapolated_age', 'maintenance_at_or_below_floor_no_deficit'],
			1090,
		],
		[
			'at most 750 kcal',
			{ ...lose, pace: 'fast', weight_kg: 140, height_cm: 200, activity: 'very_active' },
			[],
			4200,
		],
		[
			'at most 11 kcal a kg',
			{
				...lose,
				pace: 'fast',
				birth_date: '2007-01-15',
				height_cm: 150,
				weight_kg: 42,
				activity: 'very_active',
				goal_weight_kg: 41.7,
			},
			['activity_order_anomaly'],
			1960,
		],
	])('%s', (_title, change, flags, target_kcal) => {
		expect(computed(profile(change))).toMatchObject({ flags, target_kcal });
	});

	it('starts exactly at a BMI of 18.5, which binary fractions miss', () => {
		const woman = { ...smallWoman, ...lose, height_cm: 160, goal_weight_kg: 47.36 };
		expect(computed(profile({ ...woman, weight_kg: 47.36 })).flags).toEqual(['goal_weight_reached']);
		expect(computed(profile({ ...woman, weight_kg: 47.35 })).flags).toEqual(['underweight_no_deficit']);
	});

	it('is not rounded below a floor that is no whole ten', () => {
		const floor = defaultsWith('lose', { floor_kcal_male: 2143 });
		expect(computed(profile(lose), floor)).toMatchObject({ target_kcal: 2143, flags: ['floor_applied'] });
	});
});

describe('a surplus', () => {
	it('is at most 500 kcal', () => {
		const tall = { goal: 'gain', height_cm: 220, weight_kg: 200, activity: 'very_active' } as const;
		const { unrounded } = computed(profile(tall));
		expect(unrounded.tdee_kcal).toBeGreaterThan(5000);
		expect(unrounded.wanted_change_kcal).toBe(500);
	});

	it('ends at the goal weight', () => {
		const reached = profile({ goal: 'gain', goal_weight_kg: 70 });
		expect(computed(reached)).toMatchObject({ target_kcal: 2520, flags: ['goal_weight_reached'] });
		expect(computed(profile({ goal: 'gain', goal_weight_kg: 75 })).target_kcal).toBe(2770);
	});
});

describe('flags of the equations', () => {
	it('short, very active men get the published number and a flag', () => {
		const short = profile({ height_cm: 146, weight_kg: 60, activity: 'very_active' });
		expect(computed(short).flags).toEqual(['activity_order_anomaly']);
		expect(computed({ ...short, height_cm: 147 }).flags).toEqual([]);
		expect(computed({ ...short, sex: 'female' }).flags).toEqual([]);
	});

	it('an equation on lean mass without body fat gives way to the general one, and says so', () => {
		const leanMass = defaultsWith('maintain', { energy_formula: 'cunningham1980_x_pal' });
		expect(computed(profile(), leanMass)).toMatchObject({
			formula_id: 'nasem2023_eer',
			tdee_kcal: 2520,
			flags: ['body_fat_unknown_default_formula'],
		});
		expect(computed(profile({ body_fat_pct: 20 }), leanMass)).toMatchObject({
			formula_id: 'cunningham1980_x_pal',
			tdee_kcal: Math.round((500 + 22 * 56) * 1.46),
			bmr_kcal: 1618,
			flags: [],
		});
	});
});
