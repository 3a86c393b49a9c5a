import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	checkProfileChanges,
	missingForTarget,
	profileChanges,
	storedChanges,
} from '../../../domain/people/profile-changes.ts';
import { toMetric, toUs, type UsMeasure, usMeasures } from '../../../domain/people/units.ts';
import { rowSchema } from '../../../schema/model/collection.ts';
import { userProfiles } from '../../../schema/collections/user-profiles.ts';

const today = '2026-01-15';
const messageAt = (changes: object): string[] =>
	profileChanges
		.safeParse(changes)
		.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

describe('changes of a profile', () => {
	it.each([
		[{ height_cm: 1.7 }, 'height_cm must be in centimetres, from 100 to 250 (height_in takes inches)'],
		[{ height_cm: 67 }, 'height_cm must be in centimetres, from 100 to 250 (height_in takes inches)'],
		[{ weight_kg: 0 }, 'weight_kg must be in kilograms, from 25 to 400 (weight_lb takes pounds)'],
		[{ weight_kg: Number.NaN }, 'weight_kg must be in kilograms, from 25 to 400 (weight_lb takes pounds)'],
		[{ weight_lb: 20 }, 'weight_lb must be in pounds, from 55.2 to 881.8 (weight_kg takes kilograms)'],
		[{ timezone: '+03:00' }, 'timezone must be a time zone of the IANA database, such as Asia/Riyadh'],
		[{ birth_date: '1990-02-30' }, 'birth_date must be a date such as 1990-05-31'],
		[{ birth_date: '1066-10-14' }, 'birth_date must be a date from 1900-01-01 to 2100-12-31'],
		[{ pregnant: null }, 'pregnant must be true or false'],
	])('%j says what is right', (changes, message) => {
		expect(messageAt(changes)).toEqual([message]);
	});

	it.each(['user', 'id', 'version', 'date_created', 'hieght_cm'])('%s is not theirs to change', (name) => {
		expect(profileChanges.safeParse({ [name]: 'x' }).error?.issues).toMatchObject([
			{ code: 'unrecognized_keys', keys: [name] },
		]);
	});

	it('know every field of a profile but those that the server keeps', () => {
		const kept = ['id', 'user', 'version', 'date_created', 'date_updated'];
		const fields = Object.keys(rowSchema(userProfiles).shape).filter((name) => !kept.includes(name));
		const known = Object.keys(profileChanges.shape).filter((name) => !(name in usMeasures));
		expect(known.toSorted()).toEqual(fields.toSorted());
	});

	it('say a measure once', () => {
		const both = { weight_kg: 70, weight_lb: 154, height_in: 67 };
		expect(checkProfileChanges(both, today).map(({ field }) => field)).toEqual(['weight_lb']);
	});

	it('have no birthday to come, by the person’s own date', () => {
		expect(checkProfileChanges({ birth_date: today }, today)).toEqual([]);
		expect(checkProfileChanges({ birth_date: '2026-01-16' }, today)).toMatchObject([{ field: 'birth_date' }]);
	});

	it('are stored in metric units, and null stays null', () => {
		expect(storedChanges({ height_in: 70, weight_lb: null, goal: 'lose' })).toEqual({
			height_cm: 177.8,
			weight_kg: null,
			goal: 'lose',
		});
	});

	it('lack nothing for a target only when all six are there', () => {
		const whole = {
			sex: 'male',
			birth_date: '1996-01-15',
			height_cm: 170,
			weight_kg: 70,
			activity: 'inactive',
			goal: 'lose',
		};
		expect(missingForTarget(whole)).toEqual([]);
		expect(missingForTarget(null)).toEqual(Object.keys(whole));
		for (const name of Object.keys(whole))
			expect(missingForTarget({ ...whole, [name]: null })).toEqual([name]);
	});
});

describe('US measures', () => {
	it('are the exact international ones', () => {
		expect(toMetric('weight_lb', 1)).toBe(0.45359237);
		expect(toMetric('height_in', 1)).toBe(2.54);
	});

	it('come back as they were entered, to two decimals', () => {
		const names = Object.keys(usMeasures) as UsMeasure[];
		fc.assert(
			fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 100_000 }), (name, hundredths) => {
				const entered = hundredths / 100;
				expect(toUs(name, toMetric(name, entered))).toBe(entered);
			}),
		);
	});
});
