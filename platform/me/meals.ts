import {
	checkEatenAt,
	readAmount,
	readMealEntry,
	type MealEntry,
	type MealFields,
} from '../../domain/meals/meal-entry.ts';
import {
	LOGGED_NUTRIENTS,
	portionOfFood,
	portionOfRecipe,
	type Portion,
} from '../../domain/meals/portion.ts';
import { localDate } from '../../domain/time/local-clock.ts';
import { FieldErrors } from '../http/errors.ts';
import type { OwnRow, OwnValues } from './own-collections.ts';
import type { OwnData } from './own-data.ts';

type MealValues = OwnValues<'meal_logs'>;
type Meal = OwnRow<'meal_logs'>;

/**
 * What a new meal is stored as: the nutrition of this moment, which later corrections of a food leave alone.
 *
 * @throws {FieldErrors} naming every field with a problem
 */
export function newMeal({ content }: Pick<OwnData, 'content'>, fields: MealFields): MealValues {
	const entry = readMealEntry(fields);
	if (Array.isArray(entry)) throw new FieldErrors(entry);
	if (entry.kind === 'free') return freeMeal(fields);
	const { names, reference, portion } = servedMeal(content, entry);
	return { ...names, ...reference, ...storedPortion(portion) };
}

/**
 * What changes when somebody corrects a meal. Another amount is computed anew, from the food as it is now; an entry
 * of their own takes the figures they send.
 *
 * @throws {FieldErrors} naming every field with a problem
 */
export function changedMeal(
	{ content }: Pick<OwnData, 'content'>,
	meal: Meal,
	fields: MealFields,
): MealValues {
	const kind = meal.food ? 'food' : meal.recipe ? 'recipe' : 'free';
	if (kind === 'free') {
		const merged = readMealEntry({ ...meal, ...fields });
		if (Array.isArray(merged)) throw new FieldErrors(merged);
		return fields as MealValues;
	}

	const { grams, servings, ...others } = fields;
	const own = Object.keys(others).map((field) => ({
		field,
		problem: `is taken from the ${kind}; leave it out.`,
	}));
	if (own.length > 0) throw new FieldErrors(own);
	if (grams === undefined && servings === undefined) return {};
	const amount = readAmount({ grams, servings });
	if ('field' in amount) throw new FieldErrors([amount]);
	const of = (meal.food ?? meal.recipe)!;
	return storedPortion(servedMeal(content, { kind, of, amount }).portion);
}

/** When it was eaten, and on which day: by the person's zone, else by the offset that the phone sent. */
export function mealTime(eatenAt: string | undefined, now: Date, timezone: string | null | undefined) {
	const sent = eatenAt ?? now.toISOString();
	const at = new Date(sent);
	const problems = checkEatenAt(at, now);
	if (problems.length > 0) throw new FieldErrors(problems);
	return {
		eaten_at: at.toISOString(),
		local_date: timezone ? localDate(at.getTime(), timezone) : sent.slice(0, 10),
	};
}

function freeMeal(fields: MealFields): MealValues {
	const { name_en = null, name_ar = null, grams = null, servings = null } = fields;
	const nutrition = Object.fromEntries(LOGGED_NUTRIENTS.map((name) => [name, fields[name] ?? null]));
	return { name_en, name_ar, grams, servings, ...nutrition };
}

function servedMeal(content: OwnData['content'], { kind, of, amount }: Exclude<MealEntry, { kind: 'free' }>) {
	const found = kind === 'food' ? content.food(of) : content.recipe(of);
	if (!found)
		throw new FieldErrors([
			{
				field: kind,
				problem: `"${of}" is no published ${kind}; GET /mobile/${kind}s lists them, or log it with figures of your own.`,
			},
		]);

	const isFood = 'per100g' in found;
	const portion = isFood
		? portionOfFood(found.per100g, found.serving_g, amount)
		: portionOfRecipe(content.ingredientsOf(found), found.servings, amount);
	if (!portion)
		throw new FieldErrors([
			isFood
				? {
						field: 'servings',
						problem: `cannot be counted: nobody said what a serving of "${of}" weighs. Send grams.`,
					}
				: {
						field: 'recipe',
						problem: `"${of}" has no ingredients to compute it from; log it with figures of your own.`,
					},
		]);
	return {
		portion,
		reference: isFood ? { food: found.id } : { recipe: found.id },
		names: isFood
			? { name_en: found.name_en, name_ar: found.name_ar }
			: { name_en: found.title_en, name_ar: found.title_ar },
	};
}

const storedPortion = ({ grams, servings, nutrition, incomplete }: Portion): MealValues => ({
	grams,
	servings,
	...nutrition,
	incomplete: incomplete.length > 0 ? incomplete : null,
});
