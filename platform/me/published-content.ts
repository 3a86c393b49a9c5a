import type { Item } from '../../domain/content/query-items.ts';
import { NUTRIENTS, type NutrientValues } from '../../domain/nutrition/nutrients.ts';
import type { RecipeIngredient } from '../../domain/nutrition/recipe-nutrition.ts';
import type { Sources } from '../publishing/sources.ts';

export interface PublishedFood {
	readonly id: string;
	readonly slug: string;
	readonly name_en: string | null;
	readonly name_ar: string | null;
	/** g; null when nobody said what a serving is. */
	readonly serving_g: number | null;
	readonly per100g: NutrientValues;
}

export interface PublishedRecipe {
	readonly id: string;
	readonly slug: string;
	readonly title_en: string | null;
	readonly title_ar: string | null;
	readonly servings: number;
	/** By the slugs of foods. */
	readonly ingredients: readonly { readonly food: string; readonly grams: number }[];
}

/** Published foods, recipes and presets as rows of people refer to them: by slug or by id. */
export class PublishedContent {
	readonly #content: Sources['content'];

	constructor({ content }: Sources) {
		this.#content = content;
	}

	food(slugOrId: string): PublishedFood | null {
		const item = this.#find('foods', slugOrId);
		return item && foodOf(item);
	}

	recipe(slugOrId: string): PublishedRecipe | null {
		const item = this.#find('recipes', slugOrId);
		return item && recipeOf(item);
	}

	recipes(): PublishedRecipe[] {
		return (this.#content['recipes'] ?? []).map(recipeOf);
	}

	/** The id of a published fasting preset. */
	presetId(slugOrId: string): string | null {
		const item = this.#find('fasting-presets', slugOrId);
		return item && String(item['id']);
	}

	/** What a recipe is made of, ready to be summed. */
	ingredientsOf({ ingredients }: PublishedRecipe): RecipeIngredient[] {
		return ingredients.map(({ food, grams }) => ({ grams, per100g: this.food(food)?.per100g ?? {} }));
	}

	#find(path: string, slugOrId: string): Item | null {
		const items = this.#content[path] ?? [];
		return items.find(({ slug, id }) => slug === slugOrId || id === slugOrId) ?? null;
	}
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const foodOf = (item: Item): PublishedFood => ({
	id: String(item['id']),
	slug: String(item['slug']),
	name_en: textOf(item['name_en']),
	name_ar: textOf(item['name_ar']),
	serving_g: (item['serving_g'] as number | null) ?? null,
	per100g: Object.fromEntries(NUTRIENTS.map((name) => [name, (item[name] as number | null) ?? null])),
});

const recipeOf = (item: Item): PublishedRecipe => ({
	id: String(item['id']),
	slug: String(item['slug']),
	title_en: textOf(item['title_en']),
	title_ar: textOf(item['title_ar']),
	servings: Math.max(1, Number(item['servings']) || 1),
	ingredients: (item['ingredients'] as { food: string; grams: number }[]).filter(({ grams }) => grams > 0),
});
