import { z } from 'zod';
import type { FieldProblem } from '../field-problem.ts';
import { WEEKDAYS } from '../fasting/weekdays.ts';
import { type CivilDate } from '../time/civil-date.ts';
import { isTimeZone } from '../time/local-clock.ts';
import { toMetric, usMeasures, type UsMeasure } from './units.ts';

/*
 * Wide enough for every adult, narrow enough to notice metres, inches and grams. Whether a target can be computed
 * from a value is decided where targets are computed.
 */
const LIMITS = {
	height_cm: { min: 100, max: 250, remedy: 'centimetres, from 100 to 250 (height_in takes inches)' },
	weight_kg: { min: 25, max: 400, remedy: 'kilograms, from 25 to 400 (weight_lb takes pounds)' },
	goal_weight_kg: { min: 25, max: 400, remedy: 'kilograms, from 25 to 400 (goal_weight_lb takes pounds)' },
	height_in: { min: 39.4, max: 98.4, remedy: 'inches, from 39.4 to 98.4 (height_cm takes centimetres)' },
	weight_lb: { min: 55.2, max: 881.8, remedy: 'pounds, from 55.2 to 881.8 (weight_kg takes kilograms)' },
	goal_weight_lb: {
		min: 55.2,
		max: 881.8,
		remedy: 'pounds, from 55.2 to 881.8 (goal_weight_kg takes kilograms)',
	},
	body_fat_pct: { min: 2, max: 75, remedy: 'per cent of the body weight, from 2 to 75' },
} as const;

const measure = (name: keyof typeof LIMITS) => {
	const { min, max, remedy } = LIMITS[name];
	const message = `must be in ${remedy}`;
	return z.number(message).min(min, message).max(max, message).nullish();
};

const choice = <const V extends readonly [string, ...string[]]>(...values: V) =>
	z.enum(values, `must be one of: ${values.join(', ')}`).nullish();

const date = (from: CivilDate, to: CivilDate) =>
	z.iso
		.date('must be a date such as 1990-05-31')
		.refine((value) => value >= from && value <= to, `must be a date from ${from} to ${to}`)
		.nullish();

/** More than a year of them. */
const MOST_PAUSED = 400;

const weekdayRemedy = `must be a list of days: ${WEEKDAYS.join(', ')}`;

const pausedDate = z.iso
	.date('must be a list of dates such as 2026-03-01')
	.refine(
		(value) => value >= '2000-01-01' && value <= '2100-12-31',
		'must have dates from 2000-01-01 to 2100-12-31',
	);

const flag = z.boolean('must be true or false').optional();

/** What a person may say about themselves. An absent field stays as it is, null clears it. */
export const profileChanges = z.strictObject({
	sex: choice('female', 'male').describe('Sex used by the equation'),
	birth_date: date('1900-01-01', '2100-12-31'),
	height_cm: measure('height_cm'),
	weight_kg: measure('weight_kg'),
	body_fat_pct: measure('body_fat_pct'),
	activity: choice('inactive', 'low_active', 'active', 'very_active'),
	goal: choice('lose', 'maintain', 'gain'),
	pace: choice('gentle', 'standard', 'fast'),
	goal_weight_kg: measure('goal_weight_kg'),
	diet: z
		.string('must be a text')
		.regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a name in small letters, such as high_protein')
		.nullish(),
	timezone: z
		.string('must be a text')
		.max(64, 'must be a time zone such as Asia/Riyadh')
		.refine(isTimeZone, 'must be a time zone of the IANA database, such as Asia/Riyadh')
		.nullish(),
	locale: choice('en', 'ar'),
	units: z.enum(['metric', 'us'], 'must be one of: metric, us').optional(),
	fasting_preset: z
		.string('must be the slug or id of a fasting preset')
		.min(1, 'must be the slug or id of a fasting preset')
		.max(100, 'must be the slug or id of a fasting preset')
		.nullish()
		.describe('Slug or id of a published fasting preset'),
	plan_start: date('2000-01-01', '2100-12-31'),
	fasting_weekdays: z
		.array(z.enum(WEEKDAYS, weekdayRemedy), weekdayRemedy)
		.min(1, 'must name at least one day; null for every day')
		.max(WEEKDAYS.length, weekdayRemedy)
		.refine((days) => new Set(days).size === days.length, 'must name each day once')
		.nullish()
		.describe('Days of the week to fast on; null for every day'),
	fasting_paused: z
		.array(pausedDate, 'must be a list of dates such as 2026-03-01')
		.max(MOST_PAUSED, `may have ${MOST_PAUSED} dates at most; leave out those long past`)
		.nullish()
		.describe('Dates without fasting, which count neither for nor against the plan'),
	pregnant: flag,
	lactating: flag,
	eating_disorder: flag,
	kidney_disease: flag,
	height_in: measure('height_in').describe('Instead of height_cm'),
	weight_lb: measure('weight_lb').describe('Instead of weight_kg'),
	goal_weight_lb: measure('goal_weight_lb').describe('Instead of goal_weight_kg'),
});

export type ProfileChanges = z.infer<typeof profileChanges>;

/** What is wrong with a change beyond its single values. `today` is the person's own date. */
export function checkProfileChanges(changes: ProfileChanges, today: CivilDate): FieldProblem[] {
	return [...checkUnits(changes), ...checkBirthDate(changes, today)];
}

function checkUnits(changes: ProfileChanges): FieldProblem[] {
	return usNames
		.filter((us) => changes[us] !== undefined && changes[usMeasures[us].stored] !== undefined)
		.map((us) => ({
			field: us,
			problem: `says the same as "${usMeasures[us].stored}"; send one of them, not both.`,
		}));
}

function checkBirthDate({ birth_date }: ProfileChanges, today: CivilDate): FieldProblem[] {
	if (!birth_date || birth_date <= today) return [];
	return [{ field: 'birth_date', problem: `is in the future; today is ${today}.` }];
}

type Stored = Omit<ProfileChanges, UsMeasure>;

/** The change in the columns that it is stored in: pounds and inches become kilograms and centimetres. */
export function storedChanges(changes: ProfileChanges): Stored {
	const { height_in: _in, weight_lb: _lb, goal_weight_lb: _goal, ...stored } = changes;
	const converted = usNames.flatMap((us) => {
		const value = changes[us];
		return value === undefined ? [] : [[usMeasures[us].stored, value === null ? null : toMetric(us, value)]];
	});
	return { ...stored, ...Object.fromEntries(converted) };
}

const usNames = Object.keys(usMeasures) as UsMeasure[];

/** What no target can be computed without. */
const needed = ['sex', 'birth_date', 'height_cm', 'weight_kg', 'activity', 'goal'] as const;

/** Names what a profile lacks for a target; everything while there is no profile. */
export function missingForTarget(profile: Readonly<Record<string, unknown>> | null): string[] {
	return needed.filter((name) => profile === null || profile[name] === null || profile[name] === undefined);
}
