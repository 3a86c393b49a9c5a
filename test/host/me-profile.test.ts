import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	makeRoomForFlow,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';
import { type Phone, phoneOf, problemsOf } from '../support/phone.ts';

const path = '/mobile/me/profile';

describeOnHosts(
	'/mobile/me/profile',
	(kind) => {
		let host: Host;
		let person: TestUser;
		let phone: Phone;
		const get = () => phone.send('GET', path);
		const patch = (body: unknown, headers?: Record<string, string>) =>
			phone.send('PATCH', path, body, headers);

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'me-profile', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());
		beforeEach(async () => {
			person = await withUser(host, { role: 'App User' });
			phone = phoneOf(host, person.token);
		});

		it('is reached with what a phone gets by signing up and logging in', async () => {
			const somebody = phoneOf(host, null);
			const email = `sara-${randomBytes(6).toString('hex')}@example.com`;
			const password = randomBytes(12).toString('base64url');
			expect((await somebody.send('POST', '/users/register', { email, password })).status).toBe(204);
			const login = await somebody.send('POST', '/auth/login', { email, password });
			expect(login.status).toBe(200);

			const sara = phoneOf(host, login.json.data.access_token);
			const made = await sara.send('PATCH', path, {
				sex: 'female',
				birth_date: '1991-06-01',
				height_cm: 165,
			});
			expect(made).toMatchObject({ status: 200, json: { data: { sex: 'female', version: 1 } } });
			expect((await sara.send('GET', path)).json.data).toEqual(made.json.data);
		});

		it.each([
			['no token', null],
			['a token that nobody has', 'wrong'],
		])('answers 401 in the envelope of Directus to %s', async (_what, token) => {
			const answer = await phoneOf(host, token).send('GET', path);
			expect(answer.status).toBe(401);
			expect(answer.json.errors?.[0]?.extensions.code).toBe('INVALID_CREDENTIALS');
		});

		it('answers 401 to the token of somebody who was suspended', async () => {
			const login = await phone.send('POST', '/auth/login', {
				email: person.email,
				password: person.password,
			});
			const stale = phoneOf(host, login.json.data.access_token);
			expect((await stale.send('GET', path)).status).toBe(200);
			await host.admin('PATCH', `/users/${person.id}`, { status: 'suspended' });
			expect((await stale.send('GET', path)).status).toBe(401);
		});

		it('is null until the person says something, and then keeps what they said', async () => {
			const nothing = await get();
			expect(nothing.json).toEqual({ data: null });
			expect(nothing.headers.get('etag')).toBe('"0"');
			expect(nothing.headers.get('cache-control')).toBe('private, no-store');

			const said = {
				sex: 'male',
				birth_date: '1996-01-15',
				height_cm: 170,
				weight_kg: 70.25,
				body_fat_pct: 18.5,
				activity: 'inactive',
				goal: 'lose',
				pace: 'standard',
				goal_weight_kg: 65,
				diet: 'mediterranean',
				timezone: 'Asia/Riyadh',
				locale: 'ar',
				plan_start: '2026-01-01',
				kidney_disease: true,
			};
			expect((await patch(said)).status).toBe(200);
			const { json, headers } = await get();
			expect(json.data).toMatchObject({ ...said, units: 'metric', pregnant: false, version: 1 });
			expect(json.data).not.toHaveProperty('user');
			expect(json.data).not.toHaveProperty('weight_lb');
			expect(headers.get('etag')).toBe('"1"');
		});

		it('changes what is sent, leaves the rest, and clears with null', async () => {
			await patch({ height_cm: 170, weight_kg: 70, goal: 'lose' });
			const changed = await patch({ weight_kg: 69, goal: null });
			expect(changed.json.data).toMatchObject({ height_cm: 170, weight_kg: 69, goal: null, version: 2 });
		});

		it('takes US measures and gives them back as they were', async () => {
			const made = await patch({ units: 'us', height_in: 67, weight_lb: 154.3, goal_weight_lb: 140 });
			expect(made.json.data).toMatchObject({ height_in: 67, weight_lb: 154.3, goal_weight_lb: 140 });
			expect(made.json.data.height_cm).toBeCloseTo(67 * 2.54, 9);
			expect(made.json.data.weight_kg).toBeCloseTo(154.3 * 0.45359237, 9);
			const cleared = await patch({ goal_weight_lb: null });
			expect(cleared.json.data).toMatchObject({ goal_weight_kg: null, goal_weight_lb: null });
		});

		it('names every field with a problem and says the remedy', async () => {
			const answer = await patch({
				height_cm: 1.7,
				weight_kg: '70',
				birth_date: '2091-01-01',
				timezone: 'Riyadh',
				activity: 'lazy',
				fasting_preset: 'none-such',
			});
			expect(answer.status).toBe(400);
			expect(problemsOf(answer)).toMatchObject({
				height_cm: expect.stringContaining('centimetres'),
				weight_kg: expect.stringContaining('kilograms'),
				timezone: expect.stringContaining('Asia/Riyadh'),
				activity: expect.stringContaining('very_active'),
			});
			const related = await patch({
				birth_date: '2091-01-01',
				fasting_preset: 'none-such',
				weight_kg: 70,
				weight_lb: 154,
			});
			expect(related.status).toBe(400);
			expect(problemsOf(related)).toMatchObject({
				birth_date: expect.stringContaining('future'),
				fasting_preset: expect.stringContaining('/mobile/fasting-presets'),
				weight_lb: expect.stringContaining('weight_kg'),
			});
			expect((await get()).json.data).toBeNull();
		});

		it.each([
			['user', 'kept by the server'],
			['id', 'kept by the server'],
			['version', 'kept by the server'],
			['date_created', 'kept by the server'],
			['hieght_cm', 'did you mean "height_cm"'],
		])('refuses to take "%s" from a client', async (field, reason) => {
			const answer = await patch(`{"${field}": "be77e700-0000-4000-8000-000000000001"}`);
			expect(answer.status).toBe(400);
			expect(problemsOf(answer)[field]).toContain(reason);
		});

		it('refuses a name that reaches the prototype of all objects', async () => {
			const answer = await patch('{"__proto__": "be77e700-0000-4000-8000-000000000001"}');
			expect(answer.status).toBe(400);
			expect(Object.keys(problemsOf(answer))).toEqual(['__proto__']);
		});

		it.each([
			['a list', '[]', 400],
			['no JSON', '{', 400],
			['a body that is too large', JSON.stringify({ diet: 'x'.repeat(70_000) }), 413],
			['a body beyond what Directus reads', JSON.stringify({ diet: 'x'.repeat(2_000_000) }), 413],
		])('refuses %s', async (_what, body, status) => {
			expect((await patch(body)).status).toBe(status);
		});

		it('says that it wants JSON', async () => {
			const form = { 'content-type': 'application/x-www-form-urlencoded' };
			const answer = await patch('height_cm=170', form);
			expect(answer.status).toBe(415);
			expect(answer.json.errors?.[0]?.message).toContain('application/json');
		});

		it('takes a published preset by slug or id', async () => {
			const preset = await host.knex('fasting_presets').where({ status: 'published' }).first('id', 'slug');
			expect((await patch({ fasting_preset: preset.slug })).json.data.fasting_preset).toBe(preset.id);
			expect((await patch({ fasting_preset: null })).json.data.fasting_preset).toBeNull();
			expect((await patch({ fasting_preset: preset.id })).json.data.fasting_preset).toBe(preset.id);
		});

		describe('when two phones write', () => {
			const outcomes = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted();

			it('tells the second one what is there now', async () => {
				await patch({ weight_kg: 70 });
				expect((await patch({ weight_kg: 69 }, { 'if-match': '"1"' })).status).toBe(200);
				const late = await patch({ weight_kg: 68 }, { 'if-match': '"1"' });
				expect(late.status).toBe(412);
				expect(late.headers.get('etag')).toBe('"2"');
				expect(late.json.errors?.[0]?.extensions).toMatchObject({ code: 'PRECONDITION_FAILED', version: 2 });
				expect((await get()).json.data.weight_kg).toBe(69);
			});

			it('lets exactly one of two changes of the same version through', async () => {
				await patch({ weight_kg: 70 });
				for (let version = 1; version <= 5; version += 1) {
					const held = { 'if-match': `"${version}"` };
					const answers = await Promise.all([patch({ weight_kg: 80 }, held), patch({ weight_kg: 90 }, held)]);
					expect(outcomes(answers)).toEqual([200, 412]);
					const winner = answers.find(({ status }) => status === 200)!;
					expect((await get()).json.data).toEqual(winner.json.data);
				}
			});

			it('makes one profile of two first requests, with what both said', async () => {
				const answers = await Promise.all([patch({ height_cm: 170 }), patch({ weight_kg: 70 })]);
				expect(outcomes(answers)).toEqual([200, 200]);
				expect((await get()).json.data).toMatchObject({ height_cm: 170, weight_kg: 70, version: 2 });
			});

			it('lets one of two first requests win that want to be the first', async () => {
				const first = { 'if-match': '"0"' };
				const answers = await Promise.all([
					patch({ height_cm: 170 }, first),
					patch({ height_cm: 180 }, first),
				]);
				expect(outcomes(answers)).toEqual([200, 412]);
			});
		});

		it('announces a change to flows after it is committed, with what was changed', async () => {
			await makeRoomForFlow(host);
			const flow = await host.admin<{ id: string }>('POST', '/flows', {
				name: 'Notes changes of profiles',
				trigger: 'event',
				accountability: null,
				options: { type: 'action', scope: ['items.create', 'items.update'], collections: ['user_profiles'] },
			});
			const operation = (key: string, type: string, options: object, resolve?: string) =>
				host.admin<{ id: string }>('POST', '/operations', {
					flow: flow.id,
					key,
					name: key,
					type,
					position_x: 19,
					position_y: 1,
					options,
					resolve,
				});
			const at = '2026-01-01T00:00:00Z';
			const seen = '{{read[0].weight_kg}} is {{$trigger.payload.weight_kg}}';
			const note = await operation('note', 'item-create', {
				collection: 'job_runs',
				permissions: '$full',
				payload: { name: 'noted', slot: `{{$trigger.event}}: ${seen}`, run_at: at, created_at: at },
			});
			// It reads on a connection of its own, so it sees nothing that is not committed.
			const query = { filter: { user: { _eq: person.id } }, fields: ['weight_kg'] };
			const read = { collection: 'user_profiles', permissions: '$full', query };
			const first = await operation('read', 'item-read', read, note.id);
			await host.admin('PATCH', `/flows/${flow.id}`, { operation: first.id });
			const notes = () => host.knex('job_runs').where({ name: 'noted' });
			// Directus answers before it has loaded its flows anew, and what happens until then starts none.
			const somebodyElse = phoneOf(host, (await withUser(host, { role: 'App User' })).token);
			let weight_kg = 100;
			await expect
				.poll(
					async () => {
						await somebodyElse.send('PATCH', path, { weight_kg: (weight_kg += 1) });
						return (await notes()).length;
					},
					{ interval: 500 },
				)
				.toBeGreaterThan(0);
			await patch({ weight_kg: 71 });
			await patch({ weight_kg: 72 });
			const noted = async () =>
				(await notes().where('slot', 'like', '% is 7_').select('slot')).map(({ slot }) => slot).toSorted();
			await expect
				.poll(noted)
				.toEqual(['user_profiles.items.create: 71 is 71', 'user_profiles.items.update: 72 is 72']);
			await host.admin('DELETE', `/flows/${flow.id}`);
		});
	},
	{ only: bothMajorsAndDatabases },
);
