import { z } from 'zod';
import type { insights, mealLogs, pantry, userProfiles, userTargets } from '../collections/private.ts';
import type { Collection, Row } from '../model/collection.ts';
import type { Plain } from './content-types.ts';

/*
 * What a person gets of their own data below `/mobile/me`, and what they may send, as types of the declared columns.
 */

/** Never answered: whose row it is goes without saying, and how the server tells requests apart is its own. */
export const unansweredColumns = ['user', 'client_digest'] as const;

/** A row as its owner sees it. */
type Own<C extends Collection> = Plain<Omit<Row<C>, (typeof unansweredColumns)[number]>>;

/** What the server fills in, whatever a client says. */
type Kept = 'id' | 'user' | 'version' | 'date_created' | 'date_updated' | 'client_digest';
type Sent<C extends Collection, Fixed extends string = never> = {
	[K in Exclude<keyof Row<C>, Kept | Fixed>]?: Row<C>[K] | undefined;
};

/** Only where `units` is `us`; sent instead of the metric column. */
type UsMeasures = { [K in 'height_in' | 'weight_lb' | 'goal_weight_lb']?: number | null | undefined };

export type Profile = Plain<Omit<Own<typeof userProfiles>, 'id'> & UsMeasures>;
export type ProfileChanges = Plain<Sent<typeof userProfiles> & UsMeasures>;

export type MealLog = Own<typeof mealLogs>;
/** `food` and `recipe` are slugs or ids; `local_date` follows from `eaten_at` and the time zone of the profile. */
export type NewMealLog = Plain<Sent<typeof mealLogs, 'local_date'>>;
export type MealLogChanges = Plain<Sent<typeof mealLogs, 'local_date' | 'food' | 'recipe' | 'client_id'>>;

export type PantryItem = Own<typeof pantry>;
/** `food` is a slug or id. */
export type NewPantryItem = Plain<Sent<typeof pantry>>;
export type PantryItemChanges = Plain<Sent<typeof pantry, 'food' | 'client_id'>>;

export type Insight = Own<typeof insights>;

export type Target = Plain<
	Omit<Own<typeof userTargets>, 'input_hash'> & {
		/** Why this number, in sentences. */
		explanation: string[];
	}
>;

/** The nutrients that a meal keeps: energy in kcal, sodium in mg, the others in g. */
const loggedNutrients = [
	'kcal',
	'protein_g',
	'carb_g',
	'fat_g',
	'fibre_g',
	'sugar_g',
	'sat_fat_g',
	'sodium_mg',
] as const;

const nutrients = Object.fromEntries(loggedNutrients.map((name) => [name, z.number().nullable()])) as Record<
	(typeof loggedNutrients)[number],
	z.ZodNullable<z.ZodNumber>
>;

/** One local date in `/me/meal-logs/days`. */
export const dayTotalsSchema = z.object({
	date: z.iso.date(),
	meals: z.int(),
	...nutrients,
	incomplete: z
		.array(z.enum(loggedNutrients))
		.describe('Nutrients that a meal says nothing of; the true totals are higher'),
	remaining: z
		.object(nutrients)
		.partial()
		.nullable()
		.describe('What is left of the target, below zero when exceeded; null without a target'),
});

const ingredientSchema = z.object({
	food: z.string().describe('Slug'),
	name_en: z.string().nullable(),
	name_ar: z.string().nullable(),
	needed_grams: z.number(),
});

/** One recipe in `/me/pantry/recipes`. */
export const cookableRecipeSchema = z.object({
	recipe: z.string().describe('Slug'),
	title_en: z.string().nullable(),
	title_ar: z.string().nullable(),
	share: z.number().describe('Share of the ingredients that are there, 0 to 1'),
	missing: z.array(ingredientSchema),
	short: z.array(ingredientSchema.extend({ grams: z.number() })).describe('There, but too little of it'),
});
