import { z } from 'zod';
import { LOGGED_NUTRIENTS, type LoggedNutrient } from '../../domain/meals/portion.ts';
import type { ProfileChanges } from '../../domain/people/profile-changes.ts';
import type { UsMeasure } from '../../domain/people/units.ts';
import type { insights } from '../collections/insights.ts';
import type { mealLogs } from '../collections/meal-logs.ts';
import type { pantry } from '../collections/pantry.ts';
import type { userProfiles } from '../collections/user-profiles.ts';
import type { userTargets } from '../collections/user-targets.ts';
import type { Collection, Row } from '../model/collection.ts';
import type { Plain } from './content-types.ts';

/*
 * What a person gets of their own data below `/mobile/me`, and what they may send, as types of the declared columns.
 */

/** Never answered: whose row it is goes without saying, and how the server tells requests apart is its own. */
export const unansweredColumns = ['user', 'client_digest'] as const;

/** Any JSON, without a name of zod's in it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A row as its owner sees it. */
type Own<C extends Collection> = Plain<Omit<Row<C>, (typeof unansweredColumns)[number]>>;

/** What the server fills in, whatever a client says. */
export const keptColumns = ['id', 'user', 'version', 'date_created', 'date_updated'] as const;

type Kept = (typeof keptColumns)[number] | 'client_digest';
type Sent<C extends Collection, Fixed extends string = never> = {
	[K in Exclude<keyof Row<C>, Kept | Fixed>]?: Row<C>[K] | undefined;
};

/** Only where `units` is `us`. */
type UsMeasures = { [K in UsMeasure]?: number | null | undefined };

export type Profile = Plain<Omit<Own<typeof userProfiles>, 'id'> & UsMeasures>;
export type { ProfileChanges };

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
	Omit<Own<typeof userTargets>, 'input_hash' | 'inputs_snapshot'> & {
		/** What it was computed from. */
		inputs_snapshot: Record<string, Json> | null;
		/** Why this number, in sentences. */
		explanation: string[];
	}
>;

const nutrients = Object.fromEntries(LOGGED_NUTRIENTS.map((name) => [name, z.number().nullable()])) as Record<
	LoggedNutrient,
	z.ZodNullable<z.ZodNumber>
>;

/** One local date in `/me/meal-logs/days`. */
export const dayTotalsSchema = z.object({
	date: z.iso.date(),
	meals: z.int(),
	...nutrients,
	incomplete: z
		.array(z.enum(LOGGED_NUTRIENTS))
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
