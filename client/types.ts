/*
 * What the server says and takes, derived from the declarations in `schema/` and `domain/`: no field is listed twice.
 * The build writes each type out in full, so that the packed client needs neither these nor zod.
 */
import type { z } from 'zod';
import type { BuiltInEventName, BuiltInProps } from '../domain/events/built-in.ts';
import type { Component, ScreenPayload } from '../domain/screens/payload.ts';
import type {
	ContentItem,
	ContentListItem,
	ContentPath as Path,
	ContentQuery,
} from '../schema/answers/content-types.ts';
import type { cookableRecipeSchema, dayTotalsSchema, Json } from '../schema/answers/own.ts';
import type { manifestEntrySchema, screenSchema } from '../schema/answers/screen.ts';

export type { Component, Json, ScreenPayload };

export type EventName = BuiltInEventName;
/** What each event may carry, by its name. */
export type EventProps = BuiltInProps;

export type Screen = z.infer<typeof screenSchema>;
export type Update = Screen['update'];
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;
export type Locale = Screen['locale'];
export type Platform = 'ios' | 'android';
/** A text in both languages of the product. */
export type Message = Update['message'];
export type StoreUrls = Update['store_url'];

export type ContentPath = Path;
export type Food = ContentItem<'foods'>;
export type Recipe = ContentItem<'recipes'>;
/** A recipe in a list: without steps and ingredients. */
export type RecipeSummary = ContentListItem<'recipes'>;
export type Video = ContentItem<'videos'>;
export type FastingPreset = ContentItem<'fasting-presets'>;
export type GoalDefaults = ContentItem<'goal-defaults'>;
export type BrandLink = ContentItem<'brands-links'>;

export type FoodQuery = ContentQuery<'foods'>;
export type RecipeQuery = ContentQuery<'recipes'>;
export type VideoQuery = ContentQuery<'videos'>;
export type FastingPresetQuery = ContentQuery<'fasting-presets'>;
export type GoalDefaultsQuery = ContentQuery<'goal-defaults'>;
export type BrandLinkQuery = ContentQuery<'brands-links'>;

export type {
	Insight,
	MealLog,
	MealLogChanges,
	NewMealLog,
	NewPantryItem,
	PantryItem,
	PantryItemChanges,
	Profile,
	ProfileChanges,
	Target,
} from '../schema/answers/own.ts';
export type DayTotals = z.infer<typeof dayTotalsSchema>;
export type CookableRecipe = z.infer<typeof cookableRecipeSchema>;
