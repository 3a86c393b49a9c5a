import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownRoutes } from '../../platform/me/routes/index.ts';
import type { OwnRoute } from '../../platform/me/own-route.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';
import { type Phone, type PhoneAnswer, phoneOf } from '../support/phone.ts';
import { privateTables } from '../support/private-rows.ts';

const nameOf = ({ method, path }: OwnRoute) => `${method.toUpperCase()} ${path}`;
const marker = 'only-the-owner-knows';
const sharedClientId = 'phone-1';

/** A body that each route takes; a new route with a body needs one here. */
const goodBodies: Record<string, object> = {
	'PATCH /me/profile': { weight_kg: 99 },
	'POST /me/meal-logs': { client_id: sharedClientId, name_en: 'Stolen', kcal: 1 },
	'PATCH /me/meal-logs/:id': { kcal: 1, note: 'stolen' },
	'POST /me/pantry': { client_id: sharedClientId, name: 'Stolen' },
	'PATCH /me/pantry/:id': { name: 'Stolen' },
	'DELETE /me': { confirm: 'delete my account' },
};

const formats = { uuid: true, date: true, 'date-time': true } as const;

const withId = ownRoutes.filter(({ path }) => path.includes(':'));
const withBody = ownRoutes.filter(({ body }) => body);
const reading = ownRoutes.filter(({ method, path }) => method === 'get' && !path.includes(':'));

describeOnHosts(
	'what is somebody’s own',
	(kind) => {
		let host: Host;
		let owner: TestUser;
		let other: TestUser;
		let phones: Record<'owner' | 'other' | 'anonymous', Phone>;
		/** The owner's ids, by table. */
		let ids: Record<string, string>;
		let before: unknown;

		const ownersRows = async () => {
			const rows: Record<string, unknown> = {};
			for (const table of privateTables)
				rows[table] = await host.knex(table).where({ user: owner.id }).orderBy('id');
			return rows;
		};
		const leaksIn = ({ text }: PhoneAnswer): string[] =>
			[marker, owner.id, owner.email, ...Object.values(ids)].filter((secret) => text.includes(secret));
		const address = (route: OwnRoute, id: string) => `/mobile${route.path.replace(':id', id)}`;
		const bodyOf = (route: OwnRoute) => {
			if (!route.body) return undefined;
			const body = goodBodies[nameOf(route)];
			if (!body) throw new Error(`goodBodies has none for ${nameOf(route)}`);
			return body;
		};

		beforeAll(async () => {
			// Targets are written here by hand; a job would compute them too.
			const env = { BEBETTER_ROLE: 'web' };
			host = await startHost({ ...kind, name: 'me-owner', provisioned: 'seeded', env });
			owner = await withUser(host, { role: 'App User' });
			other = await withUser(host, { role: 'App User' });
			phones = {
				owner: phoneOf(host, owner.token),
				other: phoneOf(host, other.token),
				anonymous: phoneOf(host, null),
			};
			const make = async (method: string, path: string, body: object) =>
				(await phones.owner.send(method, path, body)).json.data.id as string;
			await phones.owner.send('PATCH', '/mobile/me/profile', { diet: marker.replaceAll('-', '_') });
			const meal = { client_id: sharedClientId, name_en: marker, kcal: 500, note: marker };
			ids = {
				meal_logs: await make('POST', '/mobile/me/meal-logs', meal),
				pantry: await make('POST', '/mobile/me/pantry', { client_id: sharedClientId, name: marker }),
			};
			for (const [table, row] of Object.entries(machineRows(owner.id))) {
				await host.knex(table).insert(row);
				ids[table] = row.id;
			}
			ids['user_profiles'] = (await host.knex('user_profiles').where({ user: owner.id }).first('id')).id;
			before = await ownersRows();
		});
		afterAll(() => host?.stop());

		it('is in every private table, so that there is something to find', () => {
			expect(Object.keys(ids).toSorted()).toEqual(privateTables.toSorted());
		});

		it.each(ownRoutes.map((route) => [nameOf(route), route] as const))(
			'%s is closed to people who have not logged in',
			async (_name, route) => {
				for (const id of Object.values(ids)) {
					const answer = await phones.anonymous.send(
						route.method.toUpperCase(),
						address(route, id),
						bodyOf(route),
					);
					expect(answer.status).toBe(401);
					expect(answer.headers.get('www-authenticate')).toBe('Bearer');
					expect(leaksIn(answer)).toEqual([]);
				}
				expect(await ownersRows()).toEqual(before);
			},
		);

		it.each(withId.map((route) => [nameOf(route), route] as const))(
			'%s finds no row of another person',
			async (_name, route) => {
				for (const id of Object.values(ids))
					for (const headers of [{}, { 'if-match': '*' }, { 'if-match': '"1"' }] as Record<
						string,
						string
					>[]) {
						const answer = await phones.other.send(
							route.method.toUpperCase(),
							address(route, id),
							bodyOf(route),
							headers,
						);
						expect(answer.status).toBe(404);
						// It repeats the id that was asked for and tells nothing else.
						expect(leaksIn(answer).filter((leak) => leak !== id)).toEqual([]);
					}
				expect(await ownersRows()).toEqual(before);
			},
		);

		it.each(withId.map((route) => [nameOf(route), route] as const))(
			'%s takes no id that is none',
			async (_name, route) => {
				for (const id of ['1', "' or 1=1 --", '%00', encodeURIComponent(`${ids['pantry']}' or 'a'='a`)]) {
					const path = address(route, id === '%00' ? id : encodeURIComponent(id));
					const answer = await phones.owner.send(route.method.toUpperCase(), path, bodyOf(route));
					expect([id, answer.status]).toEqual([id, 404]);
				}
				expect(await ownersRows()).toEqual(before);
			},
		);

		it.each(reading.map((route) => [nameOf(route), route] as const))(
			'%s shows nothing of another person, whoever it is asked for',
			async (_name, route) => {
				const cursor = (await phones.owner.send('GET', `/mobile${route.path}?limit=1`)).json.meta
					?.next_cursor;
				const queries = [
					'',
					`?user=${owner.id}`,
					`?id=${ids['meal_logs']}`,
					`?filter[user][_eq]=${owner.id}`,
					`?access_token=${other.token}&fields=*.*`,
					...(cursor ? [`?cursor=${cursor}`] : []),
				];
				for (const query of queries) {
					const answer = await phones.other.send('GET', `/mobile${route.path}${query}`);
					expect([query, answer.status < 500]).toEqual([query, true]);
					expect([query, leaksIn(answer).filter((leak) => !query.includes(leak))]).toEqual([query, []]);
				}
			},
		);

		it.each(withBody.map((route) => [nameOf(route), route] as const))(
			'%s takes no owner and no id from a body',
			async (_name, route) => {
				for (const stolen of [{ user: owner.id }, { id: ids['pantry'] }, { user: { id: owner.id } }]) {
					const id = ids['meal_logs']!;
					const path = address(route, id);
					const body = { ...bodyOf(route), ...stolen };
					const answer = await phones.other.send(route.method.toUpperCase(), path, body);
					expect(answer.status).toBe(400);
				}
				expect(await ownersRows()).toEqual(before);
			},
		);

		it('a client id of one person is free for another', async () => {
			for (const path of ['/me/meal-logs', '/me/pantry']) {
				const answer = await phones.other.send('POST', `/mobile${path}`, goodBodies[`POST ${path}`]);
				expect(answer.status).toBe(201);
				expect(leaksIn(answer)).toEqual([]);
			}
			expect(await ownersRows()).toEqual(before);
		});

		it('stays when another person changes and erases themselves', async () => {
			const leaving = phoneOf(host, (await withUser(host, { role: 'App User' })).token);
			await leaving.send('PATCH', '/mobile/me/profile', goodBodies['PATCH /me/profile']);
			expect((await leaving.send('DELETE', '/mobile/me', goodBodies['DELETE /me'])).status).toBe(204);
			expect(await ownersRows()).toEqual(before);
		});

		describe('in the Studio and under /items', () => {
			it('a target is a card: sections, figures with units, and reasons only where there is no number', async () => {
				const fields = await host.admin<{ field: string; meta: Record<string, unknown> }[]>(
					'GET',
					'/fields/user_targets',
				);
				const meta = (name: string) => fields.find(({ field }) => field === name)!.meta;
				for (const [section, names] of Object.entries(card))
					expect(names.map((name) => [name, meta(name)['group'], meta(name)['readonly']])).toEqual(
						names.map((name) => [name, section, true]),
					);
				expect(meta('target_kcal')['display_options']).toEqual({ suffix: ' kcal' });
				expect(meta('reason')['conditions']).toMatchObject([
					{ rule: { _and: [{ status: { _in: ['ok', 'incomplete'] } }] }, hidden: true },
				]);
			});

			it('profiles and targets are for administrators', async () => {
				const editor = phoneOf(host, (await withUser(host, { role: 'Editor' })).token);
				for (const table of ['user_profiles', 'user_targets']) {
					for (const phone of [editor, phones.other, phones.anonymous]) {
						const answer = await phone.send('GET', `/items/${table}/${ids[table]}`);
						expect(answer.status).toBe(403);
						expect(leaksIn(answer).filter((leak) => leak !== ids[table])).toEqual([]);
					}
					const row = await host.admin<{ user: string }>('GET', `/items/${table}/${ids[table]}`);
					expect(row.user).toBe(owner.id);
				}
			});
		});

		it('answers are never stored', async () => {
			for (const { path } of reading) {
				const answer = await phones.owner.send('GET', `/mobile${path}`);
				expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
					path,
					200,
					'private, no-store',
				]);
			}
		});

		describe('in the description', () => {
			const at = (path: string) => `/mobile${path.replace(':id', '{id}')}`;
			let description: { paths: Record<string, Record<string, { security: object[]; responses: object }>> };
			let ajv: Ajv2020;

			beforeAll(async () => {
				description = JSON.parse(await (await host.fetch('/mobile/openapi.json')).text());
				ajv = new Ajv2020({ allErrors: true, strict: false, formats });
				ajv.addSchema(description, 'openapi', false, false);
			});

			/** What is wrong with an answer, by the description's own schema. */
			function faults(method: string, path: string, { status, json }: PhoneAnswer): string[] {
				const place = encodeURIComponent(at(path).replaceAll('/', '~1'));
				const pointer = `#/paths/${place}/${method}/responses/${status}/content/application~1json/schema`;
				const validate = ajv.getSchema(`openapi${pointer}`);
				if (!validate) return [`${method} ${path} describes no answer with ${status}`];
				validate(json);
				return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
			}

			it('every route has its place, with its security', () => {
				for (const { method, path } of ownRoutes)
					expect([path, description.paths[at(path)]?.[method]?.security]).toEqual([path, [{ token: [] }]]);
			});

			it('every reading route answers as described', async () => {
				for (const { path } of reading)
					expect(faults('get', path, await phones.owner.send('GET', `/mobile${path}`))).toEqual([]);
				for (const table of ['meal_logs', 'pantry'] as const) {
					const path = `/me/${table.replace('_', '-')}/:id`;
					const answer = await phones.owner.send('GET', `/mobile${path.replace(':id', ids[table]!)}`);
					expect(faults('get', path, answer)).toEqual([]);
				}
			});

			it('writing and refusing too', async () => {
				const { send } = phoneOf(host, (await withUser(host, { role: 'App User' })).token);
				for (const [method, path, body] of [
					['patch', '/me/profile', { units: 'us', weight_lb: 150 }],
					['patch', '/me/profile', { units: 'none' }],
					['post', '/me/meal-logs', { client_id: 'a', name_en: 'Tea', kcal: 1 }],
					['post', '/me/meal-logs', { client_id: 'a', name_en: 'Tea', kcal: 1 }],
					['post', '/me/meal-logs', { client_id: 'a', name_en: 'Tea', kcal: 2 }],
					['post', '/me/pantry', { food: 'lentils-boiled' }],
					['delete', '/me', { confirm: 'no' }],
				] as const)
					expect(faults(method, path, await send(method.toUpperCase(), `/mobile${path}`, body))).toEqual([]);
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);

/** The sections of the card and what is in each. */
const card = {
	energy: ['target_kcal', 'tdee_kcal', 'bmr_kcal'],
	macros: ['protein_g', 'carb_g', 'fat_g', 'fibre_g'],
	limits: ['free_sugar_max_g', 'sat_fat_max_g', 'sodium_max_mg', 'water_total_ml'],
	why: ['flags'],
	origin: ['formula_id', 'formula_version', 'inputs_snapshot', 'sources', 'computed_at'],
};

/** Rows that jobs write. */
function machineRows(user: string) {
	const at = new Date('2026-01-15T03:00:00.000Z');
	return {
		insights: {
			id: crypto.randomUUID(),
			user,
			metric: 'fasting',
			as_of: '2026-01-15',
			window: 7,
			completed_fasts: 5,
			logged_fasts: 6,
			total_hours: 80,
			current_streak: 2,
			best_streak: 4,
			definition_version: 1,
			computed_at: at,
		},
		user_targets: {
			id: crypto.randomUUID(),
			user,
			status: 'ok',
			reason: marker,
			target_kcal: 2140,
			formula_version: 1,
			input_hash: 'x',
			effective_date: '2026-01-15',
			computed_at: at,
		},
	};
}
