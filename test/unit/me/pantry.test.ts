import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGoodOn, matchRecipes } from '../../../domain/pantry/match-recipes.ts';

const today = '2026-01-15';
const recipe = (slug: string, ...foods: string[]) => ({
	slug,
	ingredients: foods.map((food) => ({ food, grams: 100 })),
});
const item = (food: string | null, grams: number | null = null, expires_on: string | null = null) => ({
	food,
	grams,
	expires_on,
});

describe('what can be cooked', () => {
	const recipes = [
		recipe('soup', 'lentils', 'onion'),
		recipe('rice', 'rice'),
		recipe('koshari', 'lentils', 'rice', 'onion'),
	];

	it('comes by the share that is there, and names what is missing', () => {
		const found = matchRecipes(recipes, [item('lentils'), item('rice')], today);
		expect(found.map(({ recipe: { slug }, share, missing }) => [slug, share, missing])).toEqual([
			['rice', 1, []],
			['koshari', 0.67, ['onion']],
			['soup', 0.5, ['onion']],
		]);
	});

	it('uses nothing that is expired, used up or none of our foods', () => {
		const pantry = [item('lentils', null, '2026-01-14'), item('rice', 0), item(null, 500)];
		expect(matchRecipes(recipes, pantry, today)).toEqual([]);
		expect(isGoodOn({ expires_on: today }, today)).toBe(true);
	});

	it('tells where there is too little, over all packets together', () => {
		const twice = {
			slug: 'twice',
			ingredients: [
				{ food: 'rice', grams: 80 },
				{ food: 'rice', grams: 80 },
			],
		};
		const short = (pantry: ReturnType<typeof item>[]) => matchRecipes([twice], pantry, today)[0]?.short;
		expect(short([item('rice', 60), item('rice', 90)])).toEqual([
			{ food: 'rice', grams: 150, needed_grams: 160 },
		]);
		expect(short([item('rice', 60), item('rice', 100)])).toEqual([]);
		expect(short([item('rice', 60), item('rice')])).toEqual([]);
	});

	it('never gets less when something is bought', () => {
		const foods = fc.constantFrom('lentils', 'rice', 'onion', 'salt');
		fc.assert(
			fc.property(fc.array(foods), foods, (pantry, bought) => {
				const before = matchRecipes(
					recipes,
					pantry.map((food) => item(food)),
					today,
				);
				const after = matchRecipes(
					recipes,
					[...pantry, bought].map((food) => item(food)),
					today,
				);
				for (const {
					recipe: { slug },
					share,
				} of before)
					expect(after.find((match) => match.recipe.slug === slug)?.share).toBeGreaterThanOrEqual(share);
			}),
		);
	});
});
