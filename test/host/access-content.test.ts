import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulePermissions } from '../../schema/access/index.ts';
import { collectionList, collections } from '../../schema/collections/index.ts';
import { sduiDrafts } from '../../schema/collections/screens.ts';
import { columnsOf, type Collection } from '../../schema/model/collection.ts';
import {
	asQuery,
	type Caller,
	callerOf,
	codesOf,
	listen,
	readAttempts,
	type StoredRow,
	storeRow,
	writeAttempts,
} from '../support/access/index.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';

const content = collectionList.filter(({ audience }) => audience === 'content');
const withStatus = content.filter(({ fields }) => 'status' in fields);
const guarded = collectionList.filter(({ audience }) =>
	['content', 'editorial', 'record'].includes(audience),
);
const readers = ['anonymous', 'app user'] as const;
const endpointOf = (of: Collection) => `/mobile/${of.name.replace('_', '-')}`;

const refusals = [
	'FORBIDDEN',
	'GRAPHQL_VALIDATION',
	'INVALID_PAYLOAD',
	'ROUTE_NOT_FOUND',
	'INVALID_CREDENTIALS',
];
/** What GraphQL of Directus says to somebody who may change nothing at all: there is no mutation type then. */
const noMutations = 'INTERNAL_SERVER_ERROR';

describeOnHosts(
	'content',
	(kind) => {
		/** Directus 12 without a licence refuses row-level rules; there the public has /mobile only. */
		const hasRules = kind.major === 11;
		let host: Host;
		let editor: TestUser;
		let callers: Record<(typeof readers)[number] | 'editor', Caller>;
		const hidden = new Map<string, StoredRow[]>();
		const shown = new Map<string, string>();

		beforeAll(async () => {
			const env = {
				PRESSURE_LIMITER_ENABLED: 'false',
				IMPORT_TIMEOUT: '30s',
				WEBSOCKETS_ENABLED: 'true',
				WEBSOCKETS_REST_AUTH: 'public',
			};
			host = await startHost({ ...kind, name: 'content', provisioned: 'seeded', env });
			editor = await withUser(host, { role: 'Editor' });
			const phone = await withUser(host, { role: 'App User' });
			callers = {
				anonymous: callerOf(host, 'anonymous', null),
				'app user': callerOf(host, 'app user', phone.token),
				editor: callerOf(host, 'editor', editor.token),
			};
			// The seed has a row of everything else.
			await storeRow(host, sduiDrafts, 'mark-draft-sdui_drafts');
			for (const of of withStatus) {
				const free = of.name === 'goal_defaults' ? [{ goal: 'free-1' }, { goal: 'free-2' }] : [{}, {}];
				hidden.set(of.name, [
					await storeRow(host, of, `mark-draft-${of.name}`, { status: 'draft', ...free[0] }),
					await storeRow(host, of, `mark-archived-${of.name}`, { status: 'archived', ...free[1] }),
				]);
				const published = await host.knex(of.name).where({ status: 'published' }).first('id');
				shown.set(of.name, published.id);
			}
			await storeIngredients();
		});
		afterAll(() => host?.stop());

		/** A published recipe with an ingredient whose food is a draft, and a draft recipe with a published food. */
		const storeIngredients = async () => {
			const of = collections.recipe_ingredients;
			const draftFood = hidden.get('foods')![0]!.id;
			const draftRecipe = hidden.get('recipes')![0]!.id;
			hidden.set(of.name, [
				await storeRow(host, of, 'mark-draft-food-in-recipe', {
					recipe: shown.get('recipes'),
					food: draftFood,
				}),
				await storeRow(host, of, 'mark-food-in-draft-recipe', {
					recipe: draftRecipe,
					food: shown.get('foods'),
				}),
			]);
			const published = await host
				.knex(of.name)
				.whereIn('recipe', host.knex('recipes').select('id').where({ status: 'published' }))
				.whereNot('note_en', 'mark-draft-food-in-recipe')
				.first('id');
			shown.set(of.name, published.id);
		};

		const mayRead = ({ name }: Collection) =>
			hasRules && rulePermissions.some(({ collection }) => collection === name);

		const countPublished = async (of: Collection): Promise<number> => {
			const rows = await host.knex(of.name).count({ count: '*' });
			return Number(rows[0]!['count']) - hidden.get(of.name)!.length;
		};

		describe.each(content.map((of) => [of.name, of] as const))('%s', (name, of) => {
			it.each(readers)('drafts and archived rows do not exist for %s', async (reader) => {
				const faults: string[] = [];
				for (const row of hidden.get(name)!) {
					for (const { what, send } of readAttempts(of, row)) {
						const answer = await send(callers[reader]);
						if (/mark-(draft|archived|food)/.test(answer.text.replaceAll(`"${row.marker}" is`, '')))
							faults.push(`${what} told ${answer.text.slice(0, 200)}`);
						if (answer.text.includes(editor.id)) faults.push(`${what} told an editor’s id`);
						if (answer.status >= 500) faults.push(`${what} answered ${answer.status}`);
						if (!mayRead(of) && what.includes(`GET /items`) && answer.status !== 403)
							faults.push(`${what} answered ${answer.status}`);
					}
				}
				expect(faults).toEqual([]);
			});

			it.each(readers)(
				'published rows are what %s reads under /items, where rules are allowed',
				async (reader) => {
					const list = await callers[reader].call('GET', `/items/${name}?limit=-1&fields=*`);
					const counted = await callers[reader].call('GET', `/items/${name}?aggregate[count]=*`);
					const graphql = await callers[reader].graphql(
						`{ ${name}(limit: -1) { id } ${name}_aggregated { countAll } }`,
					);
					const item = await callers[reader].call('GET', `/items/${name}/${shown.get(name)}`);
					if (!mayRead(of)) {
						expect([list, counted, item].map(({ status }) => status)).toEqual([403, 403, 403]);
						expect(codesOf(graphql)).toContain('GRAPHQL_VALIDATION');
						return;
					}
					const count = await countPublished(of);
					expect(list.body.data).toHaveLength(count);
					expect((counted.body.data as { count: unknown }[]).map((row) => Number(row.count))).toEqual([
						count,
					]);
					expect(graphql.body.data).toMatchObject({ [`${name}_aggregated`]: [{ countAll: count }] });
					expect((graphql.body.data as Record<string, unknown[]>)[name]).toHaveLength(count);
					expect(item.status).toBe(200);
				},
			);

			it.each(readers)('who wrote a row is not told to %s', async (reader) => {
				if (!('user_created' in of.fields))
					return expect(Object.keys(of.fields)).not.toContain('user_updated');
				await host
					.knex(name)
					.where({ id: shown.get(name) })
					.update({ user_created: editor.id, user_updated: editor.id });
				const answers = [
					await callers[reader].call('GET', `/items/${name}?fields=user_created`),
					await callers[reader].call('GET', `/items/${name}?fields=id&sort=user_updated`),
					await callers[reader].call(
						'GET',
						`/items/${name}?${asQuery({ filter: { user_created: { _eq: editor.id } } })}`,
					),
					await callers[reader].call('GET', `/items/${name}?groupBy[]=user_created`),
					await callers[reader].call(
						'GET',
						`/items/${name}?${asQuery({ filter: { user_created: { email: { _eq: editor.email } } } })}`,
					),
					await callers[reader].call('GET', `/items/${name}?search=${editor.id}`),
				];
				for (const { text } of answers) expect(text).not.toMatch(new RegExp(`${editor.id}|${editor.email}`));
				expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
				const everything = await callers[reader].call('GET', `/items/${name}?fields=*.*&limit=-1`);
				expect(everything.text).not.toContain(editor.id);
				const graphql = await callers[reader].graphql(`{ ${name} { user_created { id } } }`);
				expect(codesOf(graphql)).toContain('GRAPHQL_VALIDATION');
			});

			it.each(readers)('a WebSocket tells %s nothing of drafts', async (reader) => {
				const socket = await listen(host, callers[reader].token);
				try {
					const [draft] = hidden.get(name)!;
					await socket.ask({ type: 'items', collection: name, action: 'read', query: { limit: -1 } });
					await socket.ask({ type: 'subscribe', collection: name });
					await host.knex(name).where({ id: draft!.id }).update({ sort: 3 });
					expect(socket.received()).not.toMatch(/mark-(draft|archived|food)/);
					expect(socket.received()).not.toContain(editor.id);
				} finally {
					socket.close();
				}
			});
		});

		it.each(withStatus.map((of) => [endpointOf(of), of] as const))(
			'%s serves nothing unpublished',
			async (path, of) => {
				const { call } = callers.anonymous;
				for (const { marker } of hidden.get(of.name)!) {
					expect((await call('GET', `${path}/${marker}`)).status).toBe(404);
					for (const query of ['?limit=100', `?q=${marker}`, '?sort=-slug&limit=100']) {
						const answer = await call('GET', path + query);
						expect([query, answer.status]).toEqual([query, 200]);
						expect(answer.text).not.toMatch(/mark-(draft|archived|food)|user_created|user_updated/);
						expect(answer.text).not.toContain(editor.id);
					}
				}
				const all = (await call('GET', `${path}?limit=100`)).body as { meta?: { total: number } };
				expect(all.meta?.total).toBe(await countPublished(of));
			},
		);

		it('a published recipe does not tell of a draft food in it, on any path', async () => {
			const recipe = await host
				.knex('recipes')
				.where({ id: shown.get('recipes') })
				.first();
			const served = await callers.anonymous.call('GET', `/mobile/recipes/${recipe.slug}`);
			expect(served.status).toBe(200);
			expect(served.text).not.toMatch(/mark-/);
			const inDraft = asQuery({
				filter: { ingredients: { food: { name_en: { _starts_with: 'mark-draft' } } } },
			});
			for (const reader of readers) {
				const deep = await callers[reader].call(
					'GET',
					'/items/recipes?fields=*,ingredients.*,ingredients.food.*&limit=-1',
				);
				const filtered = await callers[reader].call('GET', `/items/recipes?${inDraft}`);
				const sorted = await callers[reader].call(
					'GET',
					'/items/recipes?sort=ingredients.food.name_en&fields=slug',
				);
				const nested = await callers[reader].graphql(
					'{ recipes(limit: -1) { slug ingredients { note_en food { name_en } } } }',
				);
				for (const { text } of [deep, filtered, sorted, nested]) expect(text).not.toMatch(/mark-/);
				expect([filtered, sorted].map(({ status }) => status)).toEqual([403, 403]);
			}
		});

		it.each(readers)('%s guesses no draft recipe by way of its published foods', async (reader) => {
			for (const join of ['$FOLLOW(recipe_ingredients,food)', 'ingredients'])
				for (const path of ['[recipe][title_en]', '[recipe][status]', '[note_en]']) {
					const query = `filter[${join}]${path}[_starts_with]=mark`;
					expect((await callers[reader].call('GET', `/items/foods?${query}`)).status).toBe(403);
					expect((await callers[reader].call('GET', `/items/recipes?${query}`)).status).toBe(403);
				}
		});

		it('screens, catalogue, settings and releases are no collections of the public', async () => {
			for (const reader of readers) {
				for (const { name } of guarded.filter(({ audience }) => audience !== 'content')) {
					expect((await callers[reader].call('GET', `/items/${name}`)).status).toBe(403);
					expect(codesOf(await callers[reader].graphql(`{ ${name} { id } }`))).toContain(
						'GRAPHQL_VALIDATION',
					);
				}
			}
			const id = randomUUID();
			await host.knex('sdui_screens').insert({
				id,
				status: 'draft',
				screen_key: 'mark_draft',
				goal: 'default',
				locale: 'en',
				payload_json: '{}',
			});
			const manifest = await callers.anonymous.call('GET', '/mobile/screens');
			expect(manifest.status).toBe(200);
			expect(manifest.text).not.toContain('mark_draft');
			expect((await callers.anonymous.call('GET', '/mobile/screens/mark_draft')).status).toBe(404);
		});

		describe.each(guarded.map((of) => [of.name, of] as const))('changes of %s', (name, of) => {
			it.each(readers)('are refused to %s, and tell nothing', async (reader) => {
				const row = hidden.get(name)?.[0] ?? {
					id: (await host.knex(name).first('id')).id,
					marker: 'mark-none',
				};
				const [text] = columnsOf(of).find(([, { type, choices }]) => type === 'string' && !choices)!;
				const before = await host.knex(name).orderBy('id');
				const faults: string[] = [];
				for (const { what, send } of writeAttempts(of, row, { [text]: 'mine-now' })) {
					const answer = await send(callers[reader]);
					const codes = codesOf(answer);
					const allowed = what.startsWith('GraphQL') ? [...refusals, noMutations] : refusals;
					const isRefused = codes.length > 0 && codes.every((code) => allowed.includes(code));
					// Directus 11 looks rows up before it asks who may change them; it says 204 when it finds none.
					const foundNone =
						hasRules && !hidden.has(name) && what.includes('by query') && answer.status === 204;
					if (!isRefused && !foundNone)
						faults.push(`${what} answered ${answer.status} ${answer.text.slice(0, 200)}`);
					if (/mark-(draft|archived|food)/.test(answer.text)) faults.push(`${what} told ${answer.text}`);
				}
				expect(faults).toEqual([]);
				expect(await host.knex(name).orderBy('id')).toEqual(before);
			});
		});

		it('an editor creates, changes and deletes content and screens', async () => {
			for (const of of guarded.filter(({ audience, singleton }) => audience !== 'record' && !singleton)) {
				const [row] = hidden.get(of.name) ?? [];
				const list = await callers.editor.call('GET', `/items/${of.name}?fields=*&limit=1`);
				expect([of.name, list.status]).toEqual([of.name, 200]);
				if (row) expect((await callers.editor.call('GET', `/items/${of.name}/${row.id}`)).status).toBe(200);
			}
			const made = await callers.editor.call('POST', '/items/videos', { slug: 'by-editor' });
			const { id } = made.body.data as { id: string };
			expect((await callers.editor.call('PATCH', `/items/videos/${id}`, { level: 'beginner' })).status).toBe(
				200,
			);
			expect((await callers.editor.call('DELETE', `/items/videos/${id}`)).status).toBe(204);
		});
	},
	{ only: bothMajorsAndDatabases },
);
