import { isRecord } from '../../record.ts';
import type { EnergyFormula } from '../energy/maintenance.ts';
import type { Activity, Person } from '../energy/person.ts';
import type { Plan } from '../targets/plan.ts';
import type { InputsSnapshot, StoredTarget } from '../targets/stored-target.ts';
import type { TargetNumbers, Unrounded } from '../targets/target.ts';

/** What the steps of a computed target speak of. */
export interface Facts {
	readonly numbers: TargetNumbers;
	readonly person: Person;
	readonly activity: Activity;
	readonly bodyFatPct: number | null;
	readonly goalWeightKg: number | null;
	readonly formula: EnergyFormula;
	readonly plan: Plan;
	readonly unrounded: Unrounded;
}

/** Null for a row that does not say where its numbers come from, such as one that was written by hand. */
export function factsOf(target: StoredTarget): Facts | null {
	const snapshot = target.inputs_snapshot;
	if (!isRecord(snapshot) || !isRecord(snapshot['plan']) || !isRecord(snapshot['unrounded'])) return null;
	const inputs = snapshot as unknown as InputsSnapshot;
	return {
		numbers: target as TargetNumbers,
		person: inputs as Person,
		activity: inputs.activity!,
		bodyFatPct: inputs.body_fat_pct,
		goalWeightKg: inputs.goal_weight_kg,
		formula: inputs.plan!.energy_formula,
		plan: inputs.plan!,
		unrounded: inputs.unrounded!,
	};
}
