import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	checkAppSettings,
	checkBrandLink,
	checkComponent,
	checkFastingPreset,
	checkFood,
	checkGoalDefaults,
	checkRecipe,
	checkScreen,
	checkVideo,
} from '../../../domain/content/content-rules.ts';
import { isKnownTag } from '../../../domain/content/tags.ts';
import type { Problem } from '../../../domain/problem.ts';
import { collectReferences } from '../../../domain/screens/collect-references.ts';
import { compileCatalogue } from '../../../domain/screens/compile-catalogue.ts';
import { foodCategories } from '../../../schema/collections/foods.ts';
import { cuisines } from '../../../schema/collections/recipes.ts';
import { seed } from '../../../schema/seed/index.ts';
import type { FoodRow, RecipeRow, ScreenComponent, ScreenPayload } from '../../../schema/seed/index.ts';

const {
	components,
	screens,
	foods,
	recipes,
	videos,
	fastingPresets,
	goalDefaults,
	brandsLinks,
	appSettings,
} = seed;

const catalogue = compileCatalogue(components);
const foodsBySlug = new Map(foods.map((food) => [food.slug, food]));
const recipesBySlug = new Map(recipes.map((recipe) => [recipe.slug, recipe]));

const published = <T extends object>(row: T): Record<string, unknown> => ({ ...row, status: 'published' });

/** Everything a rule says, warnings too: seed data should not greet editors with remarks. */
const remarks = (problems: Problem[]) =>
	problems.map(({ severity, code, field, pointer, message }) => [severity, code, field, pointer, message.en]);

const numbers = (text: string) => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort();

function texts(value: unknown, path = ''): [path: string, text: string][] {
	if (typeof value === 'string') {
		return [[path, value]];
	}

	return value && typeof value === 'object'
		? Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}/${key}`))
		: [];
}

const flatten = (list: ScreenComponent[]): ScreenComponent[] =>
	list.flatMap((component) => [component, ...flatten(component.children ?? [])]);

function perServing(recipe: RecipeRow, value: (food: FoodRow) => number | null): number {
	const total = recipe.ingredients.reduce((sum, { food, grams }) => {
		return sum + ((value(foodsBySlug.get(food) as FoodRow) ?? 0) * grams) / 100;
	}, 0);

	return total / recipe.servings;
}

const screen = (key: string, goal: string, locale: string) =>
	screens.find((row) => row.screen_key === key && row.goal === goal && row.locale === locale)
		?.payload_json as ScreenPayload;

describe('counts and keys', () => {
	test('there is enough of everything', () => {
		expect(components.length).toBeGreaterThanOrEqual(20);
		expect(screens).toHaveLength(48);
		expect(foods).toHaveLength(85);
		expect(recipes.length).toBeGreaterThanOrEqual(18);
		expect(videos).toHaveLength(10);
		expect(fastingPresets.map(({ slug }) => slug)).toEqual([
			'12-12',
			'14-10',
			'16-8',
			'18-6',
			'20-4',
			'omad',
			'5-2',
			'ramadan',
		]);
		expect(goalDefaults.map(({ goal }) => goal)).toEqual(['lose', 'maintain', 'gain']);
		expect(brandsLinks.length).toBeGreaterThanOrEqual(6);
	});

	test.each(Object.entries({ foods, recipes, videos, fastingPresets, goalDefaults, brandsLinks }))(
		'%s have unique slugs',
		(_name, rows: { slug: string }[]) => {
			expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length);
		},
	);

	test('one screen row for each key, goal and language', () => {
		const keys = screens.map((row) => `${row.screen_key} ${row.goal} ${row.locale}`);
		expect(new Set(keys).size).toBe(48);
	});

	test('at least half of the recipes are from the Arab world', () => {
		const arab = ['gulf', 'levantine', 'egyptian', 'maghrebi', 'iraqi', 'yemeni', 'sudanese'];
		const count = recipes.filter(({ cuisine }) => arab.includes(cuisine)).length;
		expect(count * 2).toBeGreaterThanOrEqual(recipes.length);
	});

	test('choices are those that the collections offer', () => {
		expect(foodCategories.map(({ value }) => value)).toEqual(
			expect.arrayContaining([...new Set(foods.map(({ category }) => category))]),
		);
		expect(cuisines.map(({ value }) => value)).toEqual(
			expect.arrayContaining([...new Set(recipes.map(({ cuisine }) => cuisine))]),
		);
	});
});

describe('the content rules have nothing to say', () => {
	test.each(foods.map((row) => [row.slug, row] as const))('food %s', (_slug, row) => {
		expect(remarks(checkFood(published(row))).filter(([severity]) => severity === 'error')).toEqual([]);
	});

	test.each(recipes.map((row) => [row.slug, row] as const))('recipe %s', (_slug, row) => {
		expect(remarks(checkRecipe(published(row)))).toEqual([]);
	});

	test.each(videos.map((row) => [row.slug, row] as const))('video %s', (_slug, row) => {
		expect(remarks(checkVideo(published(row)))).toEqual([]);
	});

	test.each(fastingPresets.map((row) => [row.slug, row] as const))('preset %s', (_slug, row) => {
		expect(remarks(checkFastingPreset(published(row)))).toEqual([]);
	});

	test.each(goalDefaults.map((row) => [row.slug, row] as const))('goal %s', (_slug, row) => {
		expect(remarks(checkGoalDefaults(published(row)))).toEqual([]);
	});

	test.each(brandsLinks.map((row) => [row.slug, row] as const))('link %s', (_slug, row) => {
		expect(remarks(checkBrandLink(published(row)))).toEqual([]);
	});

	test.each(components.map((row) => [row.type, row] as const))('component %s', (_type, row) => {
		expect(remarks(checkComponent(published(row), components))).toEqual([]);
	});

	test.each(screens.map((row) => [row.screen_key, row.goal, row.locale, row] as const))(
		'screen %s for %s in %s',
		(_key, _goal, _locale, row) => {
			expect(remarks(checkScreen(published(row), catalogue))).toEqual([]);
		},
	);

	test('app settings', () => {
		expect(remarks(checkAppSettings({ ...appSettings }))).toEqual([]);
	});
});

describe('foods', () => {
	/** Names that the table corrects: figures that the English name has, and a word that was missing. */
	const correctedNames = new Set([
		'beef-ground-90-broiled',
		'milk-whole',
		'milk-2-percent',
		'cottage-cheese-2-percent',
		'peanut-butter-smooth',
		'dark-chocolate-70-85',
	]);

	const csv = readFileSync(new URL('../../../schema/seed/foods.csv', import.meta.url), 'utf8');
	const [header = [], ...lines] = csv.trim().split(/\r?\n/).map(readCsvLine);

	function readCsvLine(line: string): string[] {
		return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
			([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
		);
	}

	test('equal foods.csv, value by value and in its order', () => {
		expect(lines).toHaveLength(foods.length);

		for (const [index, line] of lines.entries()) {
			const record = Object.fromEntries(header.map((name, column) => [name, line[column] ?? '']));
			const number = (name: string) => (record[name] === '' ? null : Number(record[name]));
			const slug = record.slug ?? '';
			const { tags: _tags, ...food } = foods[index] as FoodRow;

			expect(food).toEqual({
				slug,
				name_en: record.name_en,
				name_ar: correctedNames.has(slug) ? food.name_ar : record.name_ar,
				category: record.category,
				kcal: number('kcal_per_100g'),
				protein_g: number('protein_g'),
				carb_g: number('carb_g'),
				fat_g: number('fat_g'),
				fibre_g: number('fibre_g'),
				sugar_g: number('sugar_g'),
				sat_fat_g: number('sat_fat_g'),
				sodium_mg: number('sodium_mg'),
				water_g: number('water_g'),
				carb_convention: 'by_difference',
				source: record.source,
				source_id: record.source_id,
				source_description: record.source_description,
			});
		}
	});

	test('each corrected name does differ from the file', () => {
		const names = new Map(lines.map((line) => [line[0], line[2]]));

		for (const slug of correctedNames) {
			expect(foodsBySlug.get(slug)?.name_ar).not.toBe(names.get(slug));
		}
	});

	test('tags are known and true', () => {
		const tagsOf = (slug: string) => foodsBySlug.get(slug)?.tags ?? [];

		expect(foods.flatMap(({ tags }) => tags).every(isKnownTag)).toBe(true);
		expect(tagsOf('chicken-breast-roasted')).toEqual(
			expect.arrayContaining(['high_protein', 'keto', 'low_sugar']),
		);
		expect(tagsOf('chicken-breast-roasted')).not.toContain('vegetarian');
		expect(tagsOf('honey')).toContain('vegetarian');
		expect(tagsOf('honey')).not.toContain('vegan');
		expect(tagsOf('bulgur-cooked')).not.toContain('gluten_free');
		expect(tagsOf('ghee')).not.toContain('lactose_free');
		expect(tagsOf('almonds')).not.toContain('nut_free');
		expect(tagsOf('olives-green')).not.toContain('low_sodium');
		expect(tagsOf('dates-medjool')).not.toContain('low_sugar');
	});
});

describe('recipes', () => {
	const flesh = new Set(['poultry', 'meat']);
	const foodsOf = (recipe: RecipeRow) =>
		recipe.ingredients.map((ingredient) => foodsBySlug.get(ingredient.food) as FoodRow);

	test.each(recipes.map((row) => [row.slug, row] as const))(
		'%s is plausible and truly tagged',
		(_slug, recipe) => {
			expect(recipe.ingredients.every(({ food }) => foodsBySlug.has(food))).toBe(true);
			expect(new Set(recipe.ingredients.map(({ food }) => food)).size).toBe(recipe.ingredients.length);

			const kcal = perServing(recipe, (food) => food.kcal);
			expect(kcal).toBeGreaterThanOrEqual(150);
			expect(kcal).toBeLessThanOrEqual(900);

			expect(recipe.steps_en.split('\n').length).toBe(recipe.steps_ar.split('\n').length);
			recipe.steps_en.split('\n').forEach((step, index) => {
				expect(numbers(recipe.steps_ar.split('\n')[index] ?? '')).toEqual(numbers(step));
			});

			const { tags } = recipe;
			const used = foodsOf(recipe);
			const available = perServing(recipe, (food) => food.carb_g - (food.fibre_g ?? 0));
			const protein = perServing(recipe, (food) => food.protein_g);
			const slugs = used.map(({ slug }) => slug).join(' ');

			expect(new Set(tags).size).toBe(tags.length);
			expect(tags.includes('vegetarian')).toBe(
				!used.some(({ category }) => flesh.has(category) || category === 'fish'),
			);

			if (tags.includes('vegan')) {
				expect(used.some(({ category }) => [...flesh, 'fish', 'eggs', 'dairy'].includes(category))).toBe(
					false,
				);
				expect(slugs).not.toMatch(/honey|ghee|butter-unsalted|bread-wholewheat/);
			}

			if (tags.includes('gluten_free')) {
				expect(slugs).not.toMatch(/bread|bulgur|couscous|pasta|oats/);
			}

			if (tags.includes('lactose_free')) {
				expect(slugs).not.toMatch(/milk|yogurt|cheese|mozzarella|ghee|butter-unsalted/);
			}

			if (tags.includes('nut_free')) {
				expect(slugs).not.toMatch(/almonds|walnuts|pistachios|cashews|peanut/);
			}

			if (tags.includes('low_carb')) {
				expect(available * 4).toBeLessThanOrEqual(0.26 * kcal);
			}

			if (tags.includes('keto')) {
				expect(available).toBeLessThanOrEqual(10);
			}

			if (tags.includes('high_protein')) {
				expect(protein).toBeGreaterThanOrEqual(15);
				expect(protein * 4).toBeGreaterThanOrEqual(0.2 * kcal);
			}

			if (tags.includes('quick')) {
				expect(recipe.prep_minutes + recipe.cook_minutes).toBeLessThanOrEqual(30);
			}
		},
	);

	test('meat is asked for as halal, in both languages', () => {
		for (const { ingredients } of recipes) {
			for (const { food, note_en, note_ar } of ingredients) {
				if (flesh.has(foodsBySlug.get(food)?.category ?? '')) {
					expect(note_en).toContain('halal');
					expect(note_ar).toContain('حلال');
				}
			}
		}
	});
});

describe('fasting', () => {
	test('the hours of daily plans are those that insights count with', () => {
		const hours = Object.fromEntries(fastingPresets.map(({ slug, fasting_hours }) => [slug, fasting_hours]));
		expect(hours).toEqual({
			'12-12': 12,
			'14-10': 14,
			'16-8': 16,
			'18-6': 18,
			'20-4': 20,
			omad: 23,
			'5-2': 24,
			ramadan: null,
		});
	});

	test.each([
		...fastingPresets.map((row) => [row.slug, row.description_en, row.description_ar] as const),
		...videos
			.filter(({ category }) => category === 'fasting')
			.map((row) => [row.slug, row.description_en, row.description_ar] as const),
	])('%s says who should not fast', (_slug, en, ar) => {
		expect(en).toMatch(/pregnant, breastfeeding or under 18.*eating disorder/);
		expect(ar).toMatch(/18 عامًا.*اضطراب/);
	});

	test('no text speaks of fasts longer than 24 hours', () => {
		for (const [, text] of texts([fastingPresets, videos, screens, recipes])) {
			const hours = [...text.matchAll(/(\d+)[ -](?:hours?|ساعات|ساعة)/g)].map(([, count]) => Number(count));
			expect(Math.max(0, ...hours)).toBeLessThanOrEqual(24);
		}
	});
});

describe('goal defaults', () => {
	test('protein follows the goal', () => {
		expect(goalDefaults.map(({ goal, protein_g_per_kg }) => [goal, protein_g_per_kg])).toEqual([
			['lose', 1.6],
			['maintain', 1.2],
			['gain', 1.6],
		]);
	});
});

describe('the component catalogue', () => {
	test('every type has a schema that compiles, and texts for editors in both languages', () => {
		expect(catalogue.problems).toEqual([]);
		expect(new Set(components.map(({ type }) => type)).size).toBe(components.length);

		for (const { name_ar, description_ar, props_schema } of components) {
			expect(name_ar).toMatch(/\p{Script=Arabic}/u);
			expect(description_ar).toMatch(/\p{Script=Arabic}/u);

			for (const property of Object.values(
				props_schema.properties as Record<string, Record<string, unknown>>,
			)) {
				expect(property.title).toEqual(expect.any(String));
				expect(property['x-title-ar']).toMatch(/\p{Script=Arabic}/u);
			}
		}
	});

	test('three schema versions, and what came later falls back to what was there before', () => {
		expect(new Set(components.map((row) => row.since_schema_version))).toEqual(new Set([1, 2, 3]));

		for (const row of components.filter((one) => one.since_schema_version > 1 && one.fallback !== 'drop')) {
			const older = components.find(({ type }) => type === row.fallback);
			expect(older?.since_schema_version).toBe(1);
			expect(older?.allows_children).toBe(row.allows_children);

			const known = Object.keys(older?.props_schema.properties as object);
			const props = Object.fromEntries(Object.entries(row.example).filter(([name]) => known.includes(name)));
			const verdict = catalogue.components.get(older?.type ?? '')?.checkProps?.(props);
			expect(verdict?.faults).toEqual([]);
		}
	});

	test('a deprecated type says why and no screen uses it', () => {
		const used = new Set(
			screens.flatMap((row) => flatten(row.payload_json.components).map(({ type }) => type)),
		);
		const deprecated = components.filter((row) => row.deprecated);

		expect(deprecated.length).toBeGreaterThan(0);

		for (const row of deprecated) {
			expect(row.deprecated_reason_en).toMatch(/[a-z]/);
			expect(row.deprecated_reason_ar).toMatch(/\p{Script=Arabic}/u);
			expect(used).not.toContain(row.type);
		}
	});
});

describe('screens', () => {
	const slugs = {
		recipes: new Set(recipes.map(({ slug }) => slug)),
		foods: new Set(foods.map(({ slug }) => slug)),
		videos: new Set(videos.map(({ slug }) => slug)),
		fasting_presets: new Set(fastingPresets.map(({ slug }) => slug)),
	};
	const keys = new Set(screens.map((row) => row.screen_key));
	const pairs = screens
		.filter((row) => row.locale === 'en')
		.map(
			(row) => [row.screen_key, row.goal, row.payload_json, screen(row.screen_key, row.goal, 'ar')] as const,
		);

	test('every reference and every navigation leads somewhere', () => {
		const rows = [
			...screens.map((row) => row.payload_json),
			{ components: components.map(({ type, example }) => ({ id: type, type, props: example })) },
		];

		for (const payload of rows) {
			for (const { collection, slug } of collectReferences(payload, catalogue)) {
				expect(slugs[collection], slug).toContain(slug);
			}

			for (const [path, text] of texts(payload)) {
				if (path.endsWith('/screen')) {
					expect(keys).toContain(text);
				}
			}
		}
	});

	test('no component is newer than its screen', () => {
		const since = new Map(components.map((row) => [row.type, row.since_schema_version]));

		for (const row of screens) {
			for (const { type } of flatten(row.payload_json.components)) {
				expect(since.get(type)).toBeLessThanOrEqual(row.schema_version);
			}
		}
	});

	test.each(pairs)('%s for %s has one structure in both languages', (_key, _goal, en, ar) => {
		const structure = (payload: ScreenPayload) =>
			flatten(payload.components).map(({ id, type, props }) => [
				id,
				type,
				texts(props).map(([path]) => path),
			]);
		expect(structure(ar)).toEqual(structure(en));
	});

	/** Whatever is not a word for people: slugs, icons, addresses, enumerated values. */
	const technical =
		/\/(id|type|icon|url|slug|preset|screen|meal|metric|tone|align|emphasis|style|spacing|layout|setting|default_preset|highlighted)$|\/(presets|recipes|videos|suggested|macros|fields)\//;

	test.each(pairs)('%s for %s is Arabic in Arabic, with the same numbers', (_key, _goal, en, ar) => {
		const english = new Map(texts(en));

		for (const [path, text] of texts(ar)) {
			const original = english.get(path) ?? '';

			if (technical.test(path)) {
				expect(text).toBe(original);
			} else {
				expect(text).toMatch(/\p{Script=Arabic}/u);
				expect(text.replaceAll('BeBetter', '')).not.toMatch(/[A-Za-z,;?]/);
				expect(original).not.toMatch(/\p{Script=Arabic}/u);
				expect(numbers(text)).toEqual(numbers(original));
			}
		}
	});

	test.each([...keys].flatMap((key) => ['en', 'ar'].map((locale) => [key, locale] as const)))(
		'%s in %s speaks differently to each goal',
		(key, locale) => {
			const payloads = ['default', 'lose', 'maintain', 'gain'].map((goal) => screen(key, goal, locale));
			const words = payloads.map((payload) => new Set(texts(payload).map(([, text]) => text)));

			for (const [index, own] of words.entries()) {
				const others = new Set(words.filter((_, other) => other !== index).flatMap((set) => [...set]));
				expect([...own].filter((text) => !others.has(text)).length).toBeGreaterThanOrEqual(4);
			}
		},
	);

	test('screens that invite to fast say who should not', () => {
		for (const { payload_json } of screens) {
			const all = flatten(payload_json.components);

			if (all.some(({ type }) => type === 'fasting_timer' || type === 'fasting_preset_picker')) {
				expect(JSON.stringify(all)).toMatch(/eating disorder|اضطرابًا في الأكل/);
			}
		}
	});

	test('the figures in the recipe rows are true', () => {
		const row = (goal: string, id: string) => {
			const found = screen('recipes', goal, 'en').components.find((one) => one.id === id);
			return ((found?.props.recipes ?? []) as string[]).map((slug) => recipesBySlug.get(slug) as RecipeRow);
		};
		const kcal = (recipe: RecipeRow) => perServing(recipe, (food) => food.kcal);

		expect(row('lose', 'first-row').length).toBeGreaterThan(0);

		for (const recipe of row('default', 'second-row')) {
			expect(recipe.prep_minutes + recipe.cook_minutes).toBeLessThanOrEqual(25);
		}

		for (const recipe of row('lose', 'first-row')) {
			expect(Math.round(perServing(recipe, (food) => food.protein_g))).toBeGreaterThanOrEqual(30);
		}

		for (const recipe of row('lose', 'second-row')) {
			expect(kcal(recipe)).toBeLessThan(320);
		}

		for (const recipe of row('maintain', 'second-row')) {
			expect(recipe.tags).toContain('vegan');
		}

		for (const recipe of row('gain', 'first-row')) {
			expect(kcal(recipe)).toBeGreaterThan(540);
		}
	});
});

describe('texts in pairs', () => {
	test('numbers agree and Arabic is written in Arabic letters', () => {
		const rows = [
			components,
			foods,
			recipes,
			videos,
			fastingPresets,
			goalDefaults,
			brandsLinks,
			[appSettings],
		].flat();
		const pairs = rows.flatMap((row) => {
			const all = new Map(texts(row));
			return [...all].flatMap(([path, en]) => {
				return path.endsWith('_en') ? [[path, en, all.get(path.replace(/_en$/, '_ar'))] as const] : [];
			});
		});

		expect(pairs.length).toBeGreaterThan(300);

		for (const [path, en, ar = ''] of pairs) {
			expect(ar, `${path}: ${en}`).toMatch(/\p{Script=Arabic}/u);
			expect(ar).not.toMatch(/[A-Za-z,;?]/);
			expect(numbers(ar), `${path}: ${en}`).toEqual(numbers(en));
		}
	});
});
