import type { EnergyFormula } from '../energy/maintenance.ts';
import type { AdjustmentFlag } from './goal-adjustment.ts';
import type { TargetInputs } from './inputs.ts';
import type { MacroFlag } from './macros.ts';

/** What must be told before a target can be computed, in the order in which it is asked for. */
export const REQUIRED_FIELDS = ['sex', 'birth_date', 'height_cm', 'weight_kg', 'activity', 'goal'] as const;

export type RequiredField = (typeof REQUIRED_FIELDS)[number];

/** What can be told wrongly. */
export type CheckedField = 'birth_date' | 'height_cm' | 'weight_kg' | 'goal_weight_kg' | 'body_fat_pct';

export const OUT_OF_SCOPE_REASONS = [
	'age_under_19',
	'pregnancy',
	'lactation',
	'eating_disorder',
	'goal_not_offered',
] as const;

export type OutOfScopeReason = (typeof OUT_OF_SCOPE_REASONS)[number];

export type Flag =
	| 'bmr_extrapolated_age'
	| 'activity_order_anomaly'
	| 'body_fat_unknown_default_formula'
	| 'protein_at_rda_kidney'
	| AdjustmentFlag
	| MacroFlag;

/** A day's target. Numbers are whole: kcal, g, mg and ml a day. */
export interface TargetNumbers {
	readonly bmr_kcal: number;
	readonly tdee_kcal: number;
	readonly target_kcal: number;
	readonly protein_g: number;
	readonly carb_g: number;
	readonly fat_g: number;
	readonly fibre_g: number;
	readonly free_sugar_max_g: number;
	readonly sat_fat_max_g: number;
	readonly sodium_max_mg: number;
	readonly water_total_ml: number;
}

/** What the numbers were before they were rounded, and what lies between. */
export interface Unrounded {
	readonly bmi: number;
	readonly bmr_kcal: number;
	readonly tdee_kcal: number;
	/** Below zero for a deficit; what the goal's numbers ask for, before any guard rail. */
	readonly wanted_change_kcal: number;
	readonly target_kcal: number;
	/** Weight that protein is counted by: the person's, at most that of a BMI of 30. */
	readonly reference_weight_kg: number;
	readonly protein_g: number;
	readonly fat_g: number;
	readonly carb_g: number;
}

export interface ComputedTarget extends TargetNumbers {
	readonly status: 'ok';
	readonly flags: readonly Flag[];
	readonly formula_id: EnergyFormula;
	readonly sources: readonly string[];
	readonly inputs: TargetInputs;
	readonly unrounded: Unrounded;
}

export const TARGET_STATUSES = ['ok', 'incomplete', 'invalid_input', 'out_of_scope'] as const;

/** There is a number, or a reason why there is none. */
export type Target =
	| ComputedTarget
	| {
			readonly status: 'incomplete';
			readonly missing: readonly RequiredField[];
			readonly inputs: TargetInputs;
	  }
	| { readonly status: 'invalid_input'; readonly field: CheckedField; readonly inputs: TargetInputs }
	| { readonly status: 'out_of_scope'; readonly reason: OutOfScopeReason; readonly inputs: TargetInputs };
