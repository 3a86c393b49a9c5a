import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainTarget } from '../../../../domain/nutrition/explanation/explain-target.ts';
import { FLAG_TEXTS } from '../../../../domain/nutrition/explanation/flag-texts.ts';
import {
	INVALID_TEXTS,
	MISSING_TEXTS,
	OUT_OF_SCOPE_TEXTS,
} from '../../../../domain/nutrition/explanation/absence-texts.ts';
import { toStored, type StoredTarget } from '../../../../domain/nutrition/targets/stored-target.ts';
import type { Profile } from '../../../../domain/nutrition/targets/profile.ts';
import type { Flag } from '../../../../domain/nutrition/targets/target.ts';
import { compute, defaultsWith, profile, seededDefaults } from '../targets/people.ts';

const explain = (change: Partial<Profile>, defaults = seededDefaults) =>
	explainTarget(toStored(compute(profile(change), defaults)));

const textOf = (steps: ReturnType<typeof explain>, code: string) =>
	steps.find((step) => step.code === code)?.text_en;

describe('a computed target is explained', () => {
	const steps = explain({ goal: 'lose' });

	it('from maintenance to the limits of the day', () => {
		expect(steps.map(({ code }) => code)).toEqual([
			'maintenance',
			'uncertainty',
			'resting',
			'adjustment',
			'target',
			'protein',
			'fat',
			'carbohydrate',
			'limits',
			'estimate',
		]);
	});

	it('with the real numbers', () => {
		expect(textOf(steps, 'maintenance')).toMatch(
			/2,520 kcal.*NASEM 2023.*man, 30 years, 170 cm, 70 kg, inactive/,
		);
		expect(textOf(steps, 'uncertainty')).toMatch(/±342 kcal/);
		expect(textOf(steps, 'resting')).toMatch(/1,618 kcal/);
		expect(textOf(steps, 'adjustment')).toMatch(/standard pace.*15 %.*750 kcal.*11 kcal.*378 kcal/);
		expect(textOf(steps, 'target')).toMatch(/2,140 kcal/);
		expect(textOf(steps, 'protein')).toMatch(/112 g: 1.6 g for each of 70 kg/);
		expect(textOf(steps, 'fat')).toMatch(/71 g: about 30 %/);
		expect(textOf(steps, 'carbohydrate')).toMatch(/263 g/);
		expect(textOf(steps, 'limits')).toMatch(/30 g of fibre.*53 g of free sugars.*23 g.*2,000 mg.*3.7 litres/);
	});

	it('with a woman’s uncertainty, and another equation’s', () => {
		expect(textOf(explain({ sex: 'female' }), 'uncertainty')).toMatch(/±241 kcal/);
		const mifflin = defaultsWith('maintain', { energy_formula: 'msj1990_x_pal' });
		expect(textOf(explain({}, mifflin), 'uncertainty')).toMatch(/tenth or more.*±240 kcal/);
		expect(textOf(explain({}, mifflin), 'maintenance')).toMatch(/Mifflin-St Jeor.*\(1.46\)/);
		const katch = defaultsWith('maintain', { energy_formula: 'katch_mcardle_x_pal' });
		expect(textOf(explain({ body_fat_pct: 20 }, katch), 'maintenance')).toMatch(/20 % body fat/);
	});

	it('and the guard rail stands between the change and the target', () => {
		const small: Partial<Profile> = {
			sex: 'female',
			birth_date: '1930-01-14',
			height_cm: 140,
			weight_kg: 42,
		};
		const codes = explain({ ...small, goal: 'lose', pace: 'fast' }).map(({ code }) => code);
		expect(codes.slice(codes.indexOf('adjustment'), codes.indexOf('target') + 1)).toEqual([
			'adjustment',
			'floor_applied',
			'target',
		]);
		expect(textOf(explain({ ...small, goal: 'lose', pace: 'fast' }), 'floor_applied')).toMatch(
			/964 kcal.*1,200 kcal/,
		);
	});
});

/** Somebody for every flag. */
const flagged: Record<Flag, [Partial<Profile>, typeof seededDefaults?]> = {
	bmr_extrapolated_age: [{ birth_date: '1940-01-01' }],
	activity_order_anomaly: [{ height_cm: 140, weight_kg: 50, activity: 'very_active' }],
	body_fat_unknown_default_formula: [{}, defaultsWith('maintain', { energy_formula: 'katch_mcardle_x_pal' })],
	protein_at_rda_kidney: [{ kidney_disease: true }],
	underweight_no_deficit: [{ goal: 'lose', weight_kg: 50 }],
	low_normal_bmi_no_deficit: [{ goal: 'lose', weight_kg: 55 }],
	goal_weight_underweight_no_deficit: [{ goal: 'lose', goal_weight_kg: 50 }],
	goal_weight_reached: [{ goal: 'gain', goal_weight_kg: 65 }],
	maintenance_at_or_below_floor_no_deficit: [
		{ goal: 'lose' },
		defaultsWith('lose', { floor_kcal_male: 2600 }),
	],
	floor_applied: [{ goal: 'lose' }, defaultsWith('lose', { floor_kcal_male: 2300 })],
	carb_below_rda: [
		{ sex: 'female', birth_date: '1931-01-01', height_cm: 150, weight_kg: 68 },
		defaultsWith('maintain', { protein_g_per_kg: 3.1 }),
	],
	outside_amdr: [{ diet: 'keto' }],
};

const flags = Object.keys(FLAG_TEXTS) as Flag[];

describe('every flag', () => {
	it.each(flags.filter((flag) => flag !== 'carb_below_rda'))(
		'%s is raised for somebody and explained to them',
		(flag) => {
			const [change, defaults] = flagged[flag];
			expect(compute(profile(change), defaults ?? seededDefaults)).toMatchObject({
				flags: expect.arrayContaining([flag]),
			});
			expectBothLanguages(explain(change, defaults), flag);
		},
	);

	it('carb_below_rda is explained, although no adult’s energy is low enough for it', () => {
		const stored = toStored(compute(profile()));
		expectBothLanguages(explainTarget({ ...stored, flags: ['carb_below_rda'] }), 'carb_below_rda');
	});
});

describe('where there is no number', () => {
	it.each(Object.keys(MISSING_TEXTS))('a missing %s is asked for', (field) => {
		expectBothLanguages(explain({ [field]: null }), `missing_${field}`);
	});

	it.each(Object.keys(INVALID_TEXTS))('a wrong %s is named with what would be right', (field) => {
		const steps = explainTarget({ status: 'invalid_input', reason: `${field}_out_of_range` });
		expectBothLanguages(steps, `${field}_out_of_range`);
	});

	it.each(Object.keys(OUT_OF_SCOPE_TEXTS))('%s is explained', (reason) => {
		const steps = explainTarget({ status: 'out_of_scope', reason });
		expectBothLanguages(steps, reason);
		expect(steps.some(({ code }) => code === 'see_professional')).toBe(reason !== 'goal_not_offered');
	});
});

describe('explanations in general', () => {
	const all = [
		...Object.values(flagged).flatMap(([change, defaults]) => explain(change, defaults)),
		...Object.keys(OUT_OF_SCOPE_TEXTS).flatMap((reason) => explainTarget({ status: 'out_of_scope', reason })),
		...explain({ sex: null }),
		...explain({ height_cm: 1 }),
	];

	it('promise no date, and are short', () => {
		for (const { text_en, text_ar } of all) {
			expect(text_en).not.toMatch(/week|month from|by \w+ \d{4}|\b20\d\d-/);
			expect(Math.max(text_en.length, text_ar.length)).toBeLessThan(260);
			expect(`${text_en}${text_ar}`).not.toMatch(/undefined|NaN|null|\[object/);
		}
	});

	it('hold the same numbers in both languages', () => {
		const numbers = (text: string) => (text.replaceAll(',', '').match(/\d+(\.\d+)?/g) ?? []).toSorted();
		for (const { code, text_en, text_ar } of all.filter(({ code }) => numbersMatch.has(code)))
			expect(numbers(text_ar), code).toEqual(numbers(text_en));
	});

	it('never fail, whatever stands in a row', () => {
		const row = fc.record({
			status: fc.constantFrom('ok', 'incomplete', 'invalid_input', 'out_of_scope'),
			reason: fc.oneof(fc.string(), fc.constantFrom('constructor', 'toString'), fc.constant(null)),
			missing: fc.oneof(fc.array(fc.string()), fc.constant(null)),
			flags: fc.oneof(fc.array(fc.string()), fc.constant(null)),
			inputs_snapshot: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.constant(null)),
		});
		fc.assert(
			fc.property(row, (of) => {
				for (const step of explainTarget(of as unknown as StoredTarget)) {
					expect(step.text_en).toEqual(expect.any(String));
					expect(step.text_ar).toEqual(expect.any(String));
				}
			}),
		);
	});
});

const numbersMatch = new Set([
	'maintenance',
	'uncertainty',
	'resting',
	'adjustment',
	'target',
	'limits',
	'floor_applied',
	'low_normal_bmi_no_deficit',
]);

function expectBothLanguages(steps: ReturnType<typeof explain>, code: string): void {
	const found = steps.find((step) => step.code === code);
	expect(found, code).toBeDefined();
	expect(found!.text_en).toMatch(/^[\p{Script=Latin}\d].*[.?]$/u);
	expect(found!.text_ar).toMatch(/\p{Script=Arabic}.*[.؟]$/u);
}
