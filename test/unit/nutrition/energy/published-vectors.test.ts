import { describe, expect, it } from 'vitest';
import { DEFAULT_FORMULA } from '../../../../domain/nutrition/energy/maintenance.ts';
import { mifflin1990, MIFFLIN_1990 } from '../../../../domain/nutrition/energy/mifflin-1990.ts';
import { nasem2023 } from '../../../../domain/nutrition/energy/nasem-2023.ts';
import type { Activity, Person } from '../../../../domain/nutrition/energy/person.ts';
import { schofield } from '../../../../domain/nutrition/energy/schofield.ts';
import { planMacros } from '../../../../domain/nutrition/targets/macros.ts';
import { kilocaloriesToKilojoules } from '../../../../domain/nutrition/units/convert.ts';
import { compute, profile } from '../targets/people.ts';
import { coefficients, published, vectors, type PublishedVector } from './vectors.ts';

describe('the equations', () => {
	it.each(vectors.map((vector) => [vector.title, vector] as const))('reproduce %s', (_title, vector) => {
		expect(Math.abs(vector.compute(coefficients) - vector.expected)).toBeLessThanOrEqual(
			vector.tolerance + 1e-9,
		);
	});
});

const vector = (id: string): PublishedVector => published.find((each) => each.id === id)!;

/** Vectors of what is not one of our equations; each is held against ours in a test of this file. */
const others = ['E03', 'E04', 'E05', 'E26', 'E39', 'E40', 'E41', 'E42', 'E43', 'E44', 'E45'];

describe('published vectors of what is not ours', () => {
	it('are all that the equations above do not reproduce', () => {
		const titles = vectors.map(({ title }) => title);
		const untouched = published.filter(({ id }) => !titles.some((title) => title.startsWith(`${id}, `)));
		expect(untouched.map(({ id }) => id)).toEqual(others);
		expect(published).toHaveLength(35);
	});

	it.each([
		[
			'E03',
			'pregnancy',
			{ ...vector('E03').inputs, sex: 'female', birth_date: '1996-06-01', pregnant: true },
		],
		['E04', 'age_under_19', { ...vector('E04').inputs, sex: 'male', birth_date: '2017-05-01' }],
		['E05', 'age_under_19', { ...vector('E05').inputs, sex: 'female', birth_date: '2016-06-01' }],
	] as const)('%s: NASEM has a number, we answer that it is out of scope: %s', (_id, reason, person) => {
		expect(compute(profile({ ...person, activity: 'active' }))).toMatchObject({
			status: 'out_of_scope',
			reason,
		});
	});

	it('E26: the unrounded regression gives its number, and the rounded form differs by about 1 kcal', () => {
		const { inputs, expected, tolerance } = vector('E26');
		const regression = { ...MIFFLIN_1990, weight: 9.99, age: -4.92, constant: { male: 5, female: -161 } };
		expect(Math.abs(mifflin1990(inputs as Person, regression) - expected)).toBeLessThanOrEqual(tolerance);
		expect(mifflin1990(inputs as Person)).toBeCloseTo(1428.625, 6);
	});

	it.each<[string, Activity]>([
		['E40', 'inactive'],
		['E41', 'very_active'],
		['E42', 'low_active'],
		['E43', 'active'],
	])('%s: the equations of 2023 stay within 10 %% of what the IOM published in 2005', (id, activity) => {
		const { inputs, expected } = vector(id);
		const weight_kg = inputs.bmi! * inputs.height_m! ** 2;
		const sex = ['E40', 'E41'].includes(id) ? 'male' : 'female';
		const ours = nasem2023({ sex, age: 30, height_cm: inputs.height_m! * 100, weight_kg }, activity);
		expect(Math.abs(ours / expected - 1)).toBeLessThan(0.1);
		expect(inputs.sex ?? sex).toBe(sex);
	});

	it('E39: Schofield stays within 5 % of Henry 2005, which succeeds it', () => {
		const { inputs, expected } = vector('E39');
		expect(Math.abs(schofield({ height_cm: 160, ...inputs } as Person) / expected - 1)).toBeLessThan(0.05);
	});

	it('E44: a kilocalorie is 4.184 kJ', () => {
		expect(kilocaloriesToKilojoules(1000)).toBe(vector('E44').expected);
	});

	it('E45: before rounding, 2,000 kcal with 2 g/kg protein and 25 % fat leave 235 g of carbohydrate', () => {
		const rule = { protein_g_per_kg: 2, fat_share: 0.25, carb_share_max: null, carb_g_max: null };
		const { unrounded } = planMacros(2000, 70, { ...rule, protein_is_limited: false });
		expect(unrounded.protein_g).toBe(140);
		expect(unrounded.fat_g).toBeCloseTo(55.56, 2);
		expect(unrounded.carb_g).toBeCloseTo(vector('E45').expected, 9);
	});
});

it('takes NASEM 2023 where nothing else is chosen', () => {
	expect(DEFAULT_FORMULA).toBe('nasem2023_eer');
});
