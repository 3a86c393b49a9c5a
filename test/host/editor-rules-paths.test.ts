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
/** A way to save a row; `id` is that of a stored row, `row` what it would be. */
type Path = readonly [name: string, send: (editor: Caller, id: string, row: Row) => Promise<Answer>];

const literal = (value: unknown): string => {
	if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	return `{ ${Object.entries(value)
		.map(([name, inner]) => `${name}: ${literal(inner)}`)
		.join(', ')} }`;
};

const toCsv = (row: Row): string => {
	const cell = (value: unknown) =>
		`"${String(typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? '')).replaceAll('"', '""')}"`;
	return `${Object.keys(row).join(',')}\n${Object.values(row).map(cell).join(',')}\n`;
};

const creating: Path[] = [
	['POST of one', (editor, _id, row) => editor.call('POST', '/items/foods', row)],
	['POST of many', (editor, _id, row) => editor.call('POST', '/items/foods', [row])],
	[
		'GraphQL create item',
		(editor, _id, row) => editor.graphql(`mutation { create_foods_item(data: ${literal(row)}) { id } }`),
	],
	[
		'GraphQL create items',
		(editor, _id, row) => editor.graphql(`mutation { create_foods_items(data: [${literal(row)}]) { id } }`),
	],
	['import of JSON', (editor, _id, row) => editor.importFile('foods', 'json', JSON.stringify([row]))],
	['import of CSV', (editor, _id, row) => editor.importFile('foods', 'csv', toCsv(row))],
];

const updating: Path[] = [
	['PATCH of one', (editor, id, row) => editor.call('PATCH', `/items/foods/${id}`, row)],
	['PATCH with an array', (editor, id, row) => editor.call('PATCH', '/items/foods', [{ id, ...row }])],
	['PATCH with keys', (editor, id, row) => editor.call('PATCH', '/items/foods', { keys: [id], data: row })],
	[
		'PATCH with a query',
		(editor, id, row) =>
			editor.call('PATCH', '/items/foods', { query: { filter: { id: { _eq: id } } }, data: row }),
	],
	[
		'GraphQL update item',
		(editor, id, row) =>
			editor.graphql(`mutation { update_foods_item(id: "${id}", data: ${literal(row)}) { id } }`),
	],
	[
		'GraphQL update items',
		(editor, id, row) =>
			editor.graphql(`mutation { update_foods_items(ids: ["${id}"], data: ${literal(row)}) { id } }`),
	],
	[
		'GraphQL update batch',
		(editor, id, row) =>
			editor.graphql(`mutation { update_foods_batch(data: [${literal({ id, ...row })}]) { id } }`),
	],
	[
		'import of JSON over a row',
		(editor, id, row) => editor.importFile('foods', 'json', JSON.stringify([{ id, ...row }])),
	],
	['import of CSV over a row', (editor, id, row) => editor.importFile('foods', 'csv', toCsv({ id, ...row }))],
];

describeOnHosts(
	'the editors’ rules hold on every path',
	(kind) => {
		let host: Host;
		let english: Caller;
		let arabic: Caller;
		let food: { published: string; draft: string };

		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'rule-paths',
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
		const save = async (collection: string, row: Row): Promise<string> =>
			((await english.call('POST', `/items/${collection}`, row)).body.data as { id: string }).id;
		const contentOf = async () => ({
			foods: await host.knex('foods').orderBy('id'),
			recipes: await host.knex('recipes').orderBy('id'),
			ingredients: await host.knex('recipe_ingredients').orderBy('id'),
		});

		/** Both editors are refused in their language at each of the fields, and nothing is saved. */
		const expectRefusal = async (send: (editor: Caller) => Promise<Answer>, fields: string[]) => {
			const before = await contentOf();
			for (const editor of [english, arabic]) {
				const answer = await send(editor);
				const errors = answer.body.errors ?? [];
				const told = errors
					.map(({ extensions }) => `${extensions.code} ${String(extensions['field'])}`)
					.sort();
				expect([answer.status, told, answer.text]).toEqual([
					400,
					fields.map((field) => `FAILED_VALIDATION ${field}`),
					answer.text,
				]);
				expectLanguage(editor, answer);
			}
			expect(await contentOf()).toEqual(before);
		};

		/** GraphQL of Directus hands on the first error only, with 200 when the mutation returns one item. */
		const expectGraphqlRefusal = async (send: (editor: Caller) => Promise<Answer>, fields: string[]) => {
			const before = await contentOf();
			for (const editor of [english, arabic]) {
				const answer = await send(editor);
				const [error] = answer.body.errors ?? [];
				expect([error?.extensions.code, answer.text]).toEqual(['FAILED_VALIDATION', answer.text]);
				expect(fields).toContain(error?.extensions['field']);
				expectLanguage(editor, answer);
			}
			expect(await contentOf()).toEqual(before);
		};
		const refusalOf = (name: string) => (name.startsWith('GraphQL') ? expectGraphqlRefusal : expectRefusal);

		const expectLanguage = (editor: Caller, { body }: Answer) => {
			const messages = (body.errors ?? []).map(({ message }) => message).join(' ');
			expect(/\p{Script=Arabic}/u.test(messages)).toBe(editor === arabic);
		};

		const faulty = { name_ar: 'Adas', kcal: -1, tags: ['tasty'] };
		const faultyFields = ['kcal', 'name_ar', 'tags'];

		it.each(creating)('%s', async (name, send) => {
			await refusalOf(name)((editor) => send(editor, '', { ...good('foods'), ...faulty }), faultyFields);
			const row = good('foods');
			const accepted = await send(english, '', row);
			expect(accepted.body.errors).toBeUndefined();
			expect(await host.knex('foods').where({ slug: row['slug'] }).first()).toMatchObject({
				status: 'published',
				kcal: 116,
			});
		});

		it.each(updating)('%s', async (name, send) => {
			const id = await save('foods', good('foods'));
			await refusalOf(name)((editor) => send(editor, id, faulty), faultyFields);
			const accepted = await send(english, id, { name_en: 'Red lentils', kcal: 120 });
			expect(accepted.body.errors).toBeUndefined();
			expect(await host.knex('foods').where({ id }).first()).toMatchObject({
				name_en: 'Red lentils',
				kcal: 120,
			});
		});

		it('one bad row of many stops them all', async () => {
			const rows = [good('foods'), { ...good('foods'), ...faulty }];
			await expectRefusal((editor) => editor.call('POST', '/items/foods', rows), faultyFields);
			const ids = [await save('foods', good('foods')), await save('foods', good('foods'))];
			const batch = [
				{ id: ids[0], kcal: 120 },
				{ id: ids[1], ...faulty },
			];
			await expectRefusal((editor) => editor.call('PATCH', '/items/foods', batch), faultyFields);
			const file = JSON.stringify(rows);
			await expectRefusal((editor) => editor.importFile('foods', 'json', file), faultyFields);
		});

		describe('recipes with nested ingredients', () => {
			const saveRecipe = async () => {
				const id = await save('recipes', {
					...good('recipes'),
					ingredients: [1, 2].map((grams) => ({ food: food.published, grams })),
				});
				const ids: { id: string }[] = await host
					.knex('recipe_ingredients')
					.where({ recipe: id })
					.select('id');
				return { id, ingredients: ids.map((row) => row.id) };
			};
			const patch = (id: string, ingredients: unknown) => (editor: Caller) =>
				editor.call('PATCH', `/items/recipes/${id}`, { ingredients });

			it.each<[string, (own: string[]) => unknown]>([
				['a draft food in a list', (own) => [...own, { food: food.draft, grams: 5 }]],
				[
					'a draft food to create',
					() => ({ create: [{ food: food.draft, grams: 5 }], update: [], delete: [] }),
				],
				[
					'a draft food to update',
					([first]) => ({ create: [], update: [{ id: first, food: food.draft }], delete: [] }),
				],
				[
					'a new ingredient without weight',
					() => ({ create: [{ food: food.published }], update: [], delete: [] }),
				],
				['a weight of nothing', ([first]) => ({ create: [], update: [{ id: first, grams: 0 }], delete: [] })],
				['all of them deleted', (own) => ({ create: [], update: [], delete: own })],
				['an empty list', () => []],
				['no list', () => null],
				[
					'a food that does not exist',
					(own) => [...own, { food: '11111111-1111-4111-8111-111111111111', grams: 5 }],
				],
			])('%s is refused', async (_name, change) => {
				const { id, ingredients } = await saveRecipe();
				await expectRefusal(patch(id, change(ingredients)), ['ingredients']);
			});

			it('a food that is turned into a draft on the way is refused', async () => {
				const { id, ingredients } = await saveRecipe();
				const used = await save('foods', good('foods'));
				const nested = { food: { id: used, status: 'draft' }, grams: 5 };
				await expectRefusal(patch(id, [...ingredients, nested]), ['food']);
				const row = { ...good('recipes'), ingredients: [nested] };
				await expectRefusal((editor) => editor.call('POST', '/items/recipes', row), ['food']);
			});

			it('a food with faults that is changed on the way is refused', async () => {
				const used = await save('foods', good('foods'));
				const row = { ...good('recipes'), ingredients: [{ food: { id: used, ...faulty }, grams: 5 }] };
				await expectRefusal((editor) => editor.call('POST', '/items/recipes', row), faultyFields);
			});

			it('ingredients are added, changed and removed in one write', async () => {
				const { id, ingredients } = await saveRecipe();
				const [kept, gone] = ingredients;
				const change = {
					create: [{ food: food.published, grams: 7 }],
					update: [{ id: kept, grams: 8 }],
					delete: [gone],
				};
				expect((await patch(id, change)(english)).status).toBe(200);
				const left: { grams: number }[] = await host
					.knex('recipe_ingredients')
					.where({ recipe: id })
					.orderBy('grams');
				expect(left.map(({ grams }) => grams)).toEqual([7, 8]);
				expect((await patch(id, [{ food: food.published, grams: 9 }])(english)).status).toBe(200);
				expect(await host.knex('recipe_ingredients').where({ recipe: id })).toMatchObject([{ grams: 9 }]);
			});

			it('GraphQL and imports meet the same rules', async () => {
				const { id, ingredients } = await saveRecipe();
				const nested = { ingredients: { create: [{ food: food.draft, grams: 5 }], update: [], delete: [] } };
				await expectRefusal(
					(editor) => editor.importFile('recipes', 'json', JSON.stringify([{ id, ...nested }])),
					['ingredients'],
				);
				const list = [...ingredients.map((own) => ({ id: own })), { food: { id: food.draft }, grams: 5 }];
				const update = `mutation { update_recipes_item(id: "${id}", data: ${literal({ ingredients: list })}) { id } }`;
				await expectGraphqlRefusal((editor) => editor.graphql(update), ['food']);
			});
		});

		describe('screens', () => {
			const wrong = { title: 'Trial', components: [{ id: 'a', type: 'nope' }] };

			it('a content version is promoted only when it is right', async () => {
				// Whether or not the model switches content versions on: an administrator may.
				await host.admin('PATCH', '/collections/sdui_screens', { meta: { versioning: true } });
				const row = good('sdui_screens');
				const id = await save('sdui_screens', row);
				const promote = async (editor: Caller, key: string, change: Row) => {
					const version = { key, name: key, collection: 'sdui_screens', item: id };
					const made = (await editor.call('POST', '/versions', version)) as Answer & {
						body: { data: { id: string } };
					};
					expect([made.status, made.text]).toEqual([200, made.text]);
					expect((await editor.call('POST', `/versions/${made.body.data.id}/save`, change)).status).toBe(200);
					const compared = await editor.call('GET', `/versions/${made.body.data.id}/compare`);
					const { mainHash } = compared.body.data as { mainHash: string };
					return editor.call('POST', `/versions/${made.body.data.id}/promote`, { mainHash });
				};
				const [english1, arabic1] = [
					await promote(english, 'wrong-en', { payload_json: wrong, min_app_version: 'x' }),
					await promote(arabic, 'wrong-ar', { payload_json: wrong, min_app_version: 'x' }),
				];
				for (const answer of [english1, arabic1]) {
					expect(answer.status).toBe(400);
					expect(answer.body.errors!.map(({ extensions }) => extensions['field']).sort()).toEqual([
						'min_app_version',
						'payload_json',
					]);
				}
				expect(arabic1.body.errors![0]!.message).toMatch(/\p{Script=Arabic}/u);
				const stored = await host.knex('sdui_screens').where({ id }).first();
				expect(stored.min_app_version).toBeNull();

				const right = { payload_json: { ...(row['payload_json'] as Row), title: 'Promoted' } };
				expect((await promote(english, 'right', right)).status).toBe(200);
				const after = (await english.call('GET', `/items/sdui_screens/${id}`)).body.data as {
					payload_json: Row;
				};
				expect(after.payload_json['title']).toBe('Promoted');
			});

			it.each<[string, (editor: Caller, id: string) => Promise<Answer>]>([
				['PATCH', (editor, id) => editor.call('PATCH', `/items/sdui_screens/${id}`, { payload_json: wrong })],
				[
					'PATCH with JSON in a text',
					(editor, id) =>
						editor.call('PATCH', `/items/sdui_screens/${id}`, { payload_json: JSON.stringify(wrong) }),
				],
				[
					'PATCH with an array',
					(editor, id) => editor.call('PATCH', '/items/sdui_screens', [{ id, payload_json: wrong }]),
				],
				[
					'an import',
					(editor, id) =>
						editor.importFile('sdui_screens', 'json', JSON.stringify([{ id, payload_json: wrong }])),
				],
				[
					'an import of CSV',
					(editor, id) => editor.importFile('sdui_screens', 'csv', toCsv({ id, payload_json: wrong })),
				],
				[
					'GraphQL',
					(editor, id) =>
						editor.graphql(
							'mutation ($p: JSON) { update_sdui_screens_item(id: "ID", data: { payload_json: $p }) { id } }'.replace(
								'ID',
								id,
							),
							{ variables: { p: wrong } },
						),
				],
			])('a wrong layout by %s', async (name, send) => {
				const id = await save('sdui_screens', good('sdui_screens'));
				await refusalOf(name)((editor) => send(editor, id), ['payload_json']);
				expect((await english.call('GET', `/items/sdui_screens/${id}`)).text).not.toContain('nope');
			});
		});

		describe('the app settings', () => {
			const wrong = { latest_version_ios: 'newest', store_url_android: 'http://example.com' };

			it.each<[string, (editor: Caller) => Promise<Answer>]>([
				['PATCH', (editor) => editor.call('PATCH', '/items/app_settings', wrong)],
				[
					'GraphQL',
					(editor) => editor.graphql(`mutation { update_app_settings(data: ${literal(wrong)}) { id } }`),
				],
				['an import', (editor) => editor.importFile('app_settings', 'json', JSON.stringify([wrong]))],
			])('by %s', async (name, send) => {
				const before = await host.knex('app_settings').first();
				await refusalOf(name)(send, ['latest_version_ios', 'store_url_android']);
				expect(await host.knex('app_settings')).toEqual([before]);
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
