import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	makeRoomForFlow,
	startHost,
	type Host,
} from '../support/host/index.ts';
import { type Answer, read, revisionIn, untilServed } from '../support/publishing/reading.ts';

const looked = 2_500;

/** Promised of every change, by whatever way it was made. */
const noticedWithinMs = 5_000;

interface Food {
	id: string;
	slug: string;
	name_en: string;
	kcal: number;
}

describeOnHosts(
	'what is served',
	(kind) => {
		let host: Host;
		let foods: Food[];
		let count = 0;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'noticed', provisioned: 'seeded' });
			foods = await host
				.knex('foods')
				.where({ status: 'published' })
				.whereNotIn('id', host.knex('recipe_ingredients').select('food'))
				.orderBy('slug')
				.limit(12);
			await read(host, '/mobile/foods');
		});
		afterAll(() => host?.stop());

		const fresh = (): string => `Name ${(count += 1)}`;
		const food = (index: number): Food => foods[index]!;
		const pathOf = ({ slug }: { slug: string }): string => `/mobile/foods/${slug}`;
		const isNamed = (name: string) => (answer: Answer) => answer.body.data?.name_en === name;
		const draft = (slug: string) => ({
			slug,
			status: 'published',
			name_en: 'Test food',
			name_ar: 'طعام للتجربة',
			category: 'other',
			carb_convention: 'by_difference',
			kcal: 44,
			protein_g: 1,
			carb_g: 10,
			fat_g: 0,
		});
		const served = (path: string, matches: (answer: Answer) => boolean): Promise<number> =>
			untilServed(host, path, matches, noticedWithinMs);
		/** Also proves that the answer was in memory before. */
		const turnsOver = async (of: Food, change: (name: string) => Promise<unknown>): Promise<void> => {
			const name = fresh();
			expect(isNamed(name)(await read(host, pathOf(of)))).toBe(false);
			await change(name);
			await served(pathOf(of), isNamed(name));
		};

		describe('follows a change made', () => {
			it('with REST', async () => {
				await turnsOver(food(0), (name_en) => host.admin('PATCH', `/items/foods/${food(0).id}`, { name_en }));
			});

			it('to several items with one request', async () => {
				const names = [fresh(), fresh()];
				const change = names.map((name_en, index) => ({ id: food(index).id, name_en }));
				await host.admin('PATCH', '/items/foods', change);
				for (const [index, name] of names.entries()) await served(pathOf(food(index)), isNamed(name));

				const kcal = { data: { name_en: fresh() }, keys: [food(2).id, food(3).id] };
				await host.admin('PATCH', '/items/foods', kcal);
				for (const index of [2, 3]) await served(pathOf(food(index)), isNamed(kcal.data.name_en));
			});

			it('by creating, archiving, publishing again and deleting an item', async () => {
				const slug = `made-${randomUUID()}`;
				const path = pathOf({ slug });
				expect((await read(host, path)).status).toBe(404);
				const { id } = await host.admin<Food>('POST', '/items/foods', draft(slug));
				await served(path, ({ status }) => status === 200);
				for (const status of ['archived', 'published']) {
					await host.admin('PATCH', `/items/foods/${id}`, { status });
					await served(path, (answer) => answer.status === (status === 'published' ? 200 : 404));
				}
				await host.admin('DELETE', `/items/foods/${id}`);
				await served(path, ({ status }) => status === 404);
			});

			it('by sorting', async () => {
				const first = (await read(host, '/mobile/foods?limit=2')).body.data;
				await host.admin('POST', '/utils/sort/foods', { item: first[1].id, to: first[0].id });
				await served('/mobile/foods?limit=2', ({ body }) => body.data[0].id === first[1].id);
			});

			it('by importing a file', async () => {
				const slug = `imported-${randomUUID()}`;
				const form = new FormData();
				form.append(
					'file',
					new Blob([JSON.stringify([draft(slug)])], { type: 'application/json' }),
					'foods.json',
				);
				const headers = { authorization: `Bearer ${host.adminToken}` };
				const response = await host.fetch('/utils/import/foods', { method: 'POST', headers, body: form });
				expect(response.status).toBe(200);
				await served(pathOf({ slug }), ({ status }) => status === 200);
			});

			it('with GraphQL', async () => {
				await turnsOver(food(4), async (name) => {
					const query = `mutation { update_foods_item(id: "${food(4).id}", data: { name_en: "${name}" }) { id } }`;
					await host.admin('POST', '/graphql', { query });
				});
			});

			it('by a flow that emits no events', async () => {
				await makeRoomForFlow(host);
				await turnsOver(food(5), async (name_en) => {
					const flow = await host.admin<{ id: string }>('POST', '/flows', {
						name: name_en,
						status: 'active',
						trigger: 'webhook',
						options: { method: 'POST', async: false },
					});
					const operation = await host.admin<{ id: string }>('POST', '/operations', {
						flow: flow.id,
						key: 'change',
						name: 'change',
						type: 'item-update',
						position_x: 1,
						position_y: 1,
						options: {
							collection: 'foods',
							key: [food(5).id],
							payload: { name_en },
							permissions: '$full',
							emitEvents: false,
						},
					});
					await host.admin('PATCH', `/flows/${flow.id}`, { operation: operation.id });
					const answer = await host.fetch(`/flows/trigger/${flow.id}`, { method: 'POST' });
					expect(answer.ok).toBe(true);
				});
			});

			it('with SQL', async () => {
				await turnsOver(food(6), (name_en) =>
					host
						.knex('foods')
						.where({ id: food(6).id })
						.update({ name_en }),
				);
				const row = await host
					.knex('foods')
					.where({ id: food(6).id })
					.first();
				const copy = { ...row, id: randomUUID(), slug: `copy-${randomUUID()}` };
				for (const name of ['tags'])
					if (typeof copy[name] === 'object') copy[name] = JSON.stringify(copy[name]);
				await host.knex('foods').insert(copy);
				await served(pathOf(copy), ({ status }) => status === 200);
				await host.knex('foods').where({ id: copy.id }).delete();
				await served(pathOf(copy), ({ status }) => status === 404);
			});

			it('to the settings', async () => {
				const screen = await host.knex('sdui_screens').where({ status: 'published' }).first();
				const path = `/mobile/screens/${screen.screen_key}`;
				await read(host, path);
				const store_url_ios = `https://apps.apple.com/app/id${Date.now()}`;
				await host.admin('PATCH', '/items/app_settings', { store_url_ios });
				await served(path, ({ body }) => body.data.update.store_url.ios === store_url_ios);

				await host.admin('PATCH', '/items/app_settings', { cache_policy: { foods: 'public, max-age=7' } });
				const policy = async () => (await host.fetch('/mobile/foods')).headers.get('cache-control');
				await served('/mobile/foods', () => true);
				await expect.poll(policy, { timeout: noticedWithinMs }).toBe('public, max-age=7');
			});

			it('to a screen by promoting a version of it', async () => {
				const screen = await host
					.knex('sdui_screens')
					.where({ status: 'published', goal: 'default', locale: 'en' })
					.first();
				const path = `/mobile/screens/${screen.screen_key}`;
				const before = await read(host, path);
				// We ship without content versions; a project may switch them on.
				await host.admin('PATCH', '/collections/sdui_screens', { meta: { versioning: true } });
				const { id } = await host.admin<{ id: string }>('POST', '/versions', {
					key: 'next',
					name: 'Next',
					collection: 'sdui_screens',
					item: screen.id,
				});
				await host.admin('POST', `/versions/${id}/save`, { min_app_version: '1.2.3' });
				await sleep(looked);
				expect((await read(host, path)).etag).toBe(before.etag);
				const { mainHash } = await host.admin<{ mainHash: string }>('GET', `/versions/${id}/compare`);
				await host.admin('POST', `/versions/${id}/promote`, { mainHash });
				await served(
					path,
					({ body }) =>
						body.data.min_app_version === '1.2.3' && body.data.revision > before.body.data.revision,
				);
			});
		});

		describe('of a recipe follows', () => {
			it('a food in it, also when that is archived and comes back', async () => {
				const ingredient = await host.knex('recipe_ingredients').where('grams', '>', 0).first();
				const { slug } = await host.knex('recipes').where({ id: ingredient.recipe }).first();
				const food = () => host.knex('foods').where({ id: ingredient.food });
				const path = `/mobile/recipes/${slug}`;
				const before = (await read(host, path)).body.data;

				await food().increment('kcal', 40);
				await served(
					path,
					({ body }) => body.data.nutrition_per_serving.kcal > before.nutrition_per_serving.kcal,
				);
				const shown = before.ingredients.length;
				await food().update({ status: 'archived' });
				await served(path, ({ body }) => body.data.ingredients.length === shown - 1);
				await food().update({ status: 'published' });
				await served(path, ({ body }) => body.data.ingredients.length === shown);
			});

			it('an ingredient that moves to another recipe', async () => {
				const [from, to] = await host.knex('recipes').where({ status: 'published' }).orderBy('slug');
				const count = async (slug: string) =>
					(await read(host, `/mobile/recipes/${slug}`)).body.data.ingredients.length;
				const [before, after] = [await count(from.slug), await count(to.slug)];
				const moved = await host.knex('recipe_ingredients').where({ recipe: from.id }).first();
				await host.knex('recipe_ingredients').where({ id: moved.id }).update({ recipe: to.id });
				await served(`/mobile/recipes/${to.slug}`, ({ body }) => body.data.ingredients.length === after + 1);
				await served(
					`/mobile/recipes/${from.slug}`,
					({ body }) => body.data.ingredients.length === before - 1,
				);
			});
		});

		describe('stays as it is, to the revision and the entity tag,', () => {
			const unchanged = async (path: string, work: () => Promise<unknown>): Promise<void> => {
				const before = [await revisionIn(host), (await read(host, path)).etag];
				await work();
				await sleep(looked);
				expect([await revisionIn(host), (await read(host, path)).etag]).toEqual(before);
			};

			it('when a batch fails in the middle', async () => {
				const change = [
					{ id: food(7).id, name_en: fresh() },
					{ id: food(8).id, slug: food(9).slug },
				];
				await unchanged(pathOf(food(7)), () =>
					expect(host.admin('PATCH', '/items/foods', change)).rejects.toThrow('answered 4'),
				);
			});

			it('while a draft is made, changed and deleted', async () => {
				await unchanged('/mobile/foods', async () => {
					const item = { ...draft(`draft-${randomUUID()}`), status: 'draft' };
					const { id } = await host.admin<Food>('POST', '/items/foods', item);
					await host.admin('PATCH', `/items/foods/${id}`, { name_en: fresh() });
					await host.admin('DELETE', `/items/foods/${id}`);
				});
			});
		});

		it('leaves the entity tag of lists alone that do not show the changed item', async () => {
			const last = food(10);
			const paths = [
				'/mobile/foods?limit=3',
				'/mobile/foods?q=lentil&limit=2',
				'/mobile/recipes',
				'/mobile/videos',
			];
			const shown = (answers: Answer[]) =>
				answers.every(({ body }) => !JSON.stringify(body).includes(last.id));
			const before = await Promise.all(paths.map((path) => read(host, path)));
			expect(shown(before)).toBe(true);
			await turnsOver(last, async (name_en) => host.knex('foods').where({ id: last.id }).update({ name_en }));
			const after = await Promise.all(paths.map((path) => read(host, path)));
			expect(after.map(({ etag }) => etag)).toEqual(before.map(({ etag }) => etag));
		});

		it('is noticed again after the triggers were dropped, with what was changed meanwhile', async () => {
			const isPostgres = host.database === 'postgres';
			const triggers: { name: string; table: string }[] = isPostgres
				? (
						await host.knex.raw(
							`select tgname as name, tgrelid::regclass::text as "table" from pg_trigger where tgname like 'bebetter_log_%'`,
						)
					).rows
				: await host
						.knex('sqlite_master')
						.where('type', 'trigger')
						.where('name', 'like', 'bebetter_log_%')
						.select('name', { table: 'tbl_name' });
			expect(triggers.length).toBeGreaterThan(20);
			for (const { name, table } of triggers)
				await host.knex.raw(isPostgres ? `drop trigger "${name}" on "${table}"` : `drop trigger "${name}"`);
			const name_en = fresh();
			await host
				.knex('foods')
				.where({ id: food(11).id })
				.update({ name_en });
			await untilServed(host, pathOf(food(11)), isNamed(name_en), 20_000);
			await turnsOver(food(11), (name_en) =>
				host
					.knex('foods')
					.where({ id: food(11).id })
					.update({ name_en }),
			);
		});

		it.runIf(kind.database === 'postgres')(
			'never shows what is not committed, and shows it when it is',
			async () => {
				const name_en = fresh();
				const transaction = await host.knex.transaction();
				await transaction('foods')
					.where({ id: food(0).id })
					.update({ name_en });
				await sleep(looked);
				expect(isNamed(name_en)(await read(host, pathOf(food(0))))).toBe(false);
				await transaction.commit();
				await served(pathOf(food(0)), isNamed(name_en));
			},
		);

		it.runIf(kind.database === 'postgres')(
			'survives writers that touch the tables in opposite orders',
			async () => {
				const tables = ['foods', 'videos', 'recipes', 'brands_links'];
				const write = async (turn: number): Promise<void> => {
					const order = turn % 2 ? tables : [...tables].reverse();
					await host.knex.transaction(async (trx) => {
						for (const table of order) await trx(table).where({ status: 'published' }).update({ sort: turn });
					});
				};
				await Promise.all(Array.from({ length: 12 }, (_, turn) => write(turn)));
				const { sort } = await host.knex('videos').where({ status: 'published' }).first();
				await served('/mobile/videos', ({ body }) =>
					body.data.every((video: { sort: number }) => video.sort === sort),
				);
			},
		);

		it.runIf(kind.database === 'postgres')('is nothing after a table was truncated', async () => {
			await host.knex.raw('truncate table videos cascade');
			await served('/mobile/videos', ({ body }) => body.data.length === 0);
		});

		it('is in force after a restart, with the same triggers', async () => {
			await host.restart();
			expect(host.logs()).not.toContain('could not prepare the database');
			await turnsOver(food(1), (name_en) =>
				host
					.knex('foods')
					.where({ id: food(1).id })
					.update({ name_en }),
			);
		});
	},
	{ only: bothMajorsAndDatabases },
);
