import { BODY_FAT_PCT } from '../energy/lean-mass.ts';
import { needsBodyFat } from '../energy/maintenance.ts';
import type { Person, Activity } from '../energy/person.ts';
import type { TargetInputs } from './inputs.ts';
import type { Plan } from './plan.ts';
import type { CheckedField, OutOfScopeReason, RequiredField, Target } from './target.ts';

/** Limits that catch metres for centimetres and pounds for kilograms. Our own. */
export const HEIGHT_CM = { min: 120, max: 230 } as const;
export const WEIGHT_KG = { min: 30, max: 300 } as const;
/** Older than anybody ever was is a slip of the year. */
export const AGE_YEARS = { min: 0, max: 122 } as const;
/** The adult equations begin here. */
export const ADULT_AGE = 19;

/** A person that a target can be computed for. */
export interface Admitted {
	readonly person: Person;
	readonly activity: Activity;
	readonly bodyFatPct: number | null;
	readonly goalWeightKg: number | null;
	readonly plan: Plan;
}

type Refusal = Exclude<Target, { status: 'ok' }>;

/** Lets through whom a number is justified for; anybody else gets the reason, and no number. */
export function admit(inputs: TargetInputs): Admitted | Refusal {
	const missing = missingOf(inputs);
	const { sex, age, height_cm, weight_kg, activity } = inputs;
	if (sex === null || age === null || height_cm === null || weight_kg === null || activity === null)
		return { status: 'incomplete', missing, inputs };
	if (missing.length > 0) return { status: 'incomplete', missing, inputs };

	const field = firstInvalid(inputs, age, height_cm, weight_kg);
	if (field) return { status: 'invalid_input', field, inputs };

	const reason = outOfScope(inputs, age);
	if (reason) return { status: 'out_of_scope', reason, inputs };
	if (inputs.plan === null) return { status: 'out_of_scope', reason: 'goal_not_offered', inputs };

	return {
		person: { sex, age, height_cm, weight_kg },
		activity,
		bodyFatPct: inputs.body_fat_pct,
		goalWeightKg: inputs.goal_weight_kg,
		plan: inputs.plan,
	};
}

function missingOf(inputs: TargetInputs): RequiredField[] {
	const asked: readonly (readonly [RequiredField, unknown])[] = [
		['sex', inputs.sex],
		['birth_date', inputs.age],
		['height_cm', inputs.height_cm],
		['weight_kg', inputs.weight_kg],
		['activity', inputs.activity],
		['goal', inputs.goal],
	];
	return asked.filter(([, value]) => value === null).map(([field]) => field);
}

function firstInvalid(
	{ goal_weight_kg, body_fat_pct, plan }: TargetInputs,
	age: number,
	heightCm: number,
	weightKg: number,
): CheckedField | null {
	if (!isWithin(age, AGE_YEARS)) return 'birth_date';
	if (!isWithin(heightCm, HEIGHT_CM)) return 'height_cm';
	if (!isWithin(weightKg, WEIGHT_KG)) return 'weight_kg';
	if (goal_weight_kg !== null && !isWithin(goal_weight_kg, WEIGHT_KG)) return 'goal_weight_kg';
	if (body_fat_pct === null || !plan || !needsBodyFat(plan.energy_formula)) return null;
	return isWithin(body_fat_pct, BODY_FAT_PCT) ? null : 'body_fat_pct';
}

function outOfScope(inputs: TargetInputs, age: number): OutOfScopeReason | null {
	if (age < ADULT_AGE) return 'age_under_19';
	if (inputs.pregnant) return 'pregnancy';
	if (inputs.lactating) return 'lactation';
	return inputs.eating_disorder ? 'eating_disorder' : null;
}

/** False for not-a-number. */
const isWithin = (value: number, { min, max }: { min: number; max: number }): boolean =>
	value >= min && value <= max;
