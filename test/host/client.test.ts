import { randomBytes } from 'node:crypto';
import { authentication, createDirectus } from '@directus/sdk';
import {
	bebetter,
	type BeBetterOptions,
	BeBetterError,
	type EtagStore,
	memoryStore,
	type ScreenResult,
	toBeBetterError,
} from 'directus-extension-bebetter/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { firstMinute } from '../support/client-example.ts';
import { forwardingProxy, type ForwardingProxy, type Outage } from '../support/forwarding-proxy.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { changeScreen, findScreen, freshKey, layout, publishScreen } from '../support/trial-screens.ts';

/** Long enough for a sign-up, which Directus stretches, on a busy machine. */
const timeoutMs = 5_000;
const impatientMs = 1_500;
const outages: readonly Outage[] = ['broken', 'silent', 'unavailable', 'captive portal', 'truncated'];

describeOnHosts(
	'the app’s client',
	(kind) => {
		let host: Host;
		let proxy: ForwardingProxy;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'client', provisioned: 'seeded' });
			proxy = await forwardingProxy(host.url);
		});
		afterEach(() => {
			proxy.fail(null);
			proxy.take();
		});
		afterAll(async () => {
			await proxy?.close();
			await host?.stop();
		});

		const newApp = (options: BeBetterOptions = {}) =>
			createDirectus(proxy.url)
				.with(authentication('json'))
				.with(bebetter({ timeoutMs, ...options }));

		const credentials = () => ({
			email: `app-${randomBytes(6).toString('hex')}@example.com`,
			password: randomBytes(12).toString('base64url'),
		});

		const statuses = () => proxy.take().map(({ status }) => status);

		describe('screens', () => {
			it('are sent once and confirmed afterwards', async () => {
				const app = newApp({ goal: 'lose', locale: 'ar', schema: 1, platform: 'ios', appVersion: '1.4.0' });
				const first = await app.screen('home');
				expect(first).toMatchObject({
					kind: 'screen',
					served: 'exact',
					data: { screen_key: 'home', goal: 'lose', locale: 'ar', schema_version: 1 },
				});
				expect(first).not.toHaveProperty('update');
				expect(await app.screen('home')).toEqual(first);
				expect(statuses()).toEqual([200, 304]);
			});

			it('are asked without a token, also when somebody has logged in', async () => {
				const app = newApp();
				await app.setToken(host.adminToken);
				await app.screen('home');
				expect(proxy.take()).toMatchObject([{ authorization: undefined, status: 200 }]);
			});

			it('survive a restart of the app in a store that lasts', async () => {
				const store = memoryStore();
				const first = await newApp({ store }).screen('meals');
				expect(await newApp({ store }).screen('meals')).toEqual(first);
				expect(statuses()).toEqual([200, 304]);
			});

			it('arrive in the new revision after a publish', async () => {
				const app = newApp();
				const key = freshKey();
				const id = await publishScreen(host, { screen_key: key });
				expect(await app.screen(key)).toMatchObject({ data: { revision: 1, payload: { title: 'Trial' } } });
				await changeScreen(host, id, { payload_json: layout('Second') });
				expect(await app.screen(key)).toMatchObject({ data: { revision: 2, payload: { title: 'Second' } } });
			});

			it('never go back to an older revision that a slow cache sends', async () => {
				const app = newApp();
				const key = freshKey();
				const id = await publishScreen(host, { screen_key: key });
				const old = await host.fetch(`/mobile/screens/${key}`);
				const body = await old.text();
				await changeScreen(host, id, { payload_json: layout('Second') });
				await app.screen(key);

				proxy.replay(body, old.headers.get('etag') ?? '');
				expect(await app.screen(key)).toMatchObject({ kind: 'screen', data: { revision: 2 } });
				proxy.fail('broken');
				expect(await app.screen(key)).toMatchObject({ kind: 'offline', data: { revision: 2 } });
			});

			it('that are too new come in the last layout that the app can render, with an invitation', async () => {
				const key = freshKey();
				const id = await publishScreen(host, { screen_key: key });
				await changeScreen(host, id, { schema_version: 2, payload_json: layout('Second') });
				expect(await newApp({ schema: 1 }).screen(key)).toMatchObject({
					kind: 'screen',
					served: 'last_good',
					data: { revision: 1, payload: { title: 'Trial' } },
					update: { level: 'soft', reason: 'schema' },
				});
			});

			it('that do not exist are not found', async () => {
				expect(await newApp().screen('nowhere')).toEqual({ kind: 'not_found' });
			});

			it('that are asked wrongly throw, naming the parameter', async () => {
				const thrown = await newApp({ goal: 'LOSE!' })
					.screen('home')
					.catch((error: unknown) => error);
				expect(thrown).toBeInstanceOf(BeBetterError);
				expect(thrown).toMatchObject({
					code: 'INVALID_QUERY',
					status: 400,
					isOutage: false,
					fields: [{ field: 'goal', code: 'INVALID_QUERY' }],
				});
			});
		});

		describe('an app that is too old', () => {
			it('is told so, in both languages and with the stores', async () => {
				const key = freshKey();
				await publishScreen(host, { screen_key: key, min_app_version: '2.4.0' });
				expect(await newApp({ appVersion: '2.3.9', platform: 'ios' }).screen(key)).toEqual({
					kind: 'upgrade_required',
					minAppVersion: '2.4.0',
					reason: 'min_app_version',
					message: { en: expect.stringMatching(/update/i), ar: expect.stringMatching(/حدّث/) },
					storeUrls: {
						ios: expect.stringMatching(/^https:\/\/apps\.apple\.com\//),
						android: expect.stringMatching(/^https:\/\/play\.google\.com\//),
					},
				});
			});

			it('gets nothing from its store any more, offline or not', async () => {
				const store = memoryStore();
				const key = freshKey();
				const id = await publishScreen(host, { screen_key: key });
				const app = newApp({ store, appVersion: '1.0.0' });
				await app.screen(key);
				await changeScreen(host, id, { min_app_version: '2.0.0' });
				expect(await app.screen(key)).toMatchObject({ kind: 'upgrade_required' });
				proxy.fail('broken');
				expect(await app.screen(key)).toMatchObject({ kind: 'offline', data: null });
			});

			it('is invited while it is only behind the store', async () => {
				const app = newApp({ appVersion: '1.3.0', platform: 'android' });
				expect(await app.screen('meals')).toMatchObject({
					kind: 'screen',
					update: { level: 'soft', reason: 'newer_version_available' },
				});
			});
		});

		describe('without a connection', () => {
			it.each(outages)('(%s) the last good screen is shown', async (outage) => {
				const app = newApp();
				const { data } = (await app.screen('home')) as Extract<ScreenResult, { kind: 'screen' }>;
				proxy.fail(outage);
				expect(await app.screen('home')).toMatchObject({ kind: 'offline', data });
				proxy.fail(null);
				expect(await app.screen('home')).toMatchObject({ kind: 'screen', data });
			});

			it('a screen that never came is null, with the reason', async () => {
				proxy.fail('silent');
				const began = Date.now();
				const result = await newApp({ timeoutMs: impatientMs }).screen('home');
				expect(result).toMatchObject({
					kind: 'offline',
					data: null,
					error: { code: 'TIMEOUT', isOutage: true },
				});
				expect(Date.now() - began).toBeLessThan(timeoutMs);
			});

			it('a screen that was taken down stays away', async () => {
				const app = newApp();
				const key = freshKey();
				const id = await publishScreen(host, { screen_key: key });
				await app.screen(key);
				await changeScreen(host, id, { status: 'archived' });
				expect(await app.screen(key)).toEqual({ kind: 'not_found' });
				proxy.fail('broken');
				expect(await app.screen(key)).toMatchObject({ kind: 'offline', data: null });
			});

			it('broken entries of the store are dropped and asked for again', async () => {
				for (const broken of ['', '{', 'null', '[]', '{"format":1,"etag":"\\"x\\"","body":{"data":{}}}']) {
					const entries = new Map<string, string>();
					const store: EtagStore = {
						get: async (key) => entries.get(key),
						set: async (key, value) => void entries.set(key, value),
						delete: async (key) => void entries.delete(key),
					};
					await newApp({ store }).screen('home');
					for (const key of entries.keys()) entries.set(key, broken);
					proxy.fail('broken');
					expect(await newApp({ store }).screen('home'), broken).toMatchObject({
						kind: 'offline',
						data: null,
					});
					expect(entries.size, broken).toBe(0);
					proxy.fail(null);
					expect(await newApp({ store }).screen('home'), broken).toMatchObject({ kind: 'screen' });
				}
			});

			it('a store that fails costs nothing but requests', async () => {
				const fail = () => Promise.reject(new Error('the disk is full'));
				const app = newApp({ store: { get: fail, set: fail, delete: fail } });
				expect(await app.screen('home')).toMatchObject({ kind: 'screen' });
				expect(await app.screen('nowhere')).toEqual({ kind: 'not_found' });
			});
		});

		describe('the manifest', () => {
			it('lists the live screens, and is confirmed by its ETag', async () => {
				const app = newApp({ goal: 'lose', locale: 'ar' });
				const first = await app.manifest();
				expect(first).toMatchObject({ kind: 'manifest' });
				expect(first.data?.find(({ screen_key }) => screen_key === 'home')).toMatchObject({
					goal: 'lose',
					locale: 'ar',
					schema_version: 1,
				});
				expect(await app.manifest()).toEqual(first);
				expect(statuses()).toEqual([200, 304]);
				proxy.fail('broken');
				expect(await app.manifest()).toMatchObject({ kind: 'offline', data: first.data });
			});

			it('has a refresh fetch only what changed', async () => {
				const app = newApp({ schema: 2 });
				const changing = freshKey();
				const leaving = freshKey();
				const id = await publishScreen(host, { screen_key: changing });
				const leavingId = await publishScreen(host, { screen_key: leaving });

				const first = await app.refreshScreens();
				if (first.kind !== 'refreshed') throw new Error(first.kind);
				expect(Object.keys(first.fetched)).toEqual(expect.arrayContaining(['home', changing, leaving]));
				expect(first).toMatchObject({ unchanged: [], removed: [] });
				proxy.take();

				expect(await app.refreshScreens()).toMatchObject({ fetched: {}, removed: [] });
				expect(proxy.take()).toMatchObject([{ path: '/mobile/screens', status: 304 }]);

				await changeScreen(host, id, { payload_json: layout('Second') });
				await changeScreen(host, leavingId, { status: 'archived' });
				expect(await app.refreshScreens()).toMatchObject({
					fetched: { [changing]: { kind: 'screen', data: { revision: 2 } } },
					removed: [leaving],
				});
				expect(proxy.take().map(({ path }) => path.split('?')[0])).toEqual([
					'/mobile/screens',
					`/mobile/screens/${changing}`,
				]);
				proxy.fail('broken');
				expect(await app.screen(leaving)).toMatchObject({ kind: 'offline', data: null });
				expect(await app.refreshScreens()).toMatchObject({ kind: 'offline' });
			});

			it('has a refresh ask again for what an older version of the app could not render', async () => {
				const store = memoryStore();
				const key = freshKey();
				const id = await publishScreen(host, { screen_key: key });
				await changeScreen(host, id, { schema_version: 2, payload_json: layout('Second') });
				await newApp({ store, schema: 1 }).refreshScreens();
				expect(await newApp({ store, schema: 2 }).refreshScreens()).toMatchObject({
					fetched: { [key]: { served: 'exact', data: { revision: 2 } } },
				});
			});
		});

		describe('content', () => {
			const names = ['foods', 'recipes', 'videos', 'fastingPresets', 'goalDefaults', 'brandsLinks'] as const;

			it.each(names)('%s come as lists and items, once', async (name) => {
				const content = newApp({ locale: 'ar' }).content[name];
				const list = await content.list({ limit: 2 });
				if (list.kind !== 'list') throw new Error(list.kind);
				expect(list.meta).toMatchObject({ page: 1, limit: 2 });
				const [first] = list.data;
				expect(await content.get(first?.slug ?? '')).toMatchObject({ kind: 'item', data: first! });
				await content.list({ limit: 2 });
				await content.get(first?.slug ?? '');
				expect(statuses()).toEqual([200, 200, 304, 304]);
				proxy.fail('unavailable');
				expect(await content.list({ limit: 2 })).toMatchObject({ kind: 'offline', data: list.data });
			});

			it('is filtered, sorted and searched', async () => {
				const { foods } = newApp({ locale: 'ar' }).content;
				const found = await foods.list({ q: 'ارز' });
				expect(found.data?.map(({ slug }) => slug)).toEqual(['rice-white-cooked', 'rice-brown-cooked']);
				const best = await foods.list({ tags: ['high_protein', 'low_carb'], sort: ['-protein_g'], limit: 5 });
				const grams = best.data!.map(({ protein_g }) => protein_g ?? 0);
				expect(grams).toHaveLength(5);
				expect(grams).toEqual(grams.toSorted((a, b) => b - a));
				const fish = await foods.list({ category: 'fish' });
				expect(new Set(fish.data?.map(({ category }) => category))).toEqual(new Set(['fish']));
			});

			it('of a search is not kept', async () => {
				const { foods } = newApp().content;
				await foods.list({ q: 'rice' });
				proxy.fail('broken');
				expect(await foods.list({ q: 'rice' })).toMatchObject({ kind: 'offline', data: null });
			});

			it('that does not exist is not found', async () => {
				expect(await newApp().content.recipes.get('no/such thing')).toEqual({ kind: 'not_found' });
			});
		});

		describe('an account', () => {
			it('is signed up, logged in, refreshed and logged out', async () => {
				const app = newApp();
				const { email, password } = credentials();
				await app.signUp(email, password);
				const { refresh_token } = await app.login({ email, password });
				const whoAmI = async () => {
					const headers = { authorization: `Bearer ${await app.getToken()}` };
					return (await (await host.fetch('/users/me?fields=id', { headers })).json()).data;
				};
				const [person] = await host.admin<object[]>('GET', `/users?filter[email][_eq]=${email}&fields=id`);
				expect(await whoAmI()).toEqual(person);

				const refreshed = await app.refresh();
				expect(refreshed.refresh_token).not.toBe(refresh_token);
				expect(await whoAmI()).toEqual(person);
				await app.logout();
				expect(await app.getToken()).toBeNull();
			});

			it('that cannot be made or entered says why', async () => {
				const app = newApp();
				await expect(app.signUp('nobody', 'a-long-password')).rejects.toMatchObject({
					name: 'BeBetterError',
					status: 400,
				});
				const refused = await app.login(credentials()).catch(toBeBetterError);
				expect(refused).toMatchObject({ code: 'INVALID_CREDENTIALS', status: 401, isOutage: false });
				proxy.fail('broken');
				const unreachable = await app.login(credentials()).catch(toBeBetterError);
				expect(unreachable).toMatchObject({ code: 'NETWORK', isOutage: true });
			});

			it('is what the example in the README makes', async () => {
				const { email, password } = credentials();
				const id = await findScreen(host, { screen_key: 'home', goal: 'lose', locale: 'ar' });
				const { payload_json } = await host.admin<{ payload_json: { title: string } }>(
					'GET',
					`/items/sdui_screens/${id}`,
				);
				expect(await firstMinute(proxy.url, email, password)).toBe(payload_json.title);
			});
		});

		describe('a person’s own data', () => {
			async function newPerson() {
				const app = newApp({ locale: 'en' });
				// Directus lets one address sign up a few times a minute only.
				const { email, password } = await withUser(host, { role: 'App User' });
				await app.login({ email, password });
				return app;
			}

			it('is for people who have logged in', async () => {
				await expect(newApp().me.profile.get()).rejects.toMatchObject({
					code: 'INVALID_CREDENTIALS',
					status: 401,
				});
				const withoutLogin = createDirectus(proxy.url).with(bebetter());
				await expect(withoutLogin.me.profile.get()).rejects.toThrow(/authentication/);
			});

			it('begins with a profile; of two phones with the same version one wins', async () => {
				const { me } = await newPerson();
				expect(await me.profile.get()).toBeNull();
				const { target, missing } = await me.targets.current();
				expect(target).toBeNull();
				expect(missing).toContain('birth_date');

				const profile = await me.profile.update({ sex: 'female', height_cm: 165, weight_kg: 68 });
				expect(profile).toMatchObject({ sex: 'female', height_cm: 165, weight_kg: 68 });
				const { version } = profile;
				const changed = await me.profile.update({ weight_kg: 67 }, { ifVersion: version });
				expect(changed).toMatchObject({ weight_kg: 67, version: version + 1 });
				await expect(me.profile.update({ weight_kg: 66 }, { ifVersion: version })).rejects.toMatchObject({
					code: 'PRECONDITION_FAILED',
					status: 412,
					extensions: { version: version + 1 },
				});
			});

			it('names every field that cannot be taken', async () => {
				const { me } = await newPerson();
				await expect(me.profile.update({ height_cm: 1.65, weight_kg: 9000 })).rejects.toMatchObject({
					code: 'INVALID_PAYLOAD',
					fields: [{ field: 'height_cm' }, { field: 'weight_kg' }],
				});
			});

			it('has meals, logged once however often they are sent, and their totals', async () => {
				const { me } = await newPerson();
				const meal = { food: 'rice-white-cooked', grams: 200, client_id: 'meal-1' };
				const logged = await me.mealLogs.create(meal);
				expect(await me.mealLogs.create(meal)).toEqual(logged);
				const other = await me.mealLogs.create({ food: 'rice-white-cooked', grams: 100 });
				expect(other.client_id).toMatch(/^[!-~]{10,100}$/);

				const page = await me.mealLogs.list({ limit: 1 });
				const next = await me.mealLogs.list({ limit: 1, cursor: page.nextCursor });
				expect([...page.data, ...next.data].map(({ id }) => id).toSorted()).toEqual(
					[logged.id, other.id].toSorted(),
				);
				expect(next.nextCursor).toBeNull();

				const date = logged.local_date;
				const [day] = await me.mealLogs.days({ from: date, to: date });
				expect(day).toMatchObject({ date, meals: 2 });
				expect(day?.kcal).toBeCloseTo((logged.kcal ?? 0) * 1.5, -1);

				const smaller = await me.mealLogs.update(logged.id, { grams: 100 }, { ifVersion: logged.version });
				expect(smaller.grams).toBe(100);
				await me.mealLogs.delete(logged.id);
				await expect(me.mealLogs.get(logged.id)).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
			});

			it('has a pantry, and what can be cooked of it', async () => {
				const { me } = await newPerson();
				const item = await me.pantry.create({ food: 'rice-white-cooked', grams: 500 });
				expect((await me.pantry.list()).data).toEqual([item]);
				expect(await me.pantry.update(item.id, { grams: 400 })).toMatchObject({ grams: 400 });
				expect(Array.isArray(await me.pantry.recipes({ limit: 3 }))).toBe(true);
				await me.pantry.delete(item.id);
				expect((await me.pantry.list()).data).toEqual([]);
				expect(await me.insights.list({ window: 7 })).toEqual({ data: [], nextCursor: null, hidden: false });
				expect(await me.targets.history()).toMatchObject({ nextCursor: null });
			});

			it('is exported as one document, and erased with the account', async () => {
				const app = await newPerson();
				await app.me.profile.update({ goal: 'lose' });
				expect(await app.me.export()).toMatchObject({ profile: { goal: 'lose' } });
				await app.me.erase({ confirm: 'delete my account' });
				expect(await app.getToken()).toBeNull();
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
