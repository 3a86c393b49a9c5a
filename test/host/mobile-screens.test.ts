import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../schema/seed/index.ts';
import { until } from '../support/publishing/reading.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { getJson, rawRequest } from '../support/raw-request.ts';
import { changeScreen, freshKey, layout, publishScreen, type ScreenBody } from '../support/trial-screens.ts';

interface ManifestEntry {
	screen_key: string;
	goal: string;
	locale: string;
	schema_version: number;
	min_app_version: string | null;
	revision: number;
	etag: string;
}

describeOnHosts(
	'GET /mobile/screens',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'screens', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		const ask = (key: string, query = '', headers: Record<string, string> = {}) =>
			getJson<ScreenBody>(host, `/mobile/screens/${key}${query}`, headers);

		const manifest = async (query = ''): Promise<ManifestEntry[]> =>
			(await getJson<{ data: ManifestEntry[] }>(host, `/mobile/screens${query}`)).json.data;

		describe('chooses the variant', () => {
			it('of the goal and language that were asked for, with the layout as it was published', async () => {
				const wanted = { screen_key: 'home', goal: 'lose', locale: 'ar' };
				const { status, json } = await ask('home', '?goal=lose&locale=ar');
				expect(status).toBe(200);
				expect(json.data).toMatchObject({ ...wanted, served: 'exact', schema_version: 1, revision: 1 });
				const row = seed.screens.find((screen) =>
					Object.entries(wanted).every(([name, value]) => screen[name as 'goal'] === value),
				);
				expect(json.data.payload).toEqual(row?.payload_json);
			});

			it('for everybody in English when nothing is asked', async () => {
				expect((await ask('home')).json.data).toMatchObject({
					goal: 'default',
					locale: 'en',
					served: 'exact',
				});
			});

			it('for everybody in the same language when the goal has none', async () => {
				const { json } = await ask('home', '?goal=athlete&locale=ar');
				expect(json.data).toMatchObject({ goal: 'default', locale: 'ar', served: 'exact' });
			});

			it('of a region’s language, and English for a language that is not spoken', async () => {
				expect((await ask('home', '?locale=ar-SA')).json.data.locale).toBe('ar');
				expect((await ask('home', '?locale=ar_EG')).json.data.locale).toBe('ar');
				expect((await ask('home', '?locale=fr')).json.data.locale).toBe('en');
			});

			it('exact, then the default goal in the language, then English', async () => {
				const screen_key = freshKey();
				await publishScreen(host, { screen_key, goal: 'lose', locale: 'en' });
				const english = await ask(screen_key, '?goal=lose&locale=ar');
				expect(english.json.data).toMatchObject({ goal: 'lose', locale: 'en' });

				await publishScreen(host, { screen_key, locale: 'ar', payload_json: layout('تجربة') });
				const arabic = await ask(screen_key, '?goal=lose&locale=ar');
				expect(arabic.json.data).toMatchObject({ goal: 'default', locale: 'ar' });
				expect((await ask(screen_key, '?goal=gain&locale=en')).json.errors[0]?.extensions.code).toBe(
					'SCREEN_NOT_FOUND',
				);
			});
		});

		describe('answers 404 SCREEN_NOT_FOUND', () => {
			it.each([
				'nowhere',
				'HOME',
				'%00',
				'home%00',
				'__proto__',
				'constructor',
				'..%2f..',
				`${'a'.repeat(9000)}`,
				'%D8%A3',
			])('for %.20s', async (key) => {
				const { status, json } = await ask(key);
				expect(status).toBe(404);
				expect(json.errors[0]?.extensions.code).toBe('SCREEN_NOT_FOUND');
			});

			it('for a draft until it is published, and again after it is archived', async () => {
				const screen_key = freshKey();
				const listed = async () => (await manifest()).some((entry) => entry.screen_key === screen_key);
				const id = await publishScreen(host, { screen_key, status: 'draft' });
				expect((await ask(screen_key)).status).toBe(404);
				expect(await listed()).toBe(false);

				await changeScreen(host, id, { status: 'published' });
				expect((await ask(screen_key)).status).toBe(200);
				expect(await listed()).toBe(true);

				await changeScreen(host, id, { status: 'archived' });
				expect((await ask(screen_key)).status).toBe(404);
				expect(await listed()).toBe(false);
			});
		});

		it('refuses an address that cannot be decoded with 400 and not with a fault of ours', async () => {
			for (const path of ['/mobile/screens/%ff', '/mobile/foods/%zz', '/mobile/screens/%'])
				expect((await rawRequest(host, path)).status, path).toBe(400);
		});

		describe('names the parameter it does not understand', () => {
			it.each([
				['schema=0', 'schema'],
				['schema=-1', 'schema'],
				['schema=1.5', 'schema'],
				['schema=', 'schema'],
				['schema=NaN', 'schema'],
				['schema=99999999999999999999', 'schema'],
				['schema=1&schema=2', 'schema'],
				['schema[]=1', 'schema[]'],
				['schema[a][b]=1', 'schema[a][b]'],
				['goal=Lose%20weight', 'goal'],
				[`goal=${'a'.repeat(10_000)}`, 'goal'],
				['locale=%00', 'locale'],
				['locale=en&locale=ar', 'locale'],
				['platform=windows', 'platform'],
				[`app_version=${'1'.repeat(10_000)}`, 'app_version'],
				['lang=ar', 'lang'],
				['__proto__[x]=1', '__proto__[x]'],
				['constructor=1', 'constructor'],
				['filter={', 'filter'],
				['fields=*.*', 'fields'],
			])('%.40s', async (query, parameter) => {
				const { status, json } = await ask('home', `?${query}`);
				expect(status).toBe(400);
				expect(json.errors[0]?.extensions).toMatchObject({ code: 'INVALID_QUERY', parameter });
				expect(json.errors[0]?.message).toContain(parameter);
			});
		});

		describe('the manifest', () => {
			it('lists each live screen once, in the wanted goal and language', async () => {
				const entries = (await manifest('?goal=gain&locale=ar')).filter(
					({ screen_key }) => !screen_key.startsWith('trial'),
				);
				expect(entries.map(({ screen_key }) => screen_key)).toEqual([
					'fasting',
					'home',
					'meals',
					'profile',
					'progress',
					'recipes',
				]);
				for (const entry of entries)
					expect(entry).toEqual({
						screen_key: entry.screen_key,
						goal: 'gain',
						locale: 'ar',
						schema_version: entry.screen_key === 'progress' ? 2 : 1,
						min_app_version: '1.0.0',
						min_app_version_ios: null,
						min_app_version_android: null,
						revision: 1,
						etag: expect.stringMatching(/^"[\w-]+"$/),
					});
			});

			it('has the ETag that each screen is served with', async () => {
				for (const { screen_key, goal, locale, etag, revision } of await manifest('?goal=lose&locale=ar')) {
					const { headers, json } = await ask(screen_key, `?goal=${goal}&locale=${locale}`);
					expect(headers.etag, screen_key).toBe(etag);
					expect(json.data.revision).toBe(revision);
				}
			});

			it('answers 304 until something is published', async () => {
				const screen_key = freshKey();
				const id = await publishScreen(host, { screen_key });
				const { headers } = await getJson(host, '/mobile/screens');
				const again = () =>
					rawRequest(host, '/mobile/screens', { headers: { 'if-none-match': headers.etag ?? '' } });
				expect((await again()).status).toBe(304);

				await changeScreen(host, id, { payload_json: layout('Changed') });
				expect((await again()).status).toBe(200);
			});
		});

		describe('revisions', () => {
			const releases = (screen_key: string) =>
				host.knex('sdui_releases').where({ screen_key }).orderBy('revision');

			it('count each publish and not a save that changes nothing', async () => {
				const screen_key = freshKey();
				const id = await publishScreen(host, { screen_key, payload_json: layout('One') });
				const first = await ask(screen_key);
				expect(first.json.data.revision).toBe(1);

				await changeScreen(host, id, { payload_json: layout('One'), sort: 7, release_note: 'the same' });
				const same = await ask(screen_key);
				expect(same.json).toEqual(first.json);
				expect(same.headers.etag).toBe(first.headers.etag);

				await changeScreen(host, id, { payload_json: layout('Two') });
				const second = await ask(screen_key);
				expect(second.json.data).toMatchObject({ revision: 2, payload: { title: 'Two' } });
				expect(second.headers.etag).not.toBe(first.headers.etag);
				expect((await releases(screen_key)).map(({ revision }) => revision)).toEqual([1, 2]);
			});

			it('are recorded without anybody reading the screen', async () => {
				const screen_key = freshKey();
				const id = await publishScreen(host, { screen_key, payload_json: layout('One') });
				await expect.poll(() => releases(screen_key)).toHaveLength(1);
				await host.admin('PATCH', '/items/sdui_screens', [{ id, payload_json: layout('Two') }]);
				await expect.poll(() => releases(screen_key)).toHaveLength(2);
				await expect
					.poll(async () => (await host.knex('sdui_screens').where({ id }).first()).revision, {
						timeout: 30_000,
					})
					.toBe(2);
			});

			it('rise when somebody changes the row with SQL', async () => {
				const screen_key = freshKey();
				const id = await publishScreen(host, { screen_key });
				expect((await ask(screen_key)).json.data.revision).toBe(1);
				await host
					.knex('sdui_screens')
					.where({ id })
					.update({ payload_json: JSON.stringify(layout('By SQL')) });
				await until('the change is seen', async () => (await ask(screen_key)).json.data.revision === 2);
				expect((await ask(screen_key)).json.data.payload).toMatchObject({ title: 'By SQL' });
			});

			it('go on after the screen was deleted and made again', async () => {
				const screen_key = freshKey();
				const id = await publishScreen(host, { screen_key, payload_json: layout('One') });
				expect((await ask(screen_key)).json.data.revision).toBe(1);
				await host.admin('DELETE', `/items/sdui_screens/${id}`);
				await publishScreen(host, { screen_key, payload_json: layout('Again') });
				await until('the screen is back', async () => (await ask(screen_key)).status === 200);
				expect((await ask(screen_key)).json.data.revision).toBe(2);
			});
		});

		describe('an app that renders older schema versions only', () => {
			it('keeps the last release it can render, and is told softly', async () => {
				const screen_key = freshKey();
				const id = await publishScreen(host, { screen_key, payload_json: layout('One') });
				await ask(screen_key);
				await changeScreen(host, id, { payload_json: layout('One, corrected') });
				await ask(screen_key);
				await changeScreen(host, id, { payload_json: layout('Three'), schema_version: 3 });

				const old = await ask(screen_key, '?schema=2');
				expect(old.status).toBe(200);
				expect(old.json.data).toMatchObject({
					revision: 2,
					schema_version: 1,
					served: 'last_good',
					payload: { title: 'One, corrected' },
					update: { level: 'soft', reason: 'schema' },
				});
				expect(old.json.data.update.message.ar).not.toBe('');

				for (const query of ['?schema=3', '?schema=4', '']) {
					const { json } = await ask(screen_key, query);
					expect(json.data, query).toMatchObject({
						revision: 3,
						served: 'exact',
						payload: { title: 'Three' },
					});
				}
			});

			it('must update when no release was ever made for it', async () => {
				const screen_key = freshKey();
				await publishScreen(host, { screen_key, schema_version: 3 });
				const { status, json } = await ask(screen_key, '?schema=2');
				expect(status).toBe(403);
				expect(json.errors[0]?.extensions).toMatchObject({ code: 'UPGRADE_REQUIRED', reason: 'schema' });
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
