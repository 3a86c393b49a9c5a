import { z } from 'zod';
import { NUTRIENTS, type Nutrient } from '../../domain/nutrition/nutrients.ts';
import { brandsLinks } from '../collections/brands-links.ts';
import { fastingPresets } from '../collections/fasting-presets.ts';
import { foods } from '../collections/foods.ts';
import { goalDefaults } from '../collections/goal-defaults.ts';
import { recipes } from '../collections/recipes.ts';
import { videos } from '../collections/videos.ts';
import type { Collection } from '../model/collection.ts';

/** A content collection as the app sees it. */
export interface Resource {
	/** The name in addresses. */
	readonly path: string;
	readonly collection: Collection;
	/** Columns that `q` looks into. */
	readonly searched: readonly string[];
	/** Left out of lists, given with the single item. */
	readonly itemOnly: readonly string[];
}

/** Everything that `/mobile/<path>` and `/mobile/<path>/:slug` serve; endpoints and the client's types follow. */
export const contentResources = [
	{
		path: 'foods',
		collection: foods,
		searched: ['name_en', 'name_ar', 'description_en', 'description_ar'],
		itemOnly: [],
	},
	{
		path: 'recipes',
		collection: recipes,
		searched: ['title_en', 'title_ar', 'summary_en', 'summary_ar'],
		itemOnly: ['steps_en', 'steps_ar', 'steps', 'ingredients'],
	},
	{
		path: 'videos',
		collection: videos,
		searched: ['title_en', 'title_ar', 'description_en', 'description_ar'],
		itemOnly: [],
	},
	{ path: 'fasting-presets', collection: fastingPresets, searched: ['name_en', 'name_ar'], itemOnly: [] },
	{ path: 'goal-defaults', collection: goalDefaults, searched: ['name_en', 'name_ar'], itemOnly: [] },
	{ path: 'brands-links', collection: brandsLinks, searched: ['name_en', 'name_ar'], itemOnly: [] },
] as const satisfies readonly Resource[];

/** What editors need and apps do not. */
export const editorialColumns = [
	'status',
	'user_created',
	'user_updated',
	'date_created',
	'override_reason',
] as const;

const text = z.string().nullable();
const steps = z.array(z.string());

const nutrientValues = Object.fromEntries(NUTRIENTS.map((name) => [name, z.number().nullable()])) as Record<
	Nutrient,
	z.ZodNullable<z.ZodNumber>
>;

/** What a recipe has besides its columns, or in another form. */
export const recipeExtras = {
	steps_en: steps,
	steps_ar: steps,
	steps,
	nutrition_per_serving: z.strictObject({
		...nutrientValues,
		incomplete: z
			.array(z.enum(NUTRIENTS))
			.describe('Nutrients that an ingredient lacks: their sums are too small'),
	}),
	ingredients: z.array(
		z.strictObject({
			food: z.string().describe('The slug of the food'),
			name_en: text,
			name_ar: text,
			name: text,
			grams: z.number(),
			note_en: text,
			note_ar: text,
			note: text,
		}),
	),
};
