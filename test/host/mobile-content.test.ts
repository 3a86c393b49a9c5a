import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resources } from '../../platform/content/resources.ts';
import { seed } from '../../schema/seed/index.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';

type Item = Record<string, unknown> & { slug: string };

interface Answer {
	data: Item[];
	meta: { total: number; page: number; pages: number; limit: number };
	errors: { extensions: { code: string } }[];
}

const seeded: Record<string, readonly { slug: string }[]> = {
	foods: seed.foods,
	recipes: seed.recipes,
	videos: seed.videos,
	'fasting-presets': seed.fastingPresets,
	'goal-defaults': seed.goalDefaults,
	'brands-links': seed.brandsLinks,
};

describeOnHosts(
	'the content routes',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'content', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		const list = async (path: string, parameters: Record<string, string> = {}): Promise<Answer> => {
			const { status, json } = await getJson<Answer>(
				host,
				`/mobile/${path}?${new URLSearchParams(parameters)}`,
			);
			expect(status, `${path} ${JSON.stringify(parameters)}`).toBe(200);
			return json;
		};
		const slugs = async (path: string, parameters: Record<string, string>): Promise<string[]> =>
			(await list(path, { limit: '200', ...parameters })).data.map(({ slug }) => slug);
		const item = (path: string, slug: string, query = '') =>
			getJson<{ data: Item; errors: Answer['errors'] }>(host, `/mobile/${path}/${slug}${query}`);

		describe.each(resources.map(({ path }) => path))('/mobile/%s', (path) => {
			const all = seeded[path] ?? [];

			it('lists everything that is published, in the editors’ order', async () => {
				const { data, meta } = await list(path, { limit: '200' });
				expect(data.map(({ slug }) => slug)).toEqual(all.map(({ slug }) => slug));
				expect(meta).toEqual({ total: all.length, page: 1, pages: 1, limit: 200 });
			});

			it('cuts the list into pages that lose and repeat nothing', async () => {
				const limit = 3;
				const pages = Math.ceil(all.length / limit);
				const found: string[] = [];
				for (let page = 1; page <= pages; page += 1) {
					const { data, meta } = await list(path, { limit: String(limit), page: String(page) });
					expect(meta).toEqual({ total: all.length, page, pages, limit });
					found.push(...data.map(({ slug }) => slug));
				}
				expect(found).toEqual(all.map(({ slug }) => slug));
				expect((await list(path, { limit: '3', page: '1000' })).data).toEqual([]);
			});

			it('gives each text in the language that was asked for, and the pair beside it', async () => {
				for (const locale of ['en', 'ar']) {
					const { data } = await list(path, { locale });
					for (const row of data) {
						const base = 'title_en' in row ? 'title' : 'name';
						expect(row[base]).toBe(row[`${base}_${locale}`]);
						expect(row[`${base}_ar`]).toMatch(/\p{Script=Arabic}|\d/u);
					}
				}
			});

			it('sorts up and down by name, with what has no value at the end', async () => {
				const base = 'title_en' in (all[0] ?? {}) ? 'title' : 'name';
				const order = async (sort: string) =>
					(await list(path, { sort, locale: 'ar', limit: '200' })).data.map((row) => String(row[base]));
				const up = await order(base);
				const { compare } = new Intl.Collator('ar', { numeric: true });
				expect(up).toEqual(up.toSorted(compare));
				expect(await order(`-${base}`)).toEqual(up.toSorted((a, b) => compare(b, a)));
			});

			it('answers 404 for an item that is not there', async () => {
				for (const slug of ['nothing-like-this', '__proto__', '%00', `${'x'.repeat(9000)}`]) {
					const { status, json } = await item(path, slug);
					expect(status).toBe(404);
					expect(json.errors[0]?.extensions.code).toBe('NOT_FOUND');
				}
			});

			it('gives one item with at least what the list has', async () => {
				const [first] = (await list(path, { locale: 'ar' })).data;
				const { status, json } = await item(path, first?.slug ?? '', '?locale=ar');
				expect(status).toBe(200);
				expect(json.data).toMatchObject(first ?? {});
			});

			it('never shows who wrote it, or its status', async () => {
				const [first] = (await list(path)).data;
				for (const name of ['status', 'user_created', 'user_updated', 'date_created', 'override_reason'])
					expect(first).not.toHaveProperty(name);
			});
		});

		it('25 items make a page unless the app says otherwise', async () => {
			const { data, meta } = await list('foods');
			expect(data).toHaveLength(25);
			expect(meta).toEqual({ total: 85, page: 1, pages: 4, limit: 25 });
		});

		it('numbers sort by size in both directions, several columns one after the other', async () => {
			const foods = (await list('foods', { sort: 'category,-kcal', limit: '200' })).data;
			const expected = seed.foods.toSorted(
				(a, b) => a.category.localeCompare(b.category, 'en') || b.kcal - a.kcal || (a.slug < b.slug ? -1 : 1),
			);
			expect(foods.map(({ slug }) => slug)).toEqual(expected.map(({ slug }) => slug));
		});

		it('unknown values sort last, up and down', async () => {
			const id = (await host.knex('foods').where({ slug: 'honey' }).first('id')).id;
			await host.admin('PATCH', `/items/foods/${id}`, { fibre_g: null });
			for (const sort of ['fibre_g', '-fibre_g'])
				expect((await slugs('foods', { sort })).at(-1), sort).toBe('honey');
			await host.admin('PATCH', `/items/foods/${id}`, { fibre_g: 0.2 });
		});

		describe('filters', () => {
			it('by tags: an item must carry all of them', async () => {
				for (const tags of [['vegan'], ['vegan', 'high_fibre'], ['vegan', 'high_fibre', 'gluten_free']]) {
					const expected = seed.foods.filter((food) => tags.every((tag) => food.tags.includes(tag as never)));
					expect(expected.length, tags.join()).toBeGreaterThan(0);
					expect(await slugs('foods', { tags: tags.join(',') })).toEqual(expected.map(({ slug }) => slug));
				}
				expect(await slugs('foods', { tags: 'vegan, high_fibre' })).toEqual(
					await slugs('foods', { tags: 'high_fibre,vegan' }),
				);
			});

			it('by category, cuisine, and together with search and tags', async () => {
				const fruit = seed.foods.filter(({ category }) => category === 'fruit');
				expect(await slugs('foods', { category: 'fruit' })).toEqual(fruit.map(({ slug }) => slug));
				const gulf = seed.recipes.filter(({ cuisine }) => cuisine === 'gulf');
				expect(await slugs('recipes', { cuisine: 'gulf' })).toEqual(gulf.map(({ slug }) => slug));
				expect(await slugs('foods', { category: 'fruit', q: 'تمر', tags: 'vegan' })).toEqual([
					'dates-medjool',
					'dates-deglet-noor',
				]);
			});
		});

		describe('search', () => {
			it.each([
				['as written', 'أرز', ['rice-white-cooked', 'rice-brown-cooked']],
				['with another alef', 'ارز', ['rice-white-cooked', 'rice-brown-cooked']],
				['with madda', 'آرز', ['rice-white-cooked', 'rice-brown-cooked']],
				['with diacritics', 'أَرُزّ', ['rice-white-cooked', 'rice-brown-cooked']],
				['with tatweel', 'أرـــز', ['rice-white-cooked', 'rice-brown-cooked']],
				['with ha for ta marbuta', 'شوكولاته', ['dark-chocolate-70-85']],
				['with ta marbuta', 'شوكولاتة', ['dark-chocolate-70-85']],
				['with alef maqsura for ya', 'حلبى', ['pistachios-raw']],
				['with a Persian keyboard’s kaf and ya', 'حلبی', ['pistachios-raw']],
				['with hamza left out', 'ملوخيه', ['molokhia-boiled']],
				['for two words in any order', 'أبيض أرز', ['rice-white-cooked']],
				['with spaces around', '  تمر   مجدول ', ['dates-medjool']],
				['in English, in capitals', 'MEDJOOL', ['dates-medjool']],
				['with a Latin accent', 'médjool', ['dates-medjool']],
				['in both languages at once', 'rice أبيض', ['rice-white-cooked']],
				['with Arabic digits', '٧٠', ['dark-chocolate-70-85']],
				['for what is not there', 'قنفذ', []],
			])('finds foods %s', async (_how, q, expected) => {
				for (const locale of ['ar', 'en'])
					expect(await slugs('foods', { q, locale }), locale).toEqual(expected);
			});

			it('takes signs literally', async () => {
				for (const q of ['%', '_', '.*', "'; drop table foods; --", '\\', '(', '%00', '\u0000'])
					expect(Array.isArray(await slugs('foods', { q })), q).toBe(true);
				expect(await slugs('foods', { q: '_' })).toEqual([]);
			});

			it('of only diacritics or spaces is no search', async () => {
				expect(await slugs('foods', { q: ' \u064e ' })).toHaveLength(85);
				expect(await slugs('foods', { q: '' })).toHaveLength(85);
			});
		});

		describe('recipes', () => {
			const nutrients = [
				'kcal',
				'protein_g',
				'carb_g',
				'fat_g',
				'fibre_g',
				'sugar_g',
				'sat_fat_g',
				'sodium_mg',
				'water_g',
			] as const;
			const foodBySlug = new Map(seed.foods.map((food) => [food.slug, food]));

			it('have the nutrition of their ingredients, shared out among the servings', async () => {
				const served = (await list('recipes', { limit: '200' })).data;
				for (const recipe of seed.recipes) {
					const nutrition = served.find(({ slug }) => slug === recipe.slug)?.[
						'nutrition_per_serving'
					] as Record<string, number>;
					for (const nutrient of nutrients) {
						let sum = 0;
						for (const { food, grams } of recipe.ingredients)
							sum += (grams / 100) * (foodBySlug.get(food)?.[nutrient] ?? 0);
						const half = nutrient.endsWith('_g') ? 0.05 : 0.5;
						const off = Math.abs((nutrition[nutrient] ?? Number.NaN) - sum / recipe.servings);
						expect(off, `${recipe.slug} ${nutrient}`).toBeLessThanOrEqual(half + 1e-9);
					}
				}
			});

			it('follow a corrected food at the next request', async () => {
				const id = (await host.knex('foods').where({ slug: 'chicken-thigh-roasted' }).first('id')).id;
				const sodium = async () =>
					(
						(await item('recipes', 'chicken-kabsa')).json.data['nutrition_per_serving'] as {
							sodium_mg: number;
						}
					).sodium_mg;
				const before = await sodium();
				const { sodium_mg } = await host.admin<{ sodium_mg: number }>(
					'GET',
					`/items/foods/${id}?fields=sodium_mg`,
				);
				await host.admin('PATCH', `/items/foods/${id}`, { sodium_mg: sodium_mg + 100 });
				// 480 g of it in 4 servings.
				expect(await sodium()).toBe(before + 120);
				await host.admin('PATCH', `/items/foods/${id}`, { sodium_mg });
			});

			it('name what is missing instead of counting it as zero', async () => {
				const id = (await host.knex('foods').where({ slug: 'almonds' }).first('id')).id;
				const { fibre_g } = await host.admin<{ fibre_g: number }>('GET', `/items/foods/${id}?fields=fibre_g`);
				await host.admin('PATCH', `/items/foods/${id}`, { fibre_g: null });
				const { data } = (await item('recipes', 'chicken-kabsa')).json;
				expect(data['nutrition_per_serving']).toMatchObject({
					incomplete: expect.arrayContaining(['fibre_g']),
				});
				await host.admin('PATCH', `/items/foods/${id}`, { fibre_g });
			});

			it('have their steps and ingredients in both languages, in order', async () => {
				for (const { slug, steps_en, steps_ar, ingredients } of seed.recipes.slice(0, 4)) {
					const { data } = (await item('recipes', slug, '?locale=ar')).json;
					expect(data['steps_en']).toEqual(steps_en.split('\n'));
					expect(data['steps_ar']).toEqual(steps_ar.split('\n'));
					expect(data['steps']).toEqual(data['steps_ar']);
					expect(data['ingredients']).toEqual(
						ingredients.map(({ food, grams, note_en = null, note_ar = null }) => {
							const { name_en, name_ar } = foodBySlug.get(food)!;
							return {
								food,
								grams,
								name_en,
								name_ar,
								name: name_ar,
								note_en,
								note_ar,
								note: note_ar ?? note_en,
							};
						}),
					);
				}
			});

			it('leave steps and ingredients out of lists', async () => {
				for (const recipe of (await list('recipes')).data)
					for (const name of ['steps_en', 'steps_ar', 'steps', 'ingredients'])
						expect(recipe).not.toHaveProperty(name);
			});
		});

		it.each([
			['foods', 'guava'],
			['recipes', 'tabbouleh'],
			['videos', 'morning-stretch'],
		])('a draft or archived item of %s is invisible until it is published', async (path, slug) => {
			const { id } = await host.knex(path).where({ slug }).first('id');
			for (const status of ['draft', 'archived']) {
				await host.admin('PATCH', `/items/${path}/${id}`, { status });
				expect((await item(path, slug)).status).toBe(404);
				expect(await slugs(path, {})).not.toContain(slug);
				const name = (seeded[path] as { slug: string; name_en?: string; title_en?: string }[]).find(
					(row) => row.slug === slug,
				)!;
				expect(await slugs(path, { q: name.name_en ?? name.title_en ?? '' })).not.toContain(slug);
			}
			await host.admin('PATCH', `/items/${path}/${id}`, { status: 'published' });
			expect((await item(path, slug)).status).toBe(200);
		});
	},
	{ only: bothMajorsAndDatabases },
);
