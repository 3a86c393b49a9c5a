import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, callerOf } from '../support/access/index.ts';
import { goodRow, storeFoods } from '../support/editor-rows.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';

type Row = Record<string, unknown>;
type Fault = [rule: string, collection: string, change: Row, field: string, code: string, pointer?: string];

const layout = (component: Row, title = 'Trial') => ({ payload_json: { title, components: [component] } });
const text = { id: 'a', type: 'text_block', props: { text: 'Hello' } };

const faults: Fault[] = [
	['a name in one language', 'foods', { name_ar: null }, 'name_ar', 'TEXT_MISSING'],
	['an Arabic name in Latin letters', 'foods', { name_ar: 'Adas' }, 'name_ar', 'TEXT_WRONG_SCRIPT'],
	['an English name in Arabic letters', 'foods', { name_en: 'عدس' }, 'name_en', 'TEXT_WRONG_SCRIPT'],
	['a description in one language', 'foods', { description_en: 'Fine' }, 'description_ar', 'TEXT_MISSING'],
	['an unknown tag', 'foods', { tags: ['vegan', 'tasty'] }, 'tags', 'TAG_UNKNOWN', '/1'],
	['a tag twice', 'videos', { tags: ['quick', 'quick'] }, 'tags', 'TAG_REPEATED', '/1'],
	['a category that does not exist', 'foods', { category: 'nonsense' }, 'category', 'CHOICE_UNKNOWN'],
	['a status that does not exist', 'foods', { status: 'Published' }, 'status', 'CHOICE_UNKNOWN'],
	['more energy than pure fat', 'foods', { kcal: 5000 }, 'kcal', 'NUTRIENT_TOO_HIGH'],
	['a nutrient below zero', 'foods', { protein_g: -1 }, 'protein_g', 'NUTRIENT_NEGATIVE'],
	['energy the nutrients do not give', 'foods', { kcal: 300 }, 'kcal', 'ENERGY_IMPLAUSIBLE'],
	['more saturated fat than fat', 'foods', { sat_fat_g: 2 }, 'sat_fat_g', 'SAT_FAT_EXCEEDS_FAT'],
	['more sugar than carbohydrate', 'foods', { sugar_g: 30 }, 'sugar_g', 'SUGAR_EXCEEDS_CARB'],
	['more than 100 g in 100 g', 'foods', { protein_g: 90, kcal: 440 }, 'carb_g', 'MACROS_EXCEED_100_G'],
	['nutrients left out', 'foods', { kcal: null }, 'kcal', 'NUTRIENT_MISSING'],
	['a slug with spaces', 'foods', { slug: 'Red Lentils' }, 'slug', 'SLUG_INVALID'],
	['a video over http', 'videos', { url: 'http://example.com/v' }, 'url', 'URL_NOT_HTTPS'],
	['a video on a private host', 'videos', { url: 'https://10.0.0.1/v' }, 'url', 'URL_HOST_NOT_PUBLIC'],
	['a video without an address', 'videos', { url: null }, 'url', 'VALUE_MISSING'],
	['a level that does not exist', 'videos', { level: 'expert' }, 'level', 'CHOICE_UNKNOWN'],
	['a script as a link', 'brands_links', { url: 'javascript:alert(1)' }, 'url', 'URL_NOT_A_URL'],
	['hours that are no day', 'fasting_presets', { eating_hours: 9 }, 'eating_hours', 'HOURS_DO_NOT_ADD_UP'],
	['unequal steps', 'recipes', { steps_ar: 'اغسل العدس.' }, 'steps_ar', 'STEPS_COUNT_DIFFERS'],
	['no ingredients', 'recipes', { ingredients: [] }, 'ingredients', 'VALUE_MISSING'],
	['no serving', 'recipes', { servings: 0 }, 'servings', 'NUMBER_OUT_OF_RANGE'],
	['a cuisine that does not exist', 'recipes', { cuisine: 'lunar' }, 'cuisine', 'CHOICE_UNKNOWN'],
	[
		'an unknown component',
		'sdui_screens',
		layout({ ...text, type: 'nope' }),
		'payload_json',
		'COMPONENT_TYPE_UNKNOWN',
	],
	[
		'an unreadable version',
		'sdui_screens',
		{ min_app_version: 'newest' },
		'min_app_version',
		'VERSION_UNREADABLE',
	],
	[
		'an unreadable iOS version',
		'sdui_screens',
		{ min_app_version_ios: '1..2' },
		'min_app_version_ios',
		'VERSION_UNREADABLE',
	],
	['a screen without a name', 'sdui_screens', { screen_key: 'No Name' }, 'screen_key', 'SCREEN_KEY_INVALID'],
	['a language we do not have', 'sdui_screens', { locale: 'fr' }, 'locale', 'CHOICE_UNKNOWN'],
	['schema version zero', 'sdui_screens', { schema_version: 0 }, 'schema_version', 'NUMBER_OUT_OF_RANGE'],
	[
		'a schema that does not compile',
		'sdui_components',
		{ props_schema: { type: 'nonsense' } },
		'props_schema',
		'PROPS_SCHEMA_BROKEN',
	],
	['a component named drop', 'sdui_components', { type: 'drop' }, 'type', 'COMPONENT_TYPE_INVALID'],
	['an unknown fallback', 'sdui_components', { fallback: 'nope' }, 'fallback', 'FALLBACK_UNKNOWN'],
];

describeOnHosts(
	'what an editor cannot save',
	(kind) => {
		let host: Host;
		let english: Caller;
		let arabic: Caller;
		let food: { published: string; draft: string };

		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'rules',
				provisioned: 'seeded',
				env: { PRESSURE_LIMITER_ENABLED: 'false', IMPORT_TIMEOUT: '30s' },
			});
			food = await storeFoods(host);
			const en = await withUser(host, { role: 'Editor', language: 'en-US' });
			const ar = await withUser(host, { role: 'Editor', language: 'ar-SA' });
			english = callerOf(host, 'English editor', en.token);
			arabic = callerOf(host, 'Arabic editor', ar.token);
		});
		afterAll(() => host?.stop());

		const good = (collection: string): Row => goodRow[collection]!(food.published);
		/** Without what a release of an earlier test may still be counting up. */
		const rowsIn = async (collection: string) =>
			(await host.knex(collection).orderBy('id')).map((row: Row) => ({ ...row, revision: null }));
		const create = (editor: Caller, collection: string, row: Row) =>
			editor.call('POST', `/items/${collection}`, row);

		/** Sends the same faulty write as both editors. */
		const expectRefusal = async (
			collection: string,
			send: (editor: Caller) => Promise<Answer>,
			{ field, code, pointer }: { field: string; code: string; pointer?: string | undefined },
		) => {
			const before = await rowsIn(collection);
			for (const [editor, script] of [
				[english, /\p{Script=Latin}/u],
				[arabic, /\p{Script=Arabic}/u],
			] as const) {
				const answer = await send(editor);
				expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('FAILED_VALIDATION')]);
				const found = answer.body.errors!.find(({ extensions }) => extensions['rule'] === code);
				expect(found, answer.text).toBeDefined();
				expect(found).toMatchObject({ extensions: { code: 'FAILED_VALIDATION', field } });
				if (pointer) expect(found!.extensions['pointer']).toBe(pointer);
				const words = found!.message.replace(/[“«][^”»]*[”»]|\([^)]*\)/gu, '');
				expect(words).toMatch(script);
				if (editor === english) expect(words).not.toMatch(/\p{Script=Arabic}/u);
			}
			expect(await rowsIn(collection)).toEqual(before);
		};

		it.each(faults)('%s: %s', async (_rule, collection, change, field, code, pointer) => {
			await expectRefusal(
				collection,
				(editor) => create(editor, collection, { ...good(collection), ...change }),
				{ field, code, pointer },
			);
			const corrected = await create(english, collection, good(collection));
			expect([corrected.status, corrected.text]).toEqual([200, expect.any(String)]);
		});

		it.each([
			['foods', 'slug'],
			['videos', 'slug'],
			['recipes', 'slug'],
			['fasting_presets', 'slug'],
			['brands_links', 'slug'],
			['sdui_components', 'type'],
			['sdui_screens', 'screen_key'],
		])('two %s with the same %s', async (collection, field) => {
			const row = good(collection);
			expect((await create(english, collection, row)).status).toBe(200);
			const again = { ...good(collection), [field]: row[field] };
			const taken = { field, code: 'VALUE_TAKEN' };
			await expectRefusal(collection, (editor) => create(editor, collection, again), taken);

			const second = (await create(english, collection, good(collection))).body.data as { id: string };
			const path = `/items/${collection}/${second.id}`;
			await expectRefusal(collection, (editor) => editor.call('PATCH', path, { [field]: row[field] }), taken);
			expect((await english.call('PATCH', path, { [field]: good(collection)[field] })).status).toBe(200);
		});

		it('one slug for several videos at once', async () => {
			const ids: string[] = [];
			for (let index = 0; index < 2; index++)
				ids.push(((await create(english, 'videos', good('videos'))).body.data as { id: string }).id);
			const change = { keys: ids, data: { slug: 'same-for-all' } };
			await expectRefusal('videos', (editor) => editor.call('PATCH', '/items/videos', change), {
				field: 'slug',
				code: 'VALUE_TAKEN',
			});
		});

		it('energy that does not follow is accepted with a reason', async () => {
			const row = { ...good('foods'), kcal: 300, override_reason: 'Measured in a laboratory' };
			expect((await create(english, 'foods', row)).status).toBe(200);
		});

		it('a component newer than the screen’s schema version', async () => {
			const component: Row = { ...good('sdui_components'), status: 'published', since_schema_version: 3 };
			expect((await create(english, 'sdui_components', component)).status).toBe(200);
			const layoutOf = {
				payload_json: { title: 'Trial', components: [{ id: 'a', type: component['type'], props: {} }] },
			};
			const screen = { ...good('sdui_screens'), ...layoutOf };
			await expectRefusal(
				'sdui_screens',
				(editor) => create(editor, 'sdui_screens', { ...screen, schema_version: 2 }),
				{
					field: 'payload_json',
					code: 'COMPONENT_TOO_NEW',
					pointer: '/components/0/type',
				},
			);
			expect((await create(english, 'sdui_screens', { ...screen, schema_version: 3 })).status).toBe(200);
		});

		it('every fault of a layout is named with its place', async () => {
			const components = [text, { id: 'b', type: 'nope' }, { id: 'a', type: 'nope_either' }];
			const answer = await create(english, 'sdui_screens', {
				...good('sdui_screens'),
				payload_json: { title: 'T', components },
			});
			const places = answer.body.errors!.map(({ extensions }) => extensions['pointer']);
			expect(places).toEqual(expect.arrayContaining(['/components/1/type', '/components/2/type']));
			expect(answer.body.errors!.map(({ message }) => message)).toEqual(
				expect.arrayContaining([expect.stringContaining('/components/1/type')]),
			);
		});

		it('several faults in one write are all reported, each at its field', async () => {
			const faulty = {
				...good('foods'),
				name_ar: null,
				tags: ['tasty'],
				kcal: -1,
				slug: 'A B',
				category: 'x',
			};
			const answer = await create(english, 'foods', faulty);
			expect(answer.status).toBe(400);
			const fields = answer.body.errors!.map(({ extensions }) => extensions['field']);
			expect(fields.sort()).toEqual(['category', 'kcal', 'name_ar', 'slug', 'tags']);
		});

		it('a draft may be incomplete, and is not published before it is complete', async () => {
			for (const [collection, least] of Object.entries({
				foods: { slug: 'half-food' },
				recipes: { slug: 'half-recipe', title_en: 'Half' },
				videos: { slug: 'half-video' },
				fasting_presets: { slug: 'half-preset' },
				brands_links: { slug: 'half-link' },
			})) {
				const saved = await create(english, collection, least);
				expect([collection, saved.status]).toEqual([collection, 200]);
				const { id } = saved.body.data as { id: string };
				const published = await english.call('PATCH', `/items/${collection}/${id}`, { status: 'published' });
				expect([collection, published.status]).toEqual([collection, 400]);
				expect(await host.knex(collection).where({ id }).first('status')).toEqual({ status: 'draft' });
			}
		});

		it('what is there in a draft must be right all the same', async () => {
			const answer = await create(english, 'videos', { slug: 'draft-video', url: 'http://example.com' });
			expect(answer.body.errors).toMatchObject([{ extensions: { field: 'url', rule: 'URL_NOT_HTTPS' } }]);
		});

		it('texts are saved trimmed and composed', async () => {
			const row = { ...good('foods'), name_en: '  Cafe\u0301 ' };
			const saved = await create(english, 'foods', row);
			expect(saved.body.data).toMatchObject({ name_en: 'Caf\u00e9' });
		});

		describe('recipes and foods', () => {
			const recipe = async (change: Row = {}) =>
				(await create(english, 'recipes', { ...good('recipes'), ...change })).body.data as {
					id: string;
					ingredients: string[];
				};

			it('a recipe with an unpublished ingredient is not published', async () => {
				const draft = await recipe({ status: 'draft', ingredients: [{ food: food.draft, grams: 5 }] });
				const publish = (editor: Caller) =>
					editor.call('PATCH', `/items/recipes/${draft.id}`, { status: 'published' });
				await expectRefusal('recipes', publish, {
					field: 'ingredients',
					code: 'FOOD_UNPUBLISHED',
					pointer: '/0/food',
				});
			});

			it('a published food that a recipe needs is not unpublished, archived or deleted', async () => {
				const used = (await create(english, 'foods', good('foods'))).body.data as { id: string };
				const { id } = await recipe({ ingredients: [{ food: used.id, grams: 5 }] });
				const path = `/items/foods/${used.id}`;
				for (const status of ['draft', 'archived']) {
					await expectRefusal('foods', (editor) => editor.call('PATCH', path, { status }), {
						field: 'status',
						code: 'FOOD_IN_USE',
					});
				}
				const gone = { field: 'id', code: 'FOOD_IN_USE' };
				await expectRefusal('foods', (editor) => editor.call('DELETE', path), gone);

				expect((await english.call('PATCH', `/items/recipes/${id}`, { status: 'draft' })).status).toBe(200);
				expect((await english.call('PATCH', path, { status: 'archived' })).status).toBe(200);
				expect((await english.call('DELETE', `/items/recipes/${id}`)).status).toBe(204);
				expect((await english.call('DELETE', path)).status).toBe(204);
			});

			it('an ingredient that is saved by itself meets the rules of its recipe', async () => {
				const { id, ingredients } = await recipe();
				const [ingredient] = ingredients;
				const path = `/items/recipe_ingredients/${ingredient}`;
				const row = { recipe: id, food: food.published, grams: 5 };
				const refused: [Row, string, string][] = [
					[{ food: food.draft }, 'food', 'FOOD_UNPUBLISHED'],
					[{ food: null }, 'food', 'FOOD_UNKNOWN'],
					[{ food: { id: food.published, status: 'draft' } }, 'food', 'FOOD_UNPUBLISHED'],
					[{ grams: 0 }, 'grams', 'WEIGHT_NOT_POSITIVE'],
					[{ note_en: 'chopped' }, 'note_ar', 'TEXT_MISSING'],
				];
				for (const [change, field, code] of refused) {
					const rule = { field, code };
					await expectRefusal('recipe_ingredients', (editor) => editor.call('PATCH', path, change), rule);
					await expectRefusal(
						'recipe_ingredients',
						(editor) => create(editor, 'recipe_ingredients', { ...row, ...change }),
						rule,
					);
				}
				expect((await create(english, 'recipe_ingredients', row)).status).toBe(200);
				expect((await english.call('PATCH', path, { grams: 9 })).status).toBe(200);
			});

			it('a published recipe keeps an ingredient', async () => {
				const { ingredients } = await recipe();
				const other = await recipe({ status: 'draft' });
				const path = `/items/recipe_ingredients/${ingredients[0]}`;
				const rule = { field: 'recipe', code: 'RECIPE_WITHOUT_INGREDIENTS' };
				await expectRefusal('recipe_ingredients', (editor) => editor.call('DELETE', path), rule);
				for (const to of [other.id, null])
					await expectRefusal(
						'recipe_ingredients',
						(editor) => editor.call('PATCH', path, { recipe: to }),
						rule,
					);
			});
		});

		it('a release is neither made nor changed nor deleted by hand', async () => {
			const [release] = await host.knex('sdui_releases').limit(1);
			const rule = { field: 'id', code: 'RELEASE_IMMUTABLE' };
			const path = `/items/sdui_releases/${release.id}`;
			await expectRefusal('sdui_releases', (editor) => editor.call('PATCH', path, { revision: 9 }), rule);
			await expectRefusal('sdui_releases', (editor) => editor.call('DELETE', path), rule);
			await expectRefusal('sdui_releases', (editor) => create(editor, 'sdui_releases', {}), rule);
			await expect(host.admin('PATCH', path, { revision: 9 })).rejects.toThrow('RELEASE_IMMUTABLE');
		});

		it.each<[string, Row, string, string, string?]>([
			['an http store', { store_url_ios: 'http://example.com' }, 'store_url_ios', 'URL_NOT_HTTPS'],
			['an unreadable version', { latest_version_ios: 'x' }, 'latest_version_ios', 'VERSION_UNREADABLE'],
			[
				'an unreadable range',
				{ refused_versions: [{ platform: 'ios', range: 'all of them' }] },
				'refused_versions',
				'VERSION_RANGE_UNREADABLE',
				'/0/range',
			],
			[
				'a share of 200 %',
				{ floor_confirmation_share: 200 },
				'floor_confirmation_share',
				'NUMBER_OUT_OF_RANGE',
			],
			[
				'a cache policy that is a list',
				{ cache_policy: ['no-store'] },
				'cache_policy',
				'CACHE_POLICY_INVALID',
			],
			[
				'a cache policy for what does not exist',
				{ cache_policy: { fods: 'no-store' } },
				'cache_policy',
				'CACHE_POLICY_INVALID',
				'/fods',
			],
			[
				'a second header in a cache policy',
				{ cache_policy: { foods: 'no-store\r\nSet-Cookie: a=b' } },
				'cache_policy',
				'CACHE_POLICY_INVALID',
				'/foods',
			],
		])('app settings: %s', async (_rule, change, field, code, pointer) => {
			await expectRefusal('app_settings', (editor) => editor.call('PATCH', '/items/app_settings', change), {
				field,
				code,
				pointer,
			});
			const corrected = { latest_version_ios: '2.0.0', cache_policy: { foods: 'public, max-age=60' } };
			expect((await english.call('PATCH', '/items/app_settings', corrected)).status).toBe(200);
		});

		it('an editor without a language gets that of the project', async () => {
			await host.admin('PATCH', '/settings', { default_language: 'ar-SA' });
			try {
				const id = (await host.admin<{ id: string }>('GET', `/users/me`)).id;
				await host.admin('PATCH', `/users/${id}`, { language: null });
				const admin = callerOf(host, 'administrator', host.adminToken);
				const answer = await create(admin, 'videos', { ...good('videos'), url: 'http://example.com' });
				expect(answer.body.errors![0]!.message).toMatch(/\p{Script=Arabic}/u);
			} finally {
				await host.admin('PATCH', '/settings', { default_language: 'en-US' });
			}
		});
	},
	{ only: bothMajorsAndDatabases },
);
