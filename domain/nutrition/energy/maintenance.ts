import { ACTIVITY_FACTORS } from './activity-factors.ts';
import { harrisBenedict1984 } from './harris-benedict-1984.ts';
import { CUNNINGHAM_1980, KATCH_MCARDLE, leanMass, restingFromLeanMass } from './lean-mass.ts';
import { mifflin1990 } from './mifflin-1990.ts';
import { nasem2023 } from './nasem-2023.ts';
import type { Activity, Person } from './person.ts';
import { schofield } from './schofield.ts';

/** Ways to estimate the energy that keeps a person's weight; stored with every target, so never renamed. */
export const ENERGY_FORMULAS = [
	'nasem2023_eer',
	'msj1990_x_pal',
	'harris_benedict1984_x_pal',
	'schofield_x_pal',
	'katch_mcardle_x_pal',
	'cunningham1980_x_pal',
] as const;

export type EnergyFormula = (typeof ENERGY_FORMULAS)[number];

/** What takes the place of an equation that a person lacks the inputs for. */
export const DEFAULT_FORMULA: EnergyFormula = 'nasem2023_eer';

export function needsBodyFat(formula: EnergyFormula): boolean {
	return formula === 'katch_mcardle_x_pal' || formula === 'cunningham1980_x_pal';
}

/**
 * Energy that keeps the weight of an adult, in kcal a day, not rounded.
 *
 * @param bodyFatPct measured, in %; only the equations on lean mass look at it.
 * @throws TypeError when the equation needs the body fat and it is null.
 */
export function maintenanceEnergy(
	formula: EnergyFormula,
	person: Person,
	activity: Activity,
	bodyFatPct: number | null = null,
): number {
	if (formula === 'nasem2023_eer') return nasem2023(person, activity);
	return restingEnergy(formula, person, bodyFatPct) * ACTIVITY_FACTORS[activity];
}

function restingEnergy(
	formula: Exclude<EnergyFormula, 'nasem2023_eer'>,
	person: Person,
	bodyFatPct: number | null,
): number {
	switch (formula) {
		case 'msj1990_x_pal':
			return mifflin1990(person);
		case 'harris_benedict1984_x_pal':
			return harrisBenedict1984(person);
		case 'schofield_x_pal':
			return schofield(person);
		case 'katch_mcardle_x_pal':
			return restingFromLeanMass(measuredLeanMass(person, bodyFatPct), KATCH_MCARDLE);
		case 'cunningham1980_x_pal':
			return restingFromLeanMass(measuredLeanMass(person, bodyFatPct), CUNNINGHAM_1980);
	}
}

function measuredLeanMass({ weight_kg }: Person, bodyFatPct: number | null): number {
	if (bodyFatPct === null) throw new TypeError('equations on lean mass need a measured body fat');
	return leanMass(weight_kg, bodyFatPct);
}
