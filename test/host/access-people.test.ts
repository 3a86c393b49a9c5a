import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policies, roles } from '../../schema/access/index.ts';
import { type Caller, callerOf } from '../support/access/index.ts';
import { describeOnHosts, type Host, startHost, type TestUser, withUser } from '../support/host/index.ts';

const system = [
	'users',
	'roles',
	'policies',
	'permissions',
	'access',
	'settings',
	'flows',
	'operations',
	'webhooks',
	'extensions',
];

describeOnHosts('people and the system', (kind) => {
	let host: Host;
	let phone: TestUser;
	let editor: TestUser;
	let callers: Record<'anonymous' | 'app user' | 'editor', Caller>;

	beforeAll(async () => {
		const env = { PRESSURE_LIMITER_ENABLED: 'false', RATE_LIMITER_REGISTRATION_ENABLED: 'false' };
		host = await startHost({ ...kind, name: 'people', provisioned: 'seeded', env });
		phone = await withUser(host, { role: 'App User' });
		editor = await withUser(host, { role: 'Editor' });
		callers = {
			anonymous: callerOf(host, 'anonymous', null),
			'app user': callerOf(host, 'app user', phone.token),
			editor: callerOf(host, 'editor', editor.token),
		};
	});
	afterAll(() => host?.stop());

	const everyone = ['anonymous', 'app user', 'editor'] as const;
	const tables = [
		'directus_users',
		'directus_roles',
		'directus_policies',
		'directus_permissions',
		'directus_access',
	];
	const snapshot = async () =>
		Promise.all(
			[...tables, 'directus_settings', 'directus_flows'].map(async (table) => {
				const rows: Record<string, unknown>[] = await host.knex(table).orderBy('id');
				return rows.map((row) => ({ ...row, last_access: null }));
			}),
		);

	it.each(everyone)('%s changes no users, roles, policies, permissions, settings or flows', async (who) => {
		const before = await snapshot();
		const { call, graphql } = callers[who];
		const attempts = [
			...system.flatMap((name): [string, string, unknown][] => [
				['POST', `/${name}`, { name: 'mine', role: roles.editor.id, policy: policies.editor.id }],
				['PATCH', `/${name}`, { keys: [phone.id, roles.editor.id], data: { name: 'mine' } }],
				['DELETE', `/${name}`, [phone.id, roles.editor.id, policies.editor.id]],
			]),
			['PATCH', `/users/${phone.id}`, { role: roles.editor.id }],
			['PATCH', '/users/me', { role: roles.editor.id, policies: [policies.editor.id], status: 'active' }],
			['PATCH', `/roles/${roles.appUser.id}`, { policies: { create: [{ policy: policies.editor.id }] } }],
			['PATCH', `/policies/${policies.appUser.id}`, { admin_access: true, app_access: true }],
			['PATCH', '/settings', { public_registration_role: roles.editor.id }],
			['POST', '/collections', { collection: 'mine', schema: {} }],
			['DELETE', '/collections/foods', undefined],
			['POST', '/schema/apply', {}],
			['POST', '/utils/cache/clear', undefined],
		] as [string, string, unknown][];
		const succeeded: string[] = [];
		for (const [method, path, body] of attempts) {
			const { status, text } = await call(method, path, body);
			if (status < 400 || status >= 500) succeeded.push(`${method} ${path} ${status} ${text.slice(0, 100)}`);
		}
		await graphql(
			`
				mutation {
					update_users_me(data: { first_name: "x", title: "x" }) {
						id
					}
				}
			`,
			{ system: true },
		);
		await graphql(
			`
				mutation {
					update_settings(data: { project_name: "x" }) {
						id
					}
				}
			`,
			{ system: true },
		);
		expect(succeeded).toEqual([]);
		expect(await snapshot()).toEqual(before);
	});

	it('a person sees of the people only themselves', async () => {
		for (const who of ['app user', 'editor'] as const) {
			const own = who === 'editor' ? editor : phone;
			const stranger = who === 'editor' ? phone : editor;
			const all = await callers[who].call('GET', '/users?fields=*.*&limit=-1');
			const one = await callers[who].call('GET', `/users/${stranger.id}`);
			const graphql = await callers[who].graphql('{ users { id email } }', { system: true });
			for (const { text } of [all, one, graphql]) {
				expect(text).not.toContain(stranger.email);
				expect(text).not.toContain(host.adminEmail);
			}
			expect(one.status).toBe(403);
			const ids = ((all.body.data ?? []) as { id: string }[]).map(({ id }) => id);
			expect(ids).toEqual(who === 'editor' ? [own.id] : []);
		}
		expect((await callers.anonymous.call('GET', '/users')).status).toBe(403);
	});

	it('an app user is told their own id, and Directus keeps the rest for the Studio', async () => {
		const { status, body } = await callers['app user'].call('GET', '/users/me');
		expect([status, body.data]).toEqual([200, { id: phone.id }]);
	});

	it('app users have no Studio and take no seat', async () => {
		const globals = await callers['app user'].call('GET', '/policies/me/globals');
		expect(globals.body.data).toMatchObject({ app_access: false, admin_access: false });
		// Directus 12 without a licence has three seats; two are taken.
		for (let index = 0; index < 4; index++)
			expect((await withUser(host, { role: 'App User' })).id).toEqual(expect.any(String));
		if (kind.major === 11) return;
		await withUser(host, { role: 'Editor' });
		await expect(withUser(host, { role: 'Editor' })).rejects.toThrow('LIMIT_EXCEEDED');
	});

	describe('registration', () => {
		const password = 'a long enough password 1';

		it.each([
			['a role', { role: roles.editor.id }],
			['policies', { policies: [policies.editor.id] }],
			['a status', { status: 'active' }],
			['a token', { token: 'chosen-token' }],
		])('with %s of one’s own choice is refused', async (_what, extra) => {
			const email = `chosen-${Object.keys(extra)[0]}@example.com`;
			const answer = await callers.anonymous.call('POST', '/users/register', { email, password, ...extra });
			expect(answer.status).toBe(400);
			expect(await host.knex('directus_users').where({ email })).toEqual([]);
		});

		it('makes an app user who can log in', async () => {
			const email = 'new-phone@example.com';
			const { call } = callers.anonymous;
			expect((await call('POST', '/users/register', { email, password })).status).toBe(204);
			const user = await host.knex('directus_users').where({ email }).first();
			expect(user).toMatchObject({ role: roles.appUser.id, status: 'active' });

			const login = await call('POST', '/auth/login', { email, password });
			expect(login.status).toBe(200);
			const { access_token: token } = login.body.data as { access_token: string };
			const me = await callerOf(host, 'new phone', token).call('GET', '/users/me');
			expect(me.body.data).toEqual({ id: user.id });
		});

		it('again with the same address answers the same and changes nothing', async () => {
			const again = { email: phone.email, password };
			expect((await callers.anonymous.call('POST', '/users/register', again)).status).toBe(204);
			expect((await callers.anonymous.call('POST', '/auth/login', again)).status).toBe(401);
		});
	});

	it('files are the editors’: nobody else lists, opens, adds or removes one', async () => {
		const form = new FormData();
		form.append('file', new Blob(['secret notes'], { type: 'text/plain' }), 'notes.txt');
		const sent = await host.fetch('/files', {
			method: 'POST',
			headers: { authorization: `Bearer ${editor.token}` },
			body: form,
		});
		const { id } = ((await sent.json()) as { data: { id: string } }).data;

		for (const who of ['anonymous', 'app user'] as const) {
			const { call } = callers[who];
			for (const path of ['/files', `/files/${id}`, `/assets/${id}`])
				expect([who, path, (await call('GET', path)).status]).toEqual([who, path, 403]);
			// Directus 12.4.0 fails here (500, mended in 12.4.1); it must not answer.
			expect((await call('GET', '/folders')).body.data).toBeUndefined();
			expect((await call('DELETE', `/files/${id}`)).status).toBe(403);
			expect((await call('PATCH', `/files/${id}`, { title: 'mine' })).status).toBe(403);
			expect((await call('POST', '/files/import', { url: 'http://127.0.0.1/' })).status).toBe(403);
		}
		expect((await callers.editor.call('GET', `/assets/${id}`)).text).toBe('secret notes');
	});
});
