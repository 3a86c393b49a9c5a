import { readNumber } from '../../text/read-number.ts';
import { ENERGY_FORMULAS, type EnergyFormula } from '../energy/maintenance.ts';
import { GOALS, type Goal } from './profile.ts';

/** Columns of `goal_defaults` that hold numbers. Shares are from 0 to 1, energy is kcal a day. */
export const GOAL_NUMBERS = [
	'pace_gentle',
	'pace_standard',
	'pace_fast',
	'surplus_share',
	'max_deficit_kcal',
	'max_deficit_kcal_per_kg',
	'max_surplus_kcal',
	'floor_kcal_female',
	'floor_kcal_male',
	'protein_g_per_kg',
	'high_protein_g_per_kg',
	'fat_share',
] as const;

/** One goal's row of `goal_defaults`, as far as targets look at it. */
export type GoalDefaults = {
	readonly goal: Goal;
	readonly energy_formula: EnergyFormula;
	readonly diet_variants?: unknown;
} & { readonly [N in (typeof GOAL_NUMBERS)[number]]: number };

/** The published goals; one that is missing is not offered. */
export type GoalDefaultsByGoal = Readonly<Partial<Record<Goal, GoalDefaults>>>;

/**
 * Reads rows of `goal_defaults`.
 *
 * @throws TypeError that names the row, the column and the remedy. Rules keep editors from saving such a row; SQL
 *   does not.
 */
export function readGoalDefaults(rows: readonly Readonly<Record<string, unknown>>[]): GoalDefaultsByGoal {
	return Object.fromEntries(rows.map((row) => [row['goal'], readOne(row)]));
}

function readOne(row: Readonly<Record<string, unknown>>): GoalDefaults {
	const numbers = GOAL_NUMBERS.map((column) => {
		const value = readNumber(row[column]);
		if (value === null || Number.isNaN(value)) throw unusable(row, column, 'a number');
		return [column, value] as const;
	});
	return {
		...(Object.fromEntries(numbers) as Record<(typeof GOAL_NUMBERS)[number], number>),
		goal: oneOf(row, 'goal', GOALS),
		energy_formula: oneOf(row, 'energy_formula', ENERGY_FORMULAS),
		diet_variants: row['diet_variants'] ?? null,
	};
}

function oneOf<const V extends string>(
	row: Readonly<Record<string, unknown>>,
	column: string,
	values: readonly V[],
): V {
	const found = values.find((value) => value === row[column]);
	if (found === undefined) throw unusable(row, column, `one of ${values.join(', ')}`);
	return found;
}

function unusable(row: Readonly<Record<string, unknown>>, column: string, remedy: string): TypeError {
	return new TypeError(`goal_defaults "${row['slug'] ?? row['goal']}": set ${column} to ${remedy}`);
}
