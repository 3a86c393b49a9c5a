import { withoutBinaryNoise } from '../round.ts';
import { bodyMassIndex } from './body-mass.ts';
import type { Change } from './plan.ts';

/** Body mass index below which an adult is underweight (WHO), in kg/m². */
const UNDERWEIGHT_BMI = 18.5;
/** Below this we lower nothing unless the person names a goal weight; our own limit, in kg/m². */
const LOW_NORMAL_BMI = 20;

/** Why the energy differs from what the goal asks for. */
export type AdjustmentFlag =
	| 'underweight_no_deficit'
	| 'low_normal_bmi_no_deficit'
	| 'goal_weight_underweight_no_deficit'
	| 'goal_weight_reached'
	| 'maintenance_at_or_below_floor_no_deficit'
	| 'floor_applied';

export interface Adjustment {
	/** kcal a day, not rounded. */
	readonly target_kcal: number;
	/** kcal a day that the goal asks for, below zero for a deficit. */
	readonly wanted_change_kcal: number;
	/** What rounding must not go below; 0 where there is no deficit. */
	readonly floor_kcal: number;
	readonly flag: AdjustmentFlag | null;
}

export interface Body {
	readonly weight_kg: number;
	readonly height_cm: number;
	readonly goal_weight_kg: number | null;
}

/**
 * Energy for a goal from the energy that keeps the weight, kcal a day. At most one guard rail applies: the first, in
 * the order of the specification. None of them ever raises the energy above maintenance.
 */
export function adjustForGoal(maintenanceKcal: number, body: Body, change: Change): Adjustment {
	const maintenance = withoutBinaryNoise(maintenanceKcal);
	const wanted_change_kcal = wantedChange(maintenance, body.weight_kg, change);
	const wanted = withoutBinaryNoise(maintenance + wanted_change_kcal);
	const keep = (flag: AdjustmentFlag): Adjustment => ({
		target_kcal: maintenance,
		wanted_change_kcal,
		floor_kcal: 0,
		flag,
	});

	if (change.goal === 'lose') {
		const refusal = whyNoDeficit(body) ?? (maintenance <= change.floor_kcal ? BELOW_FLOOR : null);
		if (refusal) return keep(refusal);
		const { floor_kcal } = change;
		return wanted < floor_kcal
			? { target_kcal: floor_kcal, wanted_change_kcal, floor_kcal, flag: 'floor_applied' }
			: { target_kcal: wanted, wanted_change_kcal, floor_kcal, flag: null };
	}
	if (change.goal === 'gain' && isReached(body, 'gain')) return keep('goal_weight_reached');
	return { target_kcal: wanted, wanted_change_kcal, floor_kcal: 0, flag: null };
}

const BELOW_FLOOR = 'maintenance_at_or_below_floor_no_deficit';

function wantedChange(maintenanceKcal: number, weightKg: number, change: Change): number {
	if (change.goal === 'maintain') return 0;
	const share = change.share * maintenanceKcal;
	if (change.goal === 'gain') return withoutBinaryNoise(Math.min(share, change.max_kcal));
	const deficit = Math.min(share, change.max_kcal, change.max_kcal_per_kg * weightKg);
	return deficit === 0 ? 0 : -withoutBinaryNoise(deficit);
}

function whyNoDeficit(body: Body): AdjustmentFlag | null {
	const bmi = bodyMassIndex(body.weight_kg, body.height_cm);
	if (bmi < UNDERWEIGHT_BMI) return 'underweight_no_deficit';
	if (body.goal_weight_kg === null) return bmi < LOW_NORMAL_BMI ? 'low_normal_bmi_no_deficit' : null;
	if (bodyMassIndex(body.goal_weight_kg, body.height_cm) < UNDERWEIGHT_BMI)
		return 'goal_weight_underweight_no_deficit';
	return isReached(body, 'lose') ? 'goal_weight_reached' : null;
}

function isReached({ weight_kg, goal_weight_kg }: Body, goal: 'lose' | 'gain'): boolean {
	if (goal_weight_kg === null) return false;
	return goal === 'lose' ? weight_kg <= goal_weight_kg : weight_kg >= goal_weight_kg;
}
