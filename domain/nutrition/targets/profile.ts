import type { CivilDate } from '../../time/civil-date.ts';
import { isCivilDate } from '../../time/civil-date.ts';
import { readNumber } from '../../text/read-number.ts';
import { ACTIVITIES, type Activity, type Sex } from '../energy/person.ts';

export const GOALS = ['lose', 'maintain', 'gain'] as const;
export const PACES = ['gentle', 'standard', 'fast'] as const;

export type Goal = (typeof GOALS)[number];
export type Pace = (typeof PACES)[number];

/** What a person told us, as far as targets look at it: columns of `user_profiles`. Null is not told. */
export interface Profile {
	readonly sex: Sex | null;
	readonly birth_date: CivilDate | null;
	readonly height_cm: number | null;
	readonly weight_kg: number | null;
	/** Measured, in %. */
	readonly body_fat_pct: number | null;
	readonly activity: Activity | null;
	readonly goal: Goal | null;
	/** Null is the standard pace. */
	readonly pace: Pace | null;
	readonly goal_weight_kg: number | null;
	/** A name such as "keto"; one that has no numbers of its own, such as "halal", changes nothing here. */
	readonly diet: string | null;
	readonly pregnant: boolean;
	readonly lactating: boolean;
	readonly eating_disorder: boolean;
	readonly kidney_disease: boolean;
}

/** Reads a row of `user_profiles`. A word that no list knows and a day that does not exist count as not told. */
export function readProfile(row: Readonly<Record<string, unknown>>): Profile {
	return {
		sex: oneOf(['female', 'male'], row['sex']),
		birth_date: isCivilDate(row['birth_date']) ? row['birth_date'] : null,
		height_cm: readNumber(row['height_cm']),
		weight_kg: readNumber(row['weight_kg']),
		body_fat_pct: readNumber(row['body_fat_pct']),
		activity: oneOf(ACTIVITIES, row['activity']),
		goal: oneOf(GOALS, row['goal']),
		pace: oneOf(PACES, row['pace']),
		goal_weight_kg: readNumber(row['goal_weight_kg']),
		diet: typeof row['diet'] === 'string' && row['diet'] !== '' ? row['diet'] : null,
		pregnant: row['pregnant'] === true,
		lactating: row['lactating'] === true,
		eating_disorder: row['eating_disorder'] === true,
		kidney_disease: row['kidney_disease'] === true,
	};
}

function oneOf<const V extends string>(values: readonly V[], value: unknown): V | null {
	return values.find((known) => known === value) ?? null;
}
