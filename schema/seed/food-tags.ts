import type { FoodRow } from './foods.ts';
import type { NutritionTag } from './nutrition-tag.ts';

type Facts = Omit<FoodRow, 'tags'>;

const fleshCategories = new Set(['poultry', 'meat', 'fish']);

/** Foods of animal origin outside meat and fish: vegetarian, not vegan. */
const animalCategories = new Set(['eggs', 'dairy']);
const animalFoods = new Set(['butter-unsalted', 'ghee', 'honey']);

/** Recipes of the trade differ (milk, honey): vegetarian is certain, vegan is not. */
const perhapsWithMilk = new Set(['bread-wholewheat', 'dark-chocolate-70-85']);

/** Oats count as wheat here: without a certificate they carry traces of it. Chocolate is not certain either. */
const withGluten = new Set([
	'bulgur-cooked',
	'couscous-cooked',
	'oats-rolled-dry',
	'pasta-cooked',
	'bread-pita-white',
	'bread-pita-wholewheat',
	'bread-wholewheat',
	'dark-chocolate-70-85',
]);

/** Tree nuts and peanuts. Sesame and flax are seeds; chocolate often carries traces of nuts. */
const withNuts = new Set([
	'almonds',
	'walnuts',
	'pistachios-raw',
	'cashews-raw',
	'peanut-butter-smooth',
	'dark-chocolate-70-85',
]);

const withLactose = new Set(['butter-unsalted', 'ghee']);

const mediterraneanCategories = new Set(['fish', 'vegetables']);
const mediterraneanFoods = new Set([
	'bulgur-cooked',
	'couscous-cooked',
	'bread-wholewheat',
	'bread-pita-wholewheat',
	'lentils-boiled',
	'chickpeas-boiled',
	'fava-beans-boiled',
	'kidney-beans-boiled',
	'green-peas-boiled',
	'hummus-home',
	'yogurt-plain-whole',
	'cheese-feta',
	'almonds',
	'walnuts',
	'pistachios-raw',
	'tahini',
	'figs-dried',
	'orange',
	'grapes',
	'pomegranate',
	'olive-oil',
]);

const isDrink = (food: Facts) => food.category === 'beverages' || food.slug.startsWith('milk-');

/** Limits are those of the EU nutrition claims (Regulation 1924/2006) wherever a claim of that name exists. */
function numericTags(food: Facts): NutritionTag[] {
	const tags: NutritionTag[] = [];
	const { kcal, protein_g, fat_g, fibre_g, sugar_g, sodium_mg } = food;

	if (protein_g >= 10 && protein_g * 4 >= 0.2 * kcal) {
		tags.push('high_protein');
	}

	// Carbohydrate by difference holds the fibre; without it a food is judged by all of its carbohydrate.
	const available = Math.max(0, food.carb_g - (fibre_g ?? 0));
	const shareOfEnergy = kcal > 0 ? (available * 4) / kcal : 0;

	if (available <= 5 || (available <= 10 && shareOfEnergy <= 0.26)) {
		tags.push('low_carb');
	}

	if (available <= 5 && shareOfEnergy <= 0.1) {
		tags.push('keto');
	}

	if (fat_g <= (isDrink(food) ? 1.5 : 3)) {
		tags.push('low_fat');
	}

	if (fibre_g !== null && (fibre_g >= 6 || (kcal > 0 && (fibre_g * 100) / kcal >= 3))) {
		tags.push('high_fibre');
	}

	if (sodium_mg !== null && sodium_mg <= 120) {
		tags.push('low_sodium');
	}

	if (sugar_g !== null && sugar_g <= (isDrink(food) ? 2.5 : 5)) {
		tags.push('low_sugar');
	}

	return tags;
}

function dietTags(food: Facts): NutritionTag[] {
	const tags: NutritionTag[] = [];
	const { slug, category } = food;
	const flesh = fleshCategories.has(category);
	const animal = flesh || animalCategories.has(category) || animalFoods.has(slug);

	if (!flesh) {
		tags.push('vegetarian');
	}

	if (!animal && !perhapsWithMilk.has(slug)) {
		tags.push('vegan');
	}

	if (!withGluten.has(slug)) {
		tags.push('gluten_free');
	}

	if (category !== 'dairy' && !withLactose.has(slug) && !perhapsWithMilk.has(slug)) {
		tags.push('lactose_free');
	}

	// Whether meat is halal depends on the butcher, which a food table does not know.
	if (category !== 'poultry' && category !== 'meat') {
		tags.push('halal');
	}

	if (!withNuts.has(slug)) {
		tags.push('nut_free');
	}

	if (mediterraneanCategories.has(category) || mediterraneanFoods.has(slug)) {
		tags.push('mediterranean');
	}

	return tags;
}

export const foodTags = (food: Facts): NutritionTag[] => [...numericTags(food), ...dietTags(food)];
