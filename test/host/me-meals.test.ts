import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';
import { type Phone, phoneOf, problemsOf } from '../support/phone.ts';

const meals = '/mobile/me/meal-logs';
const pantry = '/mobile/me/pantry';

describeOnHosts(
	'meals, pantry, targets and insights',
	(kind) => {
		let host: Host;
		let person: TestUser;
		let phone: Phone;

		beforeAll(async () => {
			// Targets are written here by hand; a job would compute them too.
			const env = { BEBETTER_ROLE: 'web' };
			host = await startHost({ ...kind, name: 'me-meals', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());
		beforeEach(async () => {
			person = await withUser(host, { role: 'App User' });
			phone = phoneOf(host, person.token);
		});

		const outcomes = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted();
		/** Every page of a list, as a phone reads it. */
		async function pagesOf(path: string): Promise<{ id: string }[]> {
			const rows = [];
			let cursor: string | null = '';
			while (cursor !== null) {
				const separator = path.includes('?') ? '&' : '?';
				const { json, text } = await phone.send('GET', `${path}${cursor && `${separator}cursor=${cursor}`}`);
				expect(json, text).toHaveProperty('data');
				rows.push(...json.data);
				cursor = json.meta.next_cursor;
			}
			return rows;
		}

		describe('a meal', () => {
			it('keeps the nutrition of a food as it was when it was eaten', async () => {
				const food = await host.knex('foods').where({ slug: 'lentils-boiled' }).first();
				const logged = await phone.send('POST', meals, { food: food.slug, grams: 250, meal: 'iftar' });
				expect(logged.status).toBe(201);
				expect(logged.json.data).toMatchObject({
					food: food.id,
					grams: 250,
					servings: null,
					meal: 'iftar',
					name_en: food.name_en,
					kcal: Math.round(food.kcal * 2.5),
					protein_g: Math.round(food.protein_g * 25) / 10,
					version: 1,
				});
				await host.admin('PATCH', `/items/foods/${food.id}`, { kcal: food.kcal + 3 });
				const later = await phone.send('GET', `${meals}/${logged.json.data.id}`);
				expect(later.json.data).toEqual(logged.json.data);
				await host.admin('PATCH', `/items/foods/${food.id}`, { kcal: food.kcal });
			});

			it('of a recipe counts its servings as the recipe’s own page does', async () => {
				const { data: recipe } = (await phone.send('GET', '/mobile/recipes/koshari')).json;
				const logged = await phone.send('POST', meals, { recipe: recipe.id, servings: 1 });
				expect(logged.json.data).toMatchObject({
					recipe: recipe.id,
					kcal: recipe.nutrition_per_serving.kcal,
					protein_g: recipe.nutrition_per_serving.protein_g,
				});
			});

			it('of one’s own takes the figures that are sent', async () => {
				const logged = await phone.send('POST', meals, { name_ar: 'كنافة', kcal: 420.4, fat_g: 20 });
				expect(logged.json.data).toMatchObject({ name_ar: 'كنافة', kcal: 420.4, fat_g: 20, protein_g: null });
			});

			it.each([
				[{ food: 'lentils-boiled' }, 'grams', 'grams'],
				[{ food: 'lentils-boiled', grams: 10, servings: 1 }, 'servings', 'not both'],
				[{ food: 'no-such-food', grams: 10 }, 'food', '/mobile/foods'],
				[{ food: 'lentils-boiled', recipe: 'koshari', grams: 10 }, 'recipe', 'one of the two'],
				[{ food: 'lentils-boiled', grams: 10, kcal: 5 }, 'kcal', 'leave it out'],
				[{ food: 'lentils-boiled', grams: 0 }, 'grams', 'above 0'],
				[{ name_en: 'Cake' }, 'kcal', 'missing'],
				[{ kcal: 300 }, 'name_en', 'missing'],
				[{ name_en: 'Cake\u0000', kcal: 300 }, 'name_en', 'NUL'],
				[{ name_en: 'Cake', kcal: 300, eaten_at: '2026-01-31T13:05:00' }, 'eaten_at', 'offset'],
				[{ name_en: 'Cake', kcal: 300, eaten_at: '2999-01-31T13:05:00Z' }, 'eaten_at', 'year'],
				[{ name_en: 'Cake', kcal: 300, client_id: 'two words' }, 'client_id', 'spaces'],
			])('%j is refused at %s', async (body, field, remedy) => {
				const answer = await phone.send('POST', meals, body);
				expect(answer.status).toBe(400);
				expect(problemsOf(answer)[field]).toContain(remedy);
			});

			it('belongs to the day on the person’s own clock', async () => {
				const at = (eaten_at: string) => phone.send('POST', meals, { name_en: 'Tea', kcal: 1, eaten_at });
				expect((await at('2026-03-01T23:30:00+03:00')).json.data.local_date).toBe('2026-03-01');
				await phone.send('PATCH', '/mobile/me/profile', { timezone: 'Pacific/Auckland' });
				expect((await at('2026-03-01T23:30:00+03:00')).json.data).toMatchObject({
					local_date: '2026-03-02',
					eaten_at: '2026-03-01T20:30:00.000Z',
				});
			});

			it('is computed anew when the amount is corrected', async () => {
				const { data: first } = (await phone.send('POST', meals, { food: 'lentils-boiled', grams: 100 }))
					.json;
				const path = `${meals}/${first.id}`;
				const corrected = await phone.send(
					'PATCH',
					path,
					{ grams: 200, note: 'two plates' },
					{ 'if-match': '"1"' },
				);
				expect(corrected.json.data).toMatchObject({
					grams: 200,
					kcal: first.kcal * 2,
					note: 'two plates',
					version: 2,
				});
				expect((await phone.send('PATCH', path, { grams: 300 }, { 'if-match': '"1"' })).status).toBe(412);
				for (const body of [{ food: 'koshari' }, { kcal: 1 }, { client_id: 'x' }])
					expect(outcomes([await phone.send('PATCH', path, body)])).toEqual([400]);
				expect((await phone.send('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(412);
				expect((await phone.send('DELETE', path)).status).toBe(204);
				expect((await phone.send('DELETE', path)).status).toBe(404);
			});
		});

		describe.each([
			['meal', meals, { name_en: 'Tea', kcal: 1 }, { name_en: 'Tea', kcal: 2 }],
			['pantry item', pantry, { name: 'Rice', grams: 5 }, { name: 'Rice', grams: 6 }],
		])('a repeated request for a %s', (_what, path, body, otherBody) => {
			const rows = async () => (await pagesOf(path)).length;

			it('adds nothing and gets the same row', async () => {
				const client_id = randomUUID();
				const first = await phone.send('POST', path, { client_id, ...body });
				expect(first.status).toBe(201);
				const again = await phone.send('POST', path, { ...body, client_id });
				expect([again.status, again.json]).toEqual([200, first.json]);
				expect(await rows()).toBe(1);
			});

			it('adds one row when it is sent twice at once', async () => {
				for (let round = 1; round <= 3; round += 1) {
					const sent = { client_id: randomUUID(), ...body };
					const answers = await Promise.all([
						phone.send('POST', path, sent),
						phone.send('POST', path, sent),
						phone.send('POST', path, sent),
					]);
					expect(outcomes(answers)).toEqual([200, 200, 201]);
					expect(new Set(answers.map(({ json }) => json.data.id)).size).toBe(1);
					expect(await rows()).toBe(round);
				}
			});

			it('is refused when it says something else under the same id', async () => {
				const client_id = randomUUID();
				await phone.send('POST', path, { client_id, ...body });
				const other = await phone.send('POST', path, { client_id, ...otherBody });
				expect(other.status).toBe(409);
				expect(other.json.errors?.[0]?.extensions.code).toBe('CLIENT_ID_TAKEN');
				expect(await rows()).toBe(1);
			});

			it('gets the row also after that was changed', async () => {
				const client_id = randomUUID();
				const first = await phone.send('POST', path, { client_id, ...body });
				await phone.send('PATCH', `${path}/${first.json.data.id}`, otherBody);
				const again = await phone.send('POST', path, { client_id, ...body });
				expect(again).toMatchObject({ status: 200, json: { data: { id: first.json.data.id, version: 2 } } });
			});
		});

		it('meals are read in pages, by day, none twice and none left out', async () => {
			for (let hour = 0; hour < 7; hour += 1)
				await phone.send('POST', meals, {
					name_en: `Meal ${hour}`,
					kcal: 1,
					// Three at the same moment: the order has to be total.
					eaten_at: `2026-02-0${1 + Math.floor(hour / 3)}T12:00:00Z`,
				});
			const all = await pagesOf(`${meals}?limit=2`);
			expect(new Set(all.map(({ id }) => id)).size).toBe(7);
			expect(all.map((row) => (row as never as { local_date: string }).local_date)).toEqual([
				'2026-02-03',
				...Array(3).fill('2026-02-02'),
				...Array(3).fill('2026-02-01'),
			]);
			expect(await pagesOf(`${meals}?from=2026-02-02&to=2026-02-02&limit=1`)).toHaveLength(3);
		});

		it.each(['x', 'W10', btoa('["2026-99-99T00:00:00.000Z","x"]'), btoa(`["2026-02-31","${randomUUID()}"]`)])(
			'a cursor such as %s is refused, not an error of the server',
			async (cursor) => {
				for (const path of [meals, pantry, '/mobile/me/insights', '/mobile/me/targets/history']) {
					const answer = await phone.send('GET', `${path}?cursor=${encodeURIComponent(cursor)}`);
					expect([path, answer.status]).toEqual([path, 400]);
				}
			},
		);

		it('days add meals up against the target that holds', async () => {
			const eat = (day: string, kcal: number, protein_g: number | null) =>
				phone.send('POST', meals, { name_en: 'Meal', kcal, protein_g, eaten_at: `${day}T12:00:00Z` });
			await eat('2026-02-01', 500, 20.25);
			await eat('2026-02-01', 700.5, 30);
			await eat('2026-02-03', 300, null);
			const days = async () =>
				(await phone.send('GET', `${meals}/days?from=2026-02-01&to=2026-02-03`)).json.data;
			expect((await days())[0]).toMatchObject({ kcal: 1201, protein_g: 50.3, remaining: null, meals: 2 });

			await insertTarget('2026-01-01', { target_kcal: 2000, protein_g: 100, sat_fat_max_g: 20 });
			expect(await days()).toMatchObject([
				{ date: '2026-02-01', kcal: 1201, remaining: { kcal: 799, protein_g: 49.7, sat_fat_g: 20 } },
				{ date: '2026-02-02', meals: 0, kcal: 0, remaining: { kcal: 2000, protein_g: 100 } },
				{ date: '2026-02-03', kcal: 300, protein_g: null, incomplete: expect.arrayContaining(['protein_g']) },
			]);
			for (const query of [
				'from=2026-02-03&to=2026-02-01',
				'from=2020-01-01&to=2026-01-01',
				'from=2026-02-31',
			])
				expect((await phone.send('GET', `${meals}/days?${query}`)).status).toBe(400);
		});

		describe('the pantry', () => {
			it('shows what expires first, and last what never does', async () => {
				for (const [name, expires_on] of [
					['Salt', null],
					['Milk', '2026-02-03'],
					['Rice', '2027-01-01'],
					['Eggs', '2026-02-03'],
					['Honey', null],
				])
					await phone.send('POST', pantry, { name, expires_on });
				const rows = (await pagesOf(`${pantry}?limit=1`)) as never as {
					name: string;
					expires_on: string | null;
				}[];
				expect(rows.map(({ expires_on }) => expires_on)).toEqual([
					'2026-02-03',
					'2026-02-03',
					'2027-01-01',
					null,
					null,
				]);
				expect(new Set(rows.map(({ name }) => name)).size).toBe(5);
				const soon = await phone.send('GET', `${pantry}?expires_before=2026-02-04`);
				expect(soon.json.data.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Eggs', 'Milk']);
			});

			it('is changed and emptied', async () => {
				const { data } = (await phone.send('POST', pantry, { food: 'lentils-boiled', grams: 500 })).json;
				const path = `${pantry}/${data.id}`;
				const changed = await phone.send(
					'PATCH',
					path,
					{ grams: 250, expires_on: '2026-05-01' },
					{ 'if-match': '"1"' },
				);
				expect(changed.json.data).toMatchObject({ grams: 250, expires_on: '2026-05-01', version: 2 });
				expect((await phone.send('PATCH', path, { grams: 1 }, { 'if-match': '"1"' })).status).toBe(412);
				expect((await phone.send('DELETE', path, undefined, { 'if-match': '"2"' })).status).toBe(204);
				expect((await phone.send('POST', pantry, {})).status).toBe(400);
			});

			it('tells what can be cooked, and what is missing', async () => {
				const { data: recipe } = (await phone.send('GET', '/mobile/recipes/koshari')).json;
				const foods = recipe.ingredients.map(({ food }: { food: string }) => food) as string[];
				const cook = async () => (await phone.send('GET', `${pantry}/recipes?limit=100`)).json.data;
				expect(await cook()).toEqual([]);

				const [expired = '', ...good] = foods;
				for (const food of good) await phone.send('POST', pantry, { food });
				await phone.send('POST', pantry, { food: expired, expires_on: '2020-01-01' });
				const found = (await cook()).find((match: { recipe: string }) => match.recipe === 'koshari');
				expect(found.missing).toMatchObject([{ food: expired, name_en: expect.any(String) }]);
				expect(found.share).toBeCloseTo(good.length / foods.length, 2);

				await phone.send('POST', pantry, { food: expired, grams: 1, expires_on: '2099-01-01' });
				const [first] = await cook();
				expect(first).toMatchObject({ share: 1, missing: [] });
				const short = (await cook()).find((match: { recipe: string }) => match.recipe === 'koshari').short;
				expect(short).toMatchObject([{ food: expired, grams: 1 }]);
			});
		});

		async function insertTarget(effective_date: string, values: object): Promise<void> {
			await host.knex('user_targets').insert({
				id: randomUUID(),
				user: person.id,
				status: 'ok',
				formula_version: 1,
				input_hash: 'secret-digest',
				effective_date,
				computed_at: new Date(`${effective_date}T01:02:03.004Z`),
				...values,
			});
		}

		it('without a target says what the profile lacks for one', async () => {
			const target = () => phone.send('GET', '/mobile/me/targets');
			const all = ['sex', 'birth_date', 'height_cm', 'weight_kg', 'activity', 'goal'];
			expect((await target()).json).toEqual({ data: null, meta: { missing: all } });
			await phone.send('PATCH', '/mobile/me/profile', { sex: 'male', height_cm: 170 });
			expect((await target()).json.meta.missing).toEqual(['birth_date', 'weight_kg', 'activity', 'goal']);
		});

		it('shows the target that holds, and all there were', async () => {
			const superseded_at = new Date();
			await insertTarget('2026-01-01', { target_kcal: 2000, superseded_at });
			await insertTarget('2026-01-09', { target_kcal: 2100, superseded_at });
			await insertTarget('2026-02-01', { target_kcal: 2200, flags: JSON.stringify(['floor_applied']) });
			const current = await phone.send('GET', '/mobile/me/targets');
			expect(current.json.data).toMatchObject({
				target_kcal: 2200,
				flags: ['floor_applied'],
				explanation: [expect.stringContaining('was not recorded')],
			});
			expect(current.text).not.toContain('secret-digest');
			const history = await pagesOf('/mobile/me/targets/history?limit=1');
			expect(history.map((row) => (row as never as { target_kcal: number }).target_kcal)).toEqual([
				2200, 2100, 2000,
			]);
		});

		it('insights come by window, the newest day first', async () => {
			for (const window of [7, 30])
				for (const as_of of ['2026-01-01', '2026-01-02', '2026-01-03'])
					await host.knex('insights').insert({
						id: randomUUID(),
						user: person.id,
						metric: 'fasting',
						as_of,
						window,
						completed_fasts: 1,
						logged_fasts: 1,
						total_hours: 16.5,
						current_streak: 1,
						best_streak: 1,
						definition_version: 1,
						computed_at: new Date(),
					});
			const path = '/mobile/me/insights';
			expect(await pagesOf(`${path}?limit=2`)).toHaveLength(6);
			const week = (await pagesOf(`${path}?window=7&limit=1&as_of=2026-01-02`)) as never as {
				as_of: string;
			}[];
			expect(week.map(({ as_of }) => as_of)).toEqual(['2026-01-02', '2026-01-01']);
			expect((await phone.send('GET', `${path}?window=8`)).status).toBe(400);
		});
	},
	{ only: bothMajorsAndDatabases },
);
