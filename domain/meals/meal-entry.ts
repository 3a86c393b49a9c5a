import type { FieldProblem } from '../field-problem.ts';
import { LOGGED_NUTRIENTS, type Amount, type LoggedNutrition } from './portion.ts';

/** What somebody says they ate, field by field. */
export interface MealFields extends Partial<LoggedNutrition> {
	readonly food?: string | null | undefined;
	readonly recipe?: string | null | undefined;
	readonly grams?: number | null | undefined;
	readonly servings?: number | null | undefined;
	readonly name_en?: string | null | undefined;
	readonly name_ar?: string | null | undefined;
}

/** A meal is a food or a recipe in some amount, or an entry with figures of its own. */
export type MealEntry =
	| { readonly kind: 'food' | 'recipe'; readonly of: string; readonly amount: Amount }
	| { readonly kind: 'free' };

const earliest = '2000-01-01T00:00:00.000Z';
const aheadMs = 24 * 60 * 60 * 1000;

/** Which of the kinds it is, or what keeps it from being one. */
export function readMealEntry(fields: MealFields): MealEntry | FieldProblem[] {
	const { food, recipe } = fields;
	if (food && recipe)
		return [
			{ field: 'recipe', problem: 'stands beside "food"; a meal is one of the two, so log two meals.' },
		];
	if (food) return readContentEntry('food', food, fields);
	if (recipe) return readContentEntry('recipe', recipe, fields);
	return readFreeEntry(fields);
}

function readContentEntry(
	kind: 'food' | 'recipe',
	of: string,
	fields: MealFields,
): MealEntry | FieldProblem[] {
	const own = (['name_en', 'name_ar', ...LOGGED_NUTRIENTS] as const)
		.filter((name) => isGiven(fields[name]))
		.map((field) => ({ field, problem: `is taken from the ${kind}; leave it out.` }));
	const amount = readAmount(fields);
	return 'field' in amount ? [...own, amount] : own.length > 0 ? own : { kind, of, amount };
}

/** One of the two ways to say how much. */
export function readAmount({ grams, servings }: MealFields): Amount | FieldProblem {
	if (isGiven(grams) && isGiven(servings))
		return { field: 'servings', problem: 'stands beside "grams"; send one of them, not both.' };
	if (isGiven(grams)) return { grams };
	if (isGiven(servings)) return { servings };
	return { field: 'grams', problem: 'is missing; say how much it was, in "grams" or "servings".' };
}

function readFreeEntry(fields: MealFields): MealEntry | FieldProblem[] {
	const problems = [
		...(isGiven(fields.name_en) || isGiven(fields.name_ar)
			? []
			: [{ field: 'name_en', problem: 'or "name_ar" is missing; name it, or send a "food" or a "recipe".' }]),
		...(isGiven(fields.kcal)
			? []
			: [{ field: 'kcal', problem: 'is missing; an entry of your own needs its energy.' }]),
	];
	return problems.length > 0 ? problems : { kind: 'free' };
}

/** A meal is logged when it is eaten or later; a day ahead allows for clocks and time zones. */
export function checkEatenAt(eatenAt: Date, now: Date): FieldProblem[] {
	const latest = new Date(now.getTime() + aheadMs);
	if (eatenAt >= new Date(earliest) && eatenAt <= latest) return [];
	return [
		{
			field: 'eaten_at',
			problem: `must be between ${earliest} and a day from now; check the year and the zone.`,
		},
	];
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
