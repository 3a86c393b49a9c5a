import { roundHalfUp } from '../nutrition/round.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { LOGGED_NUTRIENTS, type LoggedNutrient, type LoggedNutrition } from './portion.ts';

/** The sums of one day as the database makes them. */
export interface DaySums {
	readonly date: CivilDate;
	readonly meals: number;
	/** Unrounded sums of what is known; null when nothing is. */
	readonly sums: LoggedNutrition;
	/** In how many meals each nutrient is known. */
	readonly known: Readonly<Record<LoggedNutrient, number>>;
}

/** What a person may eat in a day, in the units of the nutrients. */
export type DayTarget = Partial<Record<LoggedNutrient, number | null>>;

export interface DayTotals extends LoggedNutrition {
	readonly date: CivilDate;
	readonly meals: number;
	/** Nutrients that some meal says nothing of: the true totals are higher. */
	readonly incomplete: LoggedNutrient[];
	/** What is left of the target, below zero when it is exceeded; null without a target. */
	readonly remaining: Partial<LoggedNutrition> | null;
}

/** A day against a target. kcal and mg are rounded to whole numbers, grams to one decimal, half-up. */
export function dayTotals({ date, meals, sums, known }: DaySums, target: DayTarget | null): DayTotals {
	const totals = Object.fromEntries(
		LOGGED_NUTRIENTS.map((name) => [name, roundedOrNull(name, sums[name])]),
	) as LoggedNutrition;
	return {
		date,
		meals,
		...totals,
		incomplete: LOGGED_NUTRIENTS.filter((name) => known[name] < meals),
		remaining: target && remaining(totals, target),
	};
}

function remaining(totals: LoggedNutrition, target: DayTarget): Partial<LoggedNutrition> {
	return Object.fromEntries(
		Object.entries(target).map(([name, allowed]) => {
			const nutrient = name as LoggedNutrient;
			return [name, roundedOrNull(nutrient, allowed === null ? null : allowed - (totals[nutrient] ?? 0))];
		}),
	);
}

/** The totals of a day on which nothing was eaten. */
export const emptyDay = (date: CivilDate): DaySums => ({
	date,
	meals: 0,
	sums: all(0),
	known: all(0),
});

const all = (value: number) =>
	Object.fromEntries(LOGGED_NUTRIENTS.map((name) => [name, value])) as Record<LoggedNutrient, number>;

const roundedOrNull = (name: LoggedNutrient, value: number | null): number | null =>
	value === null ? null : roundHalfUp(value, name.endsWith('_g') ? 1 : 0);
