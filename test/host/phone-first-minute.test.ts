import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';

interface Food {
	slug: string;
	name: string;
	name_ar: string;
}

describeOnHosts(
	'a phone’s first minute',
	(kind) => {
		let host: Host;
		const email = `phone-${randomBytes(6).toString('hex')}@example.com`;
		const password = randomBytes(12).toString('base64url');

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'first-minute', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		const post = (path: string, body: object) =>
			host.fetch(path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});

		async function logIn(): Promise<string> {
			const response = await post('/auth/login', { email, password });
			expect(response.status).toBe(200);
			return (await response.json()).data.access_token;
		}

		it('signs up without an administrator’s help', async () => {
			expect((await post('/users/register', { email, password })).status).toBe(204);
		});

		it('logs in with what it signed up with, and gets a token that Directus knows', async () => {
			const token = await logIn();
			const me = await host.fetch('/users/me?fields=id', { headers: { authorization: `Bearer ${token}` } });
			expect(me.status).toBe(200);
		});

		it('has the role App User, which has no access to the Studio and takes no seat', async () => {
			const users = await host.admin<{ role: { name: string }; status: string }[]>(
				'GET',
				`/users?filter[email][_eq]=${email}&fields=role.name,status`,
			);
			expect(users).toEqual([{ role: { name: 'App User' }, status: 'active' }]);

			const headers = { authorization: `Bearer ${await logIn()}` };
			const access = await host.fetch('/policies/me/globals', { headers });
			expect((await access.json()).data).toMatchObject({ app_access: false, admin_access: false });
		});

		it('reads the manifest: six screens in its language', async () => {
			const response = await host.fetch('/mobile/screens?goal=lose&locale=ar');
			expect(response.status).toBe(200);
			const { data } = await response.json();
			expect(data.map(({ screen_key }: { screen_key: string }) => screen_key).toSorted()).toEqual([
				'fasting',
				'home',
				'meals',
				'profile',
				'progress',
				'recipes',
			]);
			for (const screen of data) expect(screen).toMatchObject({ goal: 'lose', locale: 'ar' });
		});

		it('shows the home screen in Arabic', async () => {
			const response = await host.fetch('/mobile/screens/home?locale=ar&app_version=1.4.0&platform=ios');
			expect(response.status).toBe(200);
			const { data } = await response.json();
			expect(data).toMatchObject({ screen_key: 'home', goal: 'default', locale: 'ar', served: 'exact' });
			expect(data.payload.title).toBe('الرئيسية');
			expect(data.update.level).toBe('none');
		});

		it('gets 304 and no body when nothing has changed since', async () => {
			const path = '/mobile/screens/home?locale=ar';
			const first = await host.fetch(path);
			const etag = first.headers.get('etag') ?? '';
			expect(etag).toMatch(/^"[^"]+"$/);

			const second = await host.fetch(path, { headers: { 'if-none-match': etag } });
			expect(second.status).toBe(304);
			expect(await second.text()).toBe('');
			expect(second.headers.get('etag')).toBe(etag);
		});

		it('finds foods in Arabic, however they are spelled', async () => {
			const search = async (q: string) =>
				(await (await host.fetch(`/mobile/foods?locale=ar&q=${encodeURIComponent(q)}`)).json())
					.data as Food[];
			const found = await search('أرز');
			expect(found.map(({ slug }) => slug)).toEqual(['rice-white-cooked', 'rice-brown-cooked']);
			for (const { name, name_ar } of found) expect(name).toBe(name_ar);
			expect(await search('ارز')).toEqual(found);
		});

		it('is asked to update when the minimum of a screen was raised above its version', async () => {
			const [home] = await host.admin<{ id: string }[]>(
				'GET',
				'/items/sdui_screens?filter[screen_key][_eq]=home&filter[goal][_eq]=default&filter[locale][_eq]=ar&fields=id',
			);
			await host.admin('PATCH', `/items/sdui_screens/${home?.id}`, { min_app_version: '1.0.0' });

			const old = await host.fetch('/mobile/screens/home?locale=ar', {
				headers: { 'x-app-version': '0.9.0', 'x-app-platform': 'android' },
			});
			expect(old.status).toBe(403);
			const { errors } = await old.json();
			expect(errors[0].extensions).toMatchObject({
				code: 'UPGRADE_REQUIRED',
				min_app_version: '1.0.0',
				messages: { en: expect.stringMatching(/update/i), ar: expect.stringMatching(/حدّث/) },
				store_url: { android: expect.stringMatching(/^https:\/\/play\.google\.com\//) },
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
