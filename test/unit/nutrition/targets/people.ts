import { computeTarget } from '../../../../domain/nutrition/targets/compute-target.ts';
import {
	readGoalDefaults,
	type GoalDefaults,
	type GoalDefaultsByGoal,
} from '../../../../domain/nutrition/targets/goal-defaults.ts';
import type { Goal, Profile } from '../../../../domain/nutrition/targets/profile.ts';
import type { ComputedTarget, Target } from '../../../../domain/nutrition/targets/target.ts';
import { goalDefaults } from '../../../../schema/seed/goal-defaults.ts';

export const today = '2026-01-15';

export const seededDefaults: GoalDefaultsByGoal = readGoalDefaults(
	goalDefaults as unknown as Record<string, unknown>[],
);

/** The seeded goals with some numbers of one changed. */
export function defaultsWith(goal: Goal, change: Partial<GoalDefaults>): GoalDefaultsByGoal {
	return { ...seededDefaults, [goal]: { ...seededDefaults[goal]!, ...change } };
}

/** T1 of the specification: a man of 30 years, 170 cm and 70 kg who keeps his weight. */
export function profile(change: Partial<Profile> = {}): Profile {
	return {
		sex: 'male',
		birth_date: '1996-01-15',
		height_cm: 170,
		weight_kg: 70,
		body_fat_pct: null,
		activity: 'inactive',
		goal: 'maintain',
		pace: null,
		goal_weight_kg: null,
		diet: null,
		pregnant: false,
		lactating: false,
		eating_disorder: false,
		kidney_disease: false,
		...change,
	};
}

export function compute(of: Profile, defaults: GoalDefaultsByGoal = seededDefaults, on = today): Target {
	return computeTarget(of, defaults, on);
}

/** @throws when there is no number. */
export function computed(
	of: Profile,
	defaults: GoalDefaultsByGoal = seededDefaults,
	on = today,
): ComputedTarget {
	const target = compute(of, defaults, on);
	if (target.status !== 'ok') throw new Error(`Expected a number, not ${JSON.stringify(target)}`);
	return target;
}
