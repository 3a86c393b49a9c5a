import type { CivilDate } from '../../time/civil-date.ts';
import { maintenanceEnergy } from '../energy/maintenance.ts';
import { mifflin1990, MIFFLIN_1990_AGES } from '../energy/mifflin-1990.ts';
import { nasem2023 } from '../energy/nasem-2023.ts';
import { roundHalfUp, withoutBinaryNoise } from '../round.ts';
import { admit, type Admitted } from './admission.ts';
import { bodyMassIndex } from './body-mass.ts';
import { dailyLimits } from './daily-limits.ts';
import { adjustForGoal } from './goal-adjustment.ts';
import type { GoalDefaultsByGoal } from './goal-defaults.ts';
import { resolveInputs, type TargetInputs } from './inputs.ts';
import { planMacros, referenceWeight } from './macros.ts';
import type { Profile } from './profile.ts';
import { sourcesOf } from './sources.ts';
import type { ComputedTarget, Flag, Target } from './target.ts';

/** Targets are whole tens of kcal: more digits would promise a precision that no equation has. */
const TARGET_DECIMALS = -1;

/**
 * A person's target of the day, or the reason why there is none.
 *
 * @param goalDefaults the published goals.
 * @param today the day it is for the person.
 */
export function computeTarget(profile: Profile, goalDefaults: GoalDefaultsByGoal, today: CivilDate): Target {
	return targetFrom(resolveInputs(profile, goalDefaults, today));
}

/** The target of inputs that are already resolved; a pure function of what `canonicalInput` describes. */
export function targetFrom(inputs: TargetInputs): Target {
	const admitted = admit(inputs);
	return 'status' in admitted ? admitted : targetOf(admitted, inputs);
}

function targetOf(
	{ person, activity, bodyFatPct, goalWeightKg, plan }: Admitted,
	inputs: TargetInputs,
): ComputedTarget {
	const { sex, height_cm, weight_kg } = person;
	const resting = withoutBinaryNoise(mifflin1990(person));
	const maintenance = withoutBinaryNoise(
		maintenanceEnergy(plan.energy_formula, person, activity, bodyFatPct),
	);
	const body = { weight_kg, height_cm, goal_weight_kg: goalWeightKg };
	const adjustment = adjustForGoal(maintenance, body, plan.change);
	const target_kcal = Math.max(roundHalfUp(adjustment.target_kcal, TARGET_DECIMALS), adjustment.floor_kcal);

	const reference = referenceWeight(weight_kg, height_cm);
	const macros = planMacros(target_kcal, reference, { ...plan, protein_is_limited: inputs.kidney_disease });

	return {
		status: 'ok',
		bmr_kcal: roundHalfUp(resting, 0),
		tdee_kcal: roundHalfUp(maintenance, 0),
		target_kcal,
		protein_g: macros.protein_g,
		carb_g: macros.carb_g,
		fat_g: macros.fat_g,
		...dailyLimits(target_kcal, sex),
		flags: [
			...equationFlags({ person, activity, plan }),
			...(adjustment.flag ? [adjustment.flag] : []),
			...(inputs.kidney_disease ? (['protein_at_rda_kidney'] as const) : []),
			...macros.flags,
		],
		formula_id: plan.energy_formula,
		sources: sourcesOf(plan.energy_formula),
		inputs,
		unrounded: {
			bmi: bodyMassIndex(weight_kg, height_cm),
			bmr_kcal: resting,
			tdee_kcal: maintenance,
			wanted_change_kcal: adjustment.wanted_change_kcal,
			target_kcal: adjustment.target_kcal,
			reference_weight_kg: reference,
			protein_g: withoutBinaryNoise(macros.unrounded.protein_g),
			fat_g: withoutBinaryNoise(macros.unrounded.fat_g),
			carb_g: withoutBinaryNoise(macros.unrounded.carb_g),
		},
	};
}

function equationFlags({ person, activity, plan }: Pick<Admitted, 'person' | 'activity' | 'plan'>): Flag[] {
	const flags: Flag[] = [];
	if (person.age < MIFFLIN_1990_AGES.min || person.age > MIFFLIN_1990_AGES.max)
		flags.push('bmr_extrapolated_age');
	const isNasem = plan.energy_formula === 'nasem2023_eer';
	// For short men the published line of the most active lies below that of the active.
	if (isNasem && activity === 'very_active' && nasem2023(person, 'very_active') < nasem2023(person, 'active'))
		flags.push('activity_order_anomaly');
	if (plan.lacks_body_fat) flags.push('body_fat_unknown_default_formula');
	return flags;
}
