import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVITY_FACTORS } from '../../../../domain/nutrition/energy/activity-factors.ts';
import { ENERGY_FORMULAS, maintenanceEnergy } from '../../../../domain/nutrition/energy/maintenance.ts';
import { nasem2023 } from '../../../../domain/nutrition/energy/nasem-2023.ts';
import { ACTIVITIES } from '../../../../domain/nutrition/energy/person.ts';
import { targetFrom } from '../../../../domain/nutrition/targets/compute-target.ts';
import { canonicalInput, resolveInputs } from '../../../../domain/nutrition/targets/inputs.ts';
import { GOALS, PACES, type Profile } from '../../../../domain/nutrition/targets/profile.ts';
import {
	centimetresToInches,
	inchesToCentimetres,
	kilogramsToPounds,
	poundsToKilograms,
} from '../../../../domain/nutrition/units/convert.ts';
import { goalDefaults } from '../../../../schema/collections/goal-defaults.ts';
import { compute, computed, profile, seededDefaults, today } from './people.ts';

const tenths = (min: number, max: number) =>
	fc.integer({ min: min * 10, max: max * 10 }).map((value) => value / 10);

/** Adults with everything that a target needs. */
const adult: fc.Arbitrary<Profile> = fc
	.record({
		sex: fc.constantFrom('female', 'male'),
		years: fc.integer({ min: 19, max: 95 }),
		height_cm: tenths(120, 230),
		weight_kg: tenths(30, 300),
		activity: fc.constantFrom(...ACTIVITIES),
		goal: fc.constantFrom(...GOALS),
		pace: fc.constantFrom(null, ...PACES),
		goal_weight_kg: fc.option(tenths(30, 300), { nil: null }),
		diet: fc.constantFrom(null, 'halal', 'keto', 'low_carb', 'high_protein', 'mediterranean'),
		kidney_disease: fc.boolean(),
	})
	.map(({ years, ...rest }) => profile({ birth_date: `${2025 - years}-06-01`, ...rest }));

const property = (check: (of: Profile) => void, numRuns = 500) =>
	fc.assert(fc.property(adult, check), { numRuns });

describe('for every adult', () => {
	it('a kilogram more never lowers maintenance', () => {
		property((of) => {
			fc.pre(of.weight_kg! <= 299);
			const heavier = computed({ ...of, weight_kg: of.weight_kg! + 1 });
			expect(heavier.unrounded.tdee_kcal).toBeGreaterThan(computed(of).unrounded.tdee_kcal);
		});
	});

	it('a year more lowers maintenance by 10.83 kcal for men and 7.01 for women', () => {
		property((of) => {
			const { birth_date } = of;
			const older = `${Number(birth_date!.slice(0, 4)) - 1}${birth_date!.slice(4)}`;
			const fall =
				computed(of).unrounded.tdee_kcal - computed({ ...of, birth_date: older }).unrounded.tdee_kcal;
			expect(fall).toBeCloseTo(of.sex === 'male' ? 10.83 : 7.01, 6);
		});
	});

	it('losing asks for no more than keeping, and keeping for no more than gaining', () => {
		property((of) => {
			const [lose, maintain, gain] = GOALS.map((goal) => computed({ ...of, goal }).target_kcal);
			expect(lose).toBeLessThanOrEqual(maintain!);
			expect(maintain).toBeLessThanOrEqual(gain!);
		});
	});

	it('a faster pace never asks for more', () => {
		property((of) => {
			const paces = PACES.map((pace) => computed({ ...of, goal: 'lose', pace }).target_kcal);
			expect(paces).toEqual(paces.toSorted((a, b) => b - a));
		});
	});

	it('no target is below the floor, except where maintenance is', () => {
		property((of) => {
			const { target_kcal, unrounded } = computed(of);
			const floor = Math.min(of.sex === 'female' ? 1200 : 1500, unrounded.tdee_kcal);
			// Maintenance itself is rounded to tens.
			expect(target_kcal).toBeGreaterThanOrEqual(floor - 5);
		});
	});

	it('the macros add up, and nothing is below zero', () => {
		property((of) => {
			const target = computed(of);
			const { protein_g, carb_g, fat_g, target_kcal } = target;
			const tolerance = target.flags.includes('outside_amdr') ? 4.5 : 2;
			expect(Math.abs(4 * protein_g + 4 * carb_g + 9 * fat_g - target_kcal)).toBeLessThanOrEqual(tolerance);
			expect(Math.min(protein_g, carb_g, fat_g)).toBeGreaterThanOrEqual(0);
		}, 2_000);
	});

	it('inches and pounds give the same maintenance within a kilocalorie', () => {
		property((of) => {
			const inches = Number(centimetresToInches(of.height_cm!).toFixed(2));
			const pounds = Number(kilogramsToPounds(of.weight_kg!).toFixed(2));
			const back = { height_cm: inchesToCentimetres(inches), weight_kg: poundsToKilograms(pounds) };
			const there = compute({ ...of, ...back });
			// A limit such as 120 cm may be missed by the hundredth of an inch.
			fc.pre(there.status === 'ok');
			expect(Math.abs(there.unrounded.tdee_kcal - computed(of).unrounded.tdee_kcal)).toBeLessThan(1);
		});
	});

	it('of 155 cm and more and 40 kg and more, a more active class needs more', () => {
		property((of) => {
			fc.pre(of.height_cm! >= 155 && of.weight_kg! >= 40);
			const person = { sex: of.sex!, age: 30, height_cm: of.height_cm!, weight_kg: of.weight_kg! };
			const classes = ACTIVITIES.map((activity) => nasem2023(person, activity));
			expect(classes).toEqual(classes.toSorted((a, b) => a - b));
		});
	});

	it('all numbers are whole', () => {
		property((of) => {
			for (const [name, value] of Object.entries(computed(of)))
				if (typeof value === 'number') expect(Number.isInteger(value), name).toBe(true);
		});
	});
});

describe('the canonical input', () => {
	const canonical = (of: Profile, on = today, defaults = seededDefaults) =>
		canonicalInput(resolveInputs(of, defaults, on));

	it('is the same on every day until the birthday', () => {
		const of = profile({ birth_date: '1996-01-16' });
		expect(canonical(of, '2026-01-15')).toBe(canonical(of, '2025-01-16'));
		expect(canonical(of, '2026-01-16')).not.toBe(canonical(of, '2026-01-15'));
	});

	it('decides the target alone: it is enough to compute it from', () => {
		property((of) => {
			const again = targetFrom(JSON.parse(canonical(of)));
			expect(again).toEqual(compute(of));
		});
	});

	it('differs wherever the result does', () => {
		fc.assert(
			fc.property(adult, adult, (one, other) => {
				const same = canonical(one) === canonical(other);
				const { inputs: _, ...resultOfOne } = computed(one);
				const { inputs: __, ...resultOfOther } = computed(other);
				if (same) expect(resultOfOne).toEqual(resultOfOther);
				else expect(one).not.toEqual(other);
			}),
		);
	});

	it.each<[keyof Profile, unknown]>([
		['sex', 'female'],
		['birth_date', '1990-01-01'],
		['height_cm', 171],
		['weight_kg', 70.1],
		['body_fat_pct', 20],
		['activity', 'active'],
		['goal', 'gain'],
		['pace', 'fast'],
		['goal_weight_kg', 65],
		['diet', 'keto'],
		['pregnant', true],
		['lactating', true],
		['eating_disorder', true],
		['kidney_disease', true],
	])('changes with %s', (field, value) => {
		const of = profile({ goal: 'lose' });
		expect(canonical({ ...of, [field]: value })).not.toBe(canonical(of));
	});

	it('does not change with a number of the goal that does not concern the person', () => {
		const of = profile({ goal: 'lose', pace: 'standard' });
		const changed = (change: object) => ({ ...seededDefaults, lose: { ...seededDefaults.lose!, ...change } });
		expect(canonical(of, today, changed({ pace_fast: 0.25, floor_kcal_female: 1300 }))).toBe(canonical(of));
		for (const change of [{ pace_standard: 0.16 }, { max_deficit_kcal: 700 }, { fat_share: 0.31 }])
			expect(canonical(of, today, changed(change))).not.toBe(canonical(of));
	});
});

describe('the choice of equations', () => {
	it('is the one that editors have', () => {
		expect(goalDefaults.fields.energy_formula.choices?.map(({ value }) => value)).toEqual([
			...ENERGY_FORMULAS,
		]);
	});

	it('keeps every factor inside its class of NASEM 2023', () => {
		const classes = {
			inactive: [1, 1.53],
			low_active: [1.53, 1.68],
			active: [1.68, 1.85],
			very_active: [1.85, 2.5],
		};
		for (const activity of ACTIVITIES) {
			const [from, to] = classes[activity];
			expect(ACTIVITY_FACTORS[activity]).toBeGreaterThanOrEqual(from!);
			expect(ACTIVITY_FACTORS[activity]).toBeLessThan(to!);
		}
	});

	it('gives numbers of the same size, by whatever equation', () => {
		const person = { sex: 'male', age: 30, height_cm: 175, weight_kg: 72 } as const;
		for (const activity of ACTIVITIES) {
			const reference = nasem2023(person, activity);
			for (const formula of ENERGY_FORMULAS)
				expect(maintenanceEnergy(formula, person, activity, 18) / reference, formula).toBeCloseTo(1, 0.5);
		}
	});
});
