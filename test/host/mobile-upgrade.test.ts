import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { getJson, rawRequest } from '../support/raw-request.ts';
import {
	changeScreen,
	findScreen,
	freshKey,
	publishScreen,
	type ScreenBody,
} from '../support/trial-screens.ts';

/** What SQL changed is seen at the check of every second; here nothing tells the two states apart but the answer. */
const noticed = 1_500;

describeOnHosts(
	'the upgrade gate',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'upgrade', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		const ask = (
			key: string,
			parameters: Record<string, string> = {},
			headers: Record<string, string> = {},
		) => getJson<ScreenBody>(host, `/mobile/screens/${key}?${new URLSearchParams(parameters)}`, headers);

		const changeSettings = (changes: Record<string, unknown>) =>
			host.admin('PATCH', '/items/app_settings', changes);

		describe('after an administrator raised the minimum of a screen', () => {
			beforeAll(async () => {
				const id = await findScreen(host, { screen_key: 'home', goal: 'default', locale: 'en' });
				await changeScreen(host, id, { min_app_version: '2.4.0' });
			});

			it('an older app gets 403 with the minimum, both messages and the stores', async () => {
				const { status, headers, json } = await ask('home', { app_version: '2.3.9', platform: 'ios' });
				expect(status).toBe(403);
				expect(headers['cache-control']).toBe('no-store');
				expect(json.errors).toEqual([
					{
						message: expect.stringContaining('update'),
						extensions: {
							code: 'UPGRADE_REQUIRED',
							reason: 'min_app_version',
							min_app_version: '2.4.0',
							latest_version: '1.4.0',
							messages: {
								en: expect.stringMatching(/^A newer version of BeBetter is ready/),
								ar: expect.stringMatching(/^يتوفّر إصدار أحدث/),
							},
							store_url: {
								ios: 'https://apps.apple.com/app/id0000000000',
								android: 'https://play.google.com/store/apps/details?id=app.bebetter',
							},
						},
					},
				]);
			});

			it.each(['2.3', 'v2.3.99', '1.6.2 (45)', '2.0.0+45', '٢٫٣', '٢.٣.٩', '۲.۳', ' 2.3.9 ', '0'])(
				'%s is older',
				async (app_version) => {
					expect((await ask('home', { app_version })).status).toBe(403);
				},
			);

			it.each(['2.4', '2.4.0', '2.10', 'v3', '2.4.0 (1)', '2.4.0-beta.1', '٢٫٤', '٢.١٠.٠', '10.0.0'])(
				'%s is new enough',
				async (app_version) => {
					const { status, json } = await ask('home', { app_version });
					expect(status).toBe(200);
					expect(json.data.min_app_version).toBe('2.4.0');
				},
			);

			it.each([
				'',
				'latest',
				'two',
				'1..2',
				'null',
				'0x10',
				'-1',
				'1.2.3.',
				'x'.repeat(200),
				'1'.repeat(200),
				'\u0000',
			])('"%.20s", which nobody can read, blocks nobody', async (app_version) => {
				expect((await ask('home', { app_version })).status).toBe(200);
			});

			it('an app that tells no version is not blocked', async () => {
				expect((await ask('home')).status).toBe(200);
			});

			it('the version may come in headers; the query wins', async () => {
				const old = { 'x-app-version': '1.0.0', 'x-app-platform': 'Android' };
				expect((await ask('home', {}, old)).status).toBe(403);
				expect((await ask('home', { app_version: '3.0.0' }, old)).status).toBe(200);
				expect((await ask('home', { app_version: '1.0.0' }, { 'x-app-version': '3.0.0' })).status).toBe(403);
				for (const unreadable of ['latest', 'x'.repeat(5000)])
					expect((await ask('home', {}, { 'x-app-version': unreadable })).status).toBe(200);
			});

			it('Arabic digits are read in a header too', async () => {
				const header = (version: string) => ({ 'x-app-version': Buffer.from(version).toString('latin1') });
				expect((await ask('home', {}, header('٢.٣'))).status).toBe(403);
				expect((await ask('home', {}, header('٢.٤'))).status).toBe(200);
			});

			it('a blocked app gets no 304, however fresh its copy is', async () => {
				const { headers } = await ask('home');
				const asked = { headers: { 'if-none-match': headers.etag ?? '', 'x-app-version': '1.0.0' } };
				expect((await rawRequest(host, '/mobile/screens/home', asked)).status).toBe(403);
			});

			it('caches know that the answer depends on the headers', async () => {
				const { headers } = await ask('home');
				const names = (headers.vary ?? '').toLowerCase().split(/,\s*/);
				expect(names).toEqual(expect.arrayContaining(['accept-encoding', 'x-app-version', 'x-app-platform']));
			});

			it('other screens and variants stay open', async () => {
				expect((await ask('home', { app_version: '1.0.0', locale: 'ar' })).status).toBe(200);
				expect((await ask('meals', { app_version: '1.0.0' })).status).toBe(200);
			});
		});

		it('a platform’s own minimum wins over the common one', async () => {
			const screen_key = freshKey();
			await publishScreen(host, {
				screen_key,
				min_app_version: '2.0.0',
				min_app_version_ios: '3.0.0',
				min_app_version_android: '1.0.0',
			});
			const statusOf = async (parameters: Record<string, string>) =>
				(await ask(screen_key, parameters)).status;
			expect(await statusOf({ app_version: '2.5.0', platform: 'ios' })).toBe(403);
			expect(await statusOf({ app_version: '3.0.0', platform: 'ios' })).toBe(200);
			expect(await statusOf({ app_version: '1.0.0', platform: 'android' })).toBe(200);
			expect(await statusOf({ app_version: '0.9.0', platform: 'android' })).toBe(403);
			expect(await statusOf({ app_version: '1.9.0' })).toBe(403);
			expect(await statusOf({ app_version: '2.0.0' })).toBe(200);
			const { json } = await ask(screen_key, { platform: 'ios' });
			expect(json.data.min_app_version).toBe('3.0.0');
		});

		it('an app behind the store is invited, not forced', async () => {
			const { status, json } = await ask('meals', { app_version: '1.3.0', platform: 'android' });
			expect(status).toBe(200);
			expect(json.data.update).toMatchObject({ level: 'soft', reason: 'newer_version_available' });
			expect(
				(await ask('meals', { app_version: '1.4.0', platform: 'android' })).json.data.update,
			).toMatchObject({
				level: 'none',
				message: { en: '', ar: '' },
			});
		});

		describe('after a broken version was refused in the app settings', () => {
			const reason = {
				en: 'Version 1.4.1 loses meals. Please update.',
				ar: 'الإصدار 1.4.1 يفقد الوجبات. حدّث التطبيق.',
			};

			beforeAll(() =>
				changeSettings({
					refused_versions: [
						{ platform: 'ios', range: '>=1.4.1 <1.4.3', reason_en: reason.en, reason_ar: reason.ar },
					],
				}),
			);
			afterAll(() => changeSettings({ refused_versions: [] }));

			it('it must update, with the reason in both languages', async () => {
				const { status, json } = await ask('meals', { app_version: '1.4.2', platform: 'ios' });
				expect(status).toBe(403);
				expect(json.errors[0]).toMatchObject({
					message: reason.en,
					extensions: { code: 'UPGRADE_REQUIRED', reason: 'refused_version', messages: reason },
				});
			});

			it('other versions and platforms go on', async () => {
				for (const parameters of [
					{ app_version: '1.4.0', platform: 'ios' },
					{ app_version: '1.4.3', platform: 'ios' },
					{ app_version: '1.4.2', platform: 'android' },
					{ app_version: '1.4.2' },
				])
					expect((await ask('meals', parameters)).status, JSON.stringify(parameters)).toBe(200);
			});

			it('a list that somebody broke with SQL blocks nobody', async () => {
				for (const broken of ['{"platform":"all"}', '[null, 7, {"platform":"all","range":"*&%"}]', '"x"']) {
					await host.knex('app_settings').update({ refused_versions: broken });
					const asked = async () => (await ask('meals', { app_version: '1.4.2', platform: 'ios' })).status;
					await expect.poll(asked, { message: broken, timeout: 30_000 }).toBe(200);
					await sleep(noticed);
					expect(await asked(), broken).toBe(200);
				}
			});
		});

		it('works before anybody has written app settings', async () => {
			const [settings] = await host.knex('app_settings');
			try {
				await host.knex('app_settings').delete();
				const asked = () => ask('home', { app_version: '1.0.0' });
				await expect
					.poll(async () => (await asked()).json.errors[0]?.extensions?.['store_url'])
					.toMatchObject({ ios: null });
				const { status, json } = await asked();
				expect(status).toBe(403);
				expect(json.errors[0]?.extensions).toMatchObject({
					messages: { en: expect.stringMatching(/update/), ar: expect.stringMatching(/تحديث/) },
					store_url: { ios: null, android: null },
				});
			} finally {
				await host.knex('app_settings').insert(settings);
				await sleep(noticed);
			}
		});
	},
	{ only: bothMajorsAndDatabases },
);
