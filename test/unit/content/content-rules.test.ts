import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as rules from '../../../domain/content/content-rules.ts';
import type { Problem } from '../../../domain/problem.ts';
import { hasErrors } from '../../../domain/problem.ts';
import { compileCatalogue } from '../../../domain/screens/compile-catalogue.ts';
import { definitions } from '../screens/catalogue-fixture.ts';
import { readSeedFoods } from './foods-csv.ts';

type Row = Record<string, unknown>;

const catalogue = compileCatalogue(definitions);
const name = { name_en: 'Lentils', name_ar: 'عدس' };
const title = { title_en: 'Lentil soup', title_ar: 'شوربة عدس' };

const food: Row = {
	status: 'published',
	slug: 'lentils',
	...name,
	kcal: 116,
	protein_g: 9.02,
	carb_g: 20.13,
	fat_g: 0.38,
	fibre_g: 7.9,
	sugar_g: 1.8,
	carb_convention: 'by_difference',
};
const recipe: Row = {
	status: 'published',
	slug: 'lentil-soup',
	...title,
	steps_en: 'Wash the lentils.\nBoil for 30 minutes.',
	steps_ar: 'اغسل العدس.\nاسلقه 30 دقيقة.',
	servings: 4,
	ingredients: [{ food: 'f1', grams: 200 }],
};
const video: Row = {
	status: 'published',
	slug: 'stretch',
	...title,
	url: 'https://videos.example.com/1.mp4',
};
const preset: Row = {
	status: 'published',
	slug: '16-8',
	...name,
	kind: 'daily',
	fasting_hours: 16,
	eating_hours: 8,
};
const goal: Row = {
	status: 'published',
	slug: 'lose',
	goal: 'lose',
	...name,
	energy_formula: 'nasem2023_eer',
	pace_gentle: 0.1,
	pace_standard: 0.15,
	pace_fast: 0.2,
	max_deficit_kcal: 750,
	max_deficit_kcal_per_kg: 11,
	surplus_share: 0.1,
	max_surplus_kcal: 500,
	protein_g_per_kg: 1.6,
	high_protein_g_per_kg: 2,
	fat_share: 0.3,
	floor_kcal_female: 1200,
	floor_kcal_male: 1500,
};
const link: Row = { status: 'published', slug: 'site', ...name, kind: 'website', url: 'https://example.com' };
const screen: Row = {
	status: 'published',
	screen_key: 'home',
	goal: 'default',
	locale: 'en',
	schema_version: 1,
	min_app_version: '1.4.0',
	payload_json: { title: 'Home', components: [{ id: 'a', type: 'text', props: { text: 'Hello' } }] },
};
const settings: Row = {
	store_url_ios: 'https://apps.apple.com/app/id1',
	latest_version_ios: '2.5.0',
	refused_versions: [
		{ platform: 'all', range: '>=2.4.0 <2.4.3', reason_en: 'It crashes.', reason_ar: 'يتعطل.' },
	],
	upgrade_message_en: 'Please update.',
	upgrade_message_ar: 'يُرجى التحديث.',
};
const component: Row = { status: 'published', ...name, ...definitions[1] };

const cases: [string, Row, (row: Row) => Problem[]][] = [
	['food', food, rules.checkFood],
	['recipe', recipe, rules.checkRecipe],
	['video', video, rules.checkVideo],
	['fasting preset', preset, rules.checkFastingPreset],
	['goal', goal, rules.checkGoalDefaults],
	['link', link, rules.checkBrandLink],
	['screen', screen, (row) => rules.checkScreen(row, catalogue)],
	['settings', settings, rules.checkAppSettings],
	['component', component, (row) => rules.checkComponent(row, definitions)],
];

const shown = (problems: Problem[]) =>
	problems.map(({ severity, code, field, pointer = '' }) => `${severity} ${code} ${field}${pointer}`);

describe.each(cases)('a good %s', (kind, row, check) => {
	it('has no problem', () => {
		expect(shown(check(row))).toEqual([]);
	});

	it.runIf(kind !== 'component')('may be empty as a draft, with warnings only', () => {
		expect(hasErrors(check({ status: 'draft' }))).toBe(false);
	});

	it('never makes the check throw, whatever stands in it', () => {
		const change = fc.tuple(fc.constantFrom(...Object.keys(row)), fc.oneof(fc.jsonValue(), fc.anything()));
		fc.assert(
			fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
				for (const problem of check({ ...row, ...Object.fromEntries(changes) })) {
					expect(problem.message.ar).toMatch(/\p{Script=Arabic}/u);
				}
			}),
			{ numRuns: kind === 'component' ? 20 : 100 },
		);
	});
});

describe.each(cases.slice(0, 6))('every published %s', (_kind, row, check) => {
	it('needs a slug and both languages', () => {
		const pair = 'title_en' in row ? 'title' : 'name';
		expect(shown(check({ ...row, slug: null }))).toEqual(['error VALUE_MISSING slug']);
		expect(shown(check({ ...row, slug: 'A b' }))).toEqual(['error SLUG_INVALID slug']);
		expect(shown(check({ ...row, [`${pair}_ar`]: ' ' }))).toEqual([`error TEXT_MISSING ${pair}_ar`]);
		expect(shown(check({ ...row, status: 'archived', [`${pair}_en`]: null }))).toEqual([
			`error TEXT_MISSING ${pair}_en`,
		]);
		expect(shown(check({ ...row, status: 'draft', [`${pair}_en`]: null }))).toEqual([
			`warning TEXT_MISSING ${pair}_en`,
		]);
		expect(shown(check({ ...row, status: 'live' }))).toEqual(['error CHOICE_UNKNOWN status']);
	});
});

it.each<[string, (row: Row) => Problem[], Row, Row, string[]]>([
	[
		'description in one language',
		rules.checkFood,
		food,
		{ description_en: 'Tasty' },
		['error TEXT_MISSING description_ar'],
	],
	['unknown tag', rules.checkFood, food, { tags: ['vegan', 'hi-protein'] }, ['error TAG_UNKNOWN tags/1']],
	['repeated tag', rules.checkFood, food, { tags: ['vegan', 'vegan'] }, ['error TAG_REPEATED tags/1']],
	['missing energy', rules.checkFood, food, { kcal: null }, ['error NUTRIENT_MISSING kcal']],
	['unknown fibre', rules.checkFood, food, { sugar_g: null }, ['warning NUTRIENT_UNKNOWN sugar_g']],
	[
		'a draft with kJ',
		rules.checkFood,
		food,
		{ status: 'draft', kcal: 3700 },
		['error NUTRIENT_TOO_HIGH kcal', 'error ENERGY_IMPLAUSIBLE kcal'],
	],
	['decimals as PostgreSQL gives them', rules.checkFood, food, { kcal: '116.00', serving_g: '150.0' }, []],
	[
		'steps that differ',
		rules.checkRecipe,
		recipe,
		{ steps_ar: 'اغسل العدس واسلقه 30 دقيقة.' },
		['error STEPS_COUNT_DIFFERS steps_ar'],
	],
	['no servings', rules.checkRecipe, recipe, { servings: 0 }, ['error NUMBER_OUT_OF_RANGE servings']],
	['half a serving', rules.checkRecipe, recipe, { servings: 1.5 }, ['error NUMBER_OUT_OF_RANGE servings']],
	['ingredients untouched', rules.checkRecipe, recipe, { ingredients: undefined }, []],
	['no ingredients', rules.checkRecipe, recipe, { ingredients: [] }, ['error VALUE_MISSING ingredients']],
	[
		'a weightless ingredient',
		rules.checkRecipe,
		recipe,
		{ ingredients: [{ food: { id: 7 }, grams: 0 }] },
		['error INGREDIENT_WITHOUT_WEIGHT ingredients/0/grams'],
	],
	[
		'a note in one language',
		rules.checkRecipe,
		recipe,
		{ ingredients: [{ food: 1, grams: 5, note_ar: 'مفروم' }] },
		['error TEXT_MISSING ingredients/0/note_en'],
	],
	[
		'a food used twice',
		rules.checkRecipe,
		recipe,
		{
			ingredients: [
				{ food: 1, grams: 5 },
				{ food: '1', grams: 5 },
			],
		},
		['warning INGREDIENT_REPEATED ingredients/1/food'],
	],
	['no url', rules.checkVideo, video, { url: '' }, ['error VALUE_MISSING url']],
	[
		'a url that is not secure',
		rules.checkVideo,
		video,
		{ url: 'http://example.com/1.mp4' },
		['error URL_NOT_HTTPS url'],
	],
	[
		'a video of no length',
		rules.checkVideo,
		video,
		{ duration_seconds: 0 },
		['error NUMBER_OUT_OF_RANGE duration_seconds'],
	],
	[
		'hours that do not add up',
		rules.checkFastingPreset,
		preset,
		{ eating_hours: 9 },
		['error HOURS_DO_NOT_ADD_UP eating_hours'],
	],
	[
		'5:2 without days',
		rules.checkFastingPreset,
		preset,
		{ kind: 'weekly', fasting_hours: null, eating_hours: null },
		['error VALUE_MISSING fast_days_per_week'],
	],
	[
		'ramadan without hours',
		rules.checkFastingPreset,
		preset,
		{ kind: 'ramadan', fasting_hours: null, eating_hours: null },
		[],
	],
	[
		'a floor below 1200',
		rules.checkGoalDefaults,
		goal,
		{ floor_kcal_female: 1100 },
		['error NUMBER_OUT_OF_RANGE floor_kcal_female'],
	],
	[
		'paces out of order',
		rules.checkGoalDefaults,
		goal,
		{ pace_fast: 0.12 },
		['error NUMBER_BELOW_PREVIOUS pace_fast'],
	],
	[
		'an equation nobody knows',
		rules.checkGoalDefaults,
		goal,
		{ energy_formula: 'guess' },
		['error CHOICE_UNKNOWN energy_formula'],
	],
	[
		'an equation on lean mass',
		rules.checkGoalDefaults,
		goal,
		{ energy_formula: 'katch_mcardle_x_pal' },
		['warning FORMULA_NEEDS_BODY_FAT energy_formula'],
	],
	[
		'floors that are swapped',
		rules.checkGoalDefaults,
		goal,
		{ floor_kcal_female: 1800 },
		['error FLOORS_SWAPPED floor_kcal_male'],
	],
	[
		'a goal that loses nothing',
		rules.checkGoalDefaults,
		goal,
		{ pace_gentle: 0, max_deficit_kcal: '0' },
		['error GOAL_WITHOUT_EFFECT pace_gentle', 'error GOAL_WITHOUT_EFFECT max_deficit_kcal'],
	],
	['a surplus of nothing where the goal is another', rules.checkGoalDefaults, goal, { surplus_share: 0 }, []],
	[
		'good diet variants',
		rules.checkGoalDefaults,
		goal,
		{ diet_variants: { keto: { carb_g_max: 25 }, vegan: { protein_g_per_kg: 1.8 }, low_carb: {} } },
		[],
	],
	[
		'diet variants of another shape',
		rules.checkGoalDefaults,
		goal,
		{ diet_variants: ['keto'] },
		['error VARIANTS_NOT_AN_OBJECT diet_variants'],
	],
	[
		'diet variants that say nothing usable',
		rules.checkGoalDefaults,
		goal,
		{ diet_variants: { 'Low carb': {}, keto: 30, paleo: { carbs: 3, fat_share: 30, carb_g_max: null } } },
		[
			'error DIET_NAME_INVALID diet_variants/Low carb',
			'error VARIANTS_NOT_AN_OBJECT diet_variants/keto',
			'error VARIANT_NUMBER_UNKNOWN diet_variants/paleo/carbs',
			'error NUMBER_OUT_OF_RANGE diet_variants/paleo/fat_share',
			'error NUMBER_OUT_OF_RANGE diet_variants/paleo/carb_g_max',
		],
	],
	[
		'a private link',
		rules.checkBrandLink,
		link,
		{ url: 'https://localhost/x' },
		['error URL_HOST_NOT_PUBLIC url'],
	],
	[
		'an unreadable floor',
		(row) => rules.checkScreen(row, catalogue),
		screen,
		{ min_app_version_ios: 'soon' },
		['error VERSION_UNREADABLE min_app_version_ios'],
	],
	[
		'a payload fault',
		(row) => rules.checkScreen(row, catalogue),
		screen,
		{ payload_json: { title: 'T', components: [1] } },
		['error COMPONENT_NOT_AN_OBJECT payload_json/components/0'],
	],
	[
		'an English title on an Arabic screen',
		(row) => rules.checkScreen(row, catalogue),
		screen,
		{ locale: 'ar' },
		['error TEXT_WRONG_SCRIPT payload_json/title'],
	],
	[
		'no schema version',
		(row) => rules.checkScreen(row, catalogue),
		screen,
		{ schema_version: null },
		['error VALUE_MISSING schema_version'],
	],
	[
		'a range nobody can read',
		rules.checkAppSettings,
		settings,
		{ refused_versions: [{ platform: 'web', range: '~2' }] },
		[
			'error PLATFORM_UNKNOWN refused_versions/0/platform',
			'error VERSION_RANGE_UNREADABLE refused_versions/0/range',
		],
	],
	[
		'the latest version refused',
		rules.checkAppSettings,
		settings,
		{ refused_versions: [{ platform: 'ios', range: '2.5.x' }] },
		['warning LATEST_VERSION_REFUSED refused_versions/0/range'],
	],
	[
		'a message in one language',
		rules.checkAppSettings,
		settings,
		{ upgrade_message_ar: null },
		['error TEXT_MISSING upgrade_message_ar'],
	],
])('%s', (_name, check, row, change, expected) => {
	expect(shown(check({ ...row, ...change }))).toEqual(expected);
});

describe('the seed foods', () => {
	const foods = readSeedFoods();

	it('are 85', () => {
		expect(foods).toHaveLength(85);
	});

	it.each(foods.map((row) => [row.slug, row] as const))('%s passes', (_slug, row) => {
		expect(shown(rules.checkFood(row)).filter((line) => line.startsWith('error'))).toEqual([]);
	});
});
