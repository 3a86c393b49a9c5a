import { completedYears, type CivilDate } from '../../time/civil-date.ts';
import type { Activity, Sex } from '../energy/person.ts';
import type { GoalDefaultsByGoal } from './goal-defaults.ts';
import { planFor, type Plan } from './plan.ts';
import type { Goal, Profile } from './profile.ts';

/** Raised whenever the same inputs give other numbers than before; everybody's target is then computed anew. */
export const FORMULA_VERSION = 1;

/**
 * Everything that a target depends on, and nothing else: the age instead of a date, so that the same person gives
 * the same inputs until the birthday.
 */
export interface TargetInputs {
	readonly formula_version: number;
	readonly sex: Sex | null;
	/** In completed years; negative for a birth date in the future. */
	readonly age: number | null;
	readonly height_cm: number | null;
	readonly weight_kg: number | null;
	readonly body_fat_pct: number | null;
	readonly activity: Activity | null;
	readonly goal: Goal | null;
	readonly goal_weight_kg: number | null;
	readonly pregnant: boolean;
	readonly lactating: boolean;
	readonly eating_disorder: boolean;
	readonly kidney_disease: boolean;
	/** Null when sex or goal is unknown, or the goal is not offered. */
	readonly plan: Plan | null;
}

/** @param today the day it is for the person. */
export function resolveInputs(
	profile: Profile,
	goalDefaults: GoalDefaultsByGoal,
	today: CivilDate,
): TargetInputs {
	const { sex, goal, birth_date } = profile;
	const defaults = goal === null ? undefined : goalDefaults[goal];
	return {
		formula_version: FORMULA_VERSION,
		sex,
		age: birth_date === null ? null : completedYears(birth_date, today),
		height_cm: profile.height_cm,
		weight_kg: profile.weight_kg,
		body_fat_pct: profile.body_fat_pct,
		activity: profile.activity,
		goal,
		goal_weight_kg: profile.goal_weight_kg,
		pregnant: profile.pregnant,
		lactating: profile.lactating,
		eating_disorder: profile.eating_disorder,
		kidney_disease: profile.kidney_disease,
		plan: sex && defaults ? planFor(profile, defaults, sex) : null,
	};
}

/**
 * The inputs as one text: two people or moments with the same text have the same target. Its hash is stored as
 * `input_hash`. The order of the keys is the order in which they are built above.
 */
export function canonicalInput(inputs: TargetInputs): string {
	return JSON.stringify(inputs);
}
