import { addDays, type CivilDate } from '../../../domain/time/civil-date.ts';
import { fastingPresets } from '../fasting-presets.ts';
import { personId } from './ids.ts';
import type { Random } from './random.ts';
import { type Platform, type Updates, updatesOf } from './releases.ts';

/** Somebody who does not exist: what the tables hold of them, and how they behave. */
export interface SyntheticPerson {
	readonly number: number;
	readonly id: string;
	readonly email: string;
	readonly profile: SyntheticProfile;
	readonly habits: Habits;
}

export interface SyntheticProfile {
	readonly sex: 'female' | 'male';
	readonly birth_date: CivilDate;
	readonly height_cm: number;
	readonly weight_kg: number;
	readonly activity: 'inactive' | 'low_active' | 'active' | 'very_active';
	readonly goal: 'lose' | 'maintain' | 'gain';
	readonly pace: 'gentle' | 'standard' | 'fast';
	readonly timezone: string;
	readonly locale: 'en' | 'ar';
	/** The slug of a seed preset. */
	readonly fasting_preset: string;
	readonly plan_start: CivilDate;
}

export interface Habits {
	readonly platform: Platform;
	readonly updates: Updates;
	readonly signupMethod: 'email' | 'google' | 'apple';
	/** Days before the last day; beyond the first for who was there before. */
	readonly signedUp: number;
	/** The last day with the app, as days before the last day; 0 for who is still there. */
	readonly left: number;
	/** Minutes after midnight at which a fast usually starts, and by how much that varies. */
	readonly fastAt: number;
	readonly fastSpread: number;
	/** How often a fast is kept to its goal. */
	readonly discipline: number;
	/** How much less often at weekends. */
	readonly weekendSlack: number;
	/** How many meals a day are logged on average. */
	readonly meals: number;
	/** How many screens are opened on an ordinary day. */
	readonly screens: number;
	/** By how much the phone's clock is fast, ms. */
	readonly clockSkew: number;
	/** How often the phone is offline when something happens. */
	readonly offline: number;
}

interface Place {
	readonly timeZone: string;
	readonly arabic: number;
	readonly ios: number;
}

const places: readonly (readonly [Place, number])[] = [
	[{ timeZone: 'Asia/Riyadh', arabic: 0.85, ios: 0.62 }, 30],
	[{ timeZone: 'Asia/Dubai', arabic: 0.5, ios: 0.6 }, 14],
	[{ timeZone: 'Asia/Kuwait', arabic: 0.8, ios: 0.7 }, 6],
	[{ timeZone: 'Asia/Qatar', arabic: 0.7, ios: 0.66 }, 4],
	[{ timeZone: 'Africa/Cairo', arabic: 0.92, ios: 0.2 }, 22],
	[{ timeZone: 'Africa/Casablanca', arabic: 0.8, ios: 0.22 }, 9],
	[{ timeZone: 'Europe/London', arabic: 0.2, ios: 0.52 }, 6],
	[{ timeZone: 'Europe/Berlin', arabic: 0.25, ios: 0.4 }, 5],
	[{ timeZone: 'Europe/Paris', arabic: 0.35, ios: 0.42 }, 4],
];

const presets: readonly (readonly [string, number])[] = [
	['12-12', 10],
	['14-10', 22],
	['16-8', 44],
	['18-6', 11],
	['20-4', 3],
	['5-2', 4],
	['ramadan', 6],
];

/**
 * @param number from 1
 * @param last the last day of what is made up
 * @param days how many days are made up
 */
export function syntheticPerson(
	number: number,
	last: CivilDate,
	days: number,
	random: Random,
): SyntheticPerson {
	const place = random.weighted(places);
	const locale = random.chance(place.arabic) ? 'ar' : 'en';
	const platform = random.chance(place.ios) ? 'ios' : 'android';
	const signedUp = signUpDay(days, random);
	return {
		number,
		id: personId(number),
		email: `synthetic-${String(number).padStart(3, '0')}@example.com`,
		profile: {
			...bodyOf(random, last),
			timezone: place.timeZone,
			locale,
			fasting_preset: random.weighted(presets),
			plan_start: addDays(last, -signedUp),
		},
		habits: habitsOf(platform, signedUp, random),
	};
}

/** A third was there before; the others come more and more. */
const signUpDay = (days: number, random: Random): number =>
	random.chance(0.33) ? days + random.whole(1, 90) : Math.floor(days * random.fraction() ** 1.3);

function bodyOf(random: Random, last: CivilDate) {
	const sex = random.chance(0.6) ? 'female' : 'male';
	const height = Math.round(random.around(sex === 'female' ? 161 : 174, 5));
	const bodyMass = random.between(21, 34);
	return {
		sex,
		birth_date: addDays(last, -Math.round(random.between(19, 60) * 365.25)),
		height_cm: height,
		weight_kg: Math.round((bodyMass * height ** 2) / 1_000) / 10,
		activity: random.weighted([
			['inactive', 34],
			['low_active', 40],
			['active', 21],
			['very_active', 5],
		]),
		goal: random.weighted([
			['lose', 68],
			['maintain', 24],
			['gain', 8],
		]),
		pace: random.weighted([
			['gentle', 30],
			['standard', 55],
			['fast', 15],
		]),
	} as const;
}

function habitsOf(platform: Platform, signedUp: number, random: Random): Habits {
	return {
		platform,
		updates: updatesOf(random),
		signupMethod: random.weighted([
			['email', 45],
			['google', platform === 'ios' ? 15 : 55],
			['apple', platform === 'ios' ? 40 : 0],
		]),
		signedUp,
		left: Math.max(0, signedUp - stay(random)),
		fastAt: random.around(20 * 60, 35),
		fastSpread: random.between(12, 45),
		discipline: random.between(0.6, 0.97),
		weekendSlack: random.between(0.02, 0.3),
		meals: random.between(0, 2.2),
		screens: random.between(1, 4),
		clockSkew: Math.round(random.chance(0.05) ? random.around(0, 240_000) : random.around(0, 1_500)),
		offline: random.weighted([
			[0.01, 80],
			[0.12, 20],
		]),
	};
}

/** Days until a person leaves: many within the first week, the others after months. */
const stay = (random: Random): number =>
	random.chance(0.22) ? random.whole(0, 8) : Math.round(-140 * Math.log(1 - random.fraction())) + 5;

const hoursOf = new Map(fastingPresets.map(({ slug, fasting_hours }) => [slug, fasting_hours]));

/** Hours without food that a preset asks for; from dawn to sunset it is about 13 and a half. */
export const presetHours = (slug: string): number => hoursOf.get(slug) ?? 13.5;
