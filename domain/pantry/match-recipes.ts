import { roundHalfUp } from '../nutrition/round.ts';
import type { CivilDate } from '../time/civil-date.ts';

export interface PantryItem {
	/** Slug of the food; null for something that is none of our foods. */
	readonly food: string | null;
	/** g; null when nobody weighed it. */
	readonly grams: number | null;
	readonly expires_on: CivilDate | null;
}

export interface CookableRecipe {
	readonly slug: string;
	readonly ingredients: readonly { readonly food: string; readonly grams: number }[];
}

export interface RecipeMatch<R extends CookableRecipe = CookableRecipe> {
	readonly recipe: R;
	/** Share of the ingredients that are there, 0 to 1, to two decimals. */
	readonly share: number;
	readonly at_hand: readonly string[];
	readonly missing: readonly string[];
	/** There, but less of it than the recipe takes, in g. */
	readonly short: readonly { readonly food: string; readonly grams: number; readonly needed_grams: number }[];
}

/** Whether something may still be eaten on that day; it expires at the day's end. */
export const isGoodOn = ({ expires_on }: Pick<PantryItem, 'expires_on'>, today: CivilDate): boolean =>
	expires_on === null || expires_on >= today;

/**
 * What can be cooked from a pantry: recipes of which at least one ingredient is there and good today, the largest
 * share first, at equal shares those that lack fewest ingredients.
 */
export function matchRecipes<R extends CookableRecipe>(
	recipes: readonly R[],
	pantry: readonly PantryItem[],
	today: CivilDate,
): RecipeMatch<R>[] {
	const stock = stockOf(pantry.filter((item) => isGoodOn(item, today)));
	return recipes
		.map((recipe) => matchRecipe(recipe, stock))
		.filter(({ at_hand }) => at_hand.length > 0)
		.sort(
			(a, b) =>
				b.share - a.share ||
				a.missing.length - b.missing.length ||
				a.short.length - b.short.length ||
				(a.recipe.slug < b.recipe.slug ? -1 : 1),
		);
}

/** Grams by food; null for one that is there in an amount nobody knows. */
type Stock = ReadonlyMap<string, number | null>;

function stockOf(items: readonly PantryItem[]): Stock {
	const stock = new Map<string, number | null>();
	for (const { food, grams } of items) {
		if (food === null || grams === 0) continue;
		const before = stock.get(food);
		stock.set(food, grams === null || before === null ? null : (before ?? 0) + grams);
	}
	return stock;
}

function matchRecipe<R extends CookableRecipe>(recipe: R, stock: Stock): RecipeMatch<R> {
	const needs = new Map<string, number>();
	for (const { food, grams } of recipe.ingredients) needs.set(food, (needs.get(food) ?? 0) + grams);
	const at_hand = [...needs.keys()].filter((food) => stock.has(food));
	const missing = [...needs.keys()].filter((food) => !stock.has(food));
	const short = at_hand.flatMap((food) => {
		const [grams, needed_grams] = [stock.get(food) ?? null, needs.get(food) ?? 0];
		return grams !== null && grams < needed_grams ? [{ food, grams, needed_grams }] : [];
	});
	const share = needs.size === 0 ? 0 : roundHalfUp(at_hand.length / needs.size, 2);
	return { recipe, share, at_hand, missing, short };
}
