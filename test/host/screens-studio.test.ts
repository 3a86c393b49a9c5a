import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { screensRoutes } from '../../platform/screens/studio/routes.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import type {
	Change,
	Check,
	FloorsCheck,
	Overview,
	Preview,
	Published,
	Release,
	Scheduled,
	Variant,
} from '../../domain/screens/studio/contract.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';
import { freshKey, layout } from '../support/trial-screens.ts';

const payloadOf = (title: string) => layout(title) as unknown as Change['payload'];

const noFloors = { min_app_version: null, min_app_version_ios: null, min_app_version_android: null };

describeOnHosts(
	'the endpoints of the screens studio',
	(kind) => {
		let host: Host;
		let editor: TestUser;
		let second: TestUser;
		let appUser: TestUser;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'studio', provisioned: 'seeded' });
			[editor, second] = [await withUser(host, { role: 'Editor' }), await withUser(host, { role: 'Editor' })];
			appUser = await withUser(host, { role: 'App User' });
			await openApps(20);
		});
		afterAll(() => host?.stop());

		/** So many people whose app is too old for a minimum version of 2.0.0. Whom floors block is counted once a minute. */
		async function openApps(people: number): Promise<void> {
			const now = new Date();
			const received_at = kind.database === 'sqlite' ? now.getTime() : now;
			const rows = Array.from({ length: people }, (_, person) => ({
				event_id: `open-${person}`,
				name: 'app_opened',
				user_hash: `person-${person}`,
				platform: 'ios',
				app_version: '1.0.0',
				received_at,
				ts: received_at,
			}));
			await host.knex('events').insert(rows);
		}

		/** What so many people's phones reported of one release. */
		async function shown(
			screen_key: string,
			{ revision, views, failures }: { revision: number; views: number; failures: number },
		): Promise<void> {
			const now = new Date();
			const received_at = kind.database === 'sqlite' ? now.getTime() : now;
			const rows = Array.from({ length: views + failures }, (_, person) => ({
				event_id: `${screen_key}-${revision}-${person}`,
				name: person < failures ? 'screen_render_failed' : 'screen_viewed',
				user_hash: `person-${person}`,
				locale: 'en-GB',
				props: JSON.stringify({ screen_key, revision }),
				received_at,
				ts: received_at,
			}));
			await host.knex('events').insert(rows);
		}

		interface Answer<Data> {
			status: number;
			data: Data;
			meta: { next_before: number | null };
			error: { code: string; [name: string]: unknown };
		}

		async function ask<Data>(
			method: string,
			path: string,
			body?: unknown,
			token: string | null = editor.token,
		): Promise<Answer<Data>> {
			const response = await host.fetch(`/ops/screens${path}`, {
				method,
				headers: {
					'content-type': 'application/json',
					...(token && { authorization: `Bearer ${token}` }),
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			const { data, meta, errors } = (await response.json()) as Answer<Data> & {
				errors?: { extensions: Answer<Data>['error'] }[];
			};
			return { status: response.status, data, meta, error: errors?.[0]?.extensions ?? { code: 'none' } };
		}

		const change = (screen_key: string, more: Partial<Change> = {}): Change => ({
			screen_key,
			goal: 'default',
			locale: 'en',
			payload: payloadOf('Trial'),
			schema_version: 1,
			floors: noFloors,
			base_revision: 0,
			...more,
		});

		async function publish(...changes: Change[]): Promise<Published> {
			const { status, data, error } = await ask<Published>('POST', '/publish', { changes });
			expect({ status, error }).toEqual({ status: 200, error: { code: 'none' } });
			return data;
		}

		const titled = (title: string) => ({ payload: payloadOf(title) });
		const releasesOf = (screen_key: string) =>
			host.knex('sdui_releases').where({ screen_key }).orderBy('revision');

		it('shows editors every variant, and what is wrong with it', async () => {
			const response = await ask<Overview['data']>('GET', '');
			expect(response.status).toBe(200);
			const home = response.data.find(
				({ screen_key, goal, locale }) => screen_key === 'home' && goal === 'default' && locale === 'en',
			)!;
			expect(home.states).toEqual(['live']);
			expect(home).toMatchObject({ live_revision: 1, problems: { errors: 0 } });
		});

		it('keeps a draft apart from what is live, a faulty one too, and refuses a stale save', async () => {
			const key = freshKey();
			const draft = { payload: { title: 7 }, schema_version: 1, floors: noFloors, base_revision: 0 };
			const saved = await ask<Variant>('PUT', `/${key}/default/en/draft`, { ...draft, version: 0 });
			expect(saved.data).toMatchObject({
				id: null,
				live: null,
				draft: { version: 1, payload: { title: 7 } },
			});

			const again = await ask<Variant>('PUT', `/${key}/default/en/draft`, { ...draft, version: 1 });
			expect(again.data.draft?.version).toBe(2);
			for (const version of [0, 1]) {
				const stale = await ask('PUT', `/${key}/default/en/draft`, { ...draft, version }, second.token);
				expect(stale).toMatchObject({ status: 409, error: { code: 'DRAFT_CHANGED', version: 2 } });
			}

			const cell = (await ask<Overview['data']>('GET', '')).data.find(({ screen_key }) => screen_key === key);
			expect(cell?.states).toEqual(['draft', 'invalid', 'missing_translation']);
			expect((await host.fetch(`/mobile/screens/${key}`)).status).toBe(404);

			expect((await ask('DELETE', `/${key}/default/en/draft`)).data).toEqual({ discarded: true });
			expect((await ask('GET', `/${key}/default/en`)).error.code).toBe('SCREEN_NOT_FOUND');
		});

		it('keeps a draft that says something else than what is published, restored, scheduled or given floors', async () => {
			const key = freshKey();
			const path = `/${key}/default/en`;
			await publish(change(key, titled('One')));
			const draft = { ...titled('In progress'), schema_version: 1, floors: noFloors, base_revision: 1 };
			await ask('PUT', `${path}/draft`, { ...draft, version: 0 });
			const kept = async () => (await ask<Variant>('GET', path)).data.draft;
			const inProgress = { version: 1, base_revision: 1, payload: payloadOf('In progress') };

			const two = change(key, { ...titled('Two'), base_revision: 1 });
			const publish_at = new Date(Date.now() + 600_000).toISOString();
			const later = await ask('POST', '/publish', { changes: [two], publish_at }, second.token);
			expect(later).toMatchObject({ status: 409, error: { code: 'DRAFT_CHANGED', version: 1 } });
			expect(await kept()).toMatchObject({ ...inProgress, publish_at: null });

			await publish(two);
			expect(await kept()).toMatchObject(inProgress);
			expect((await ask('POST', `${path}/releases/1/restore`, { base_revision: 2 })).status).toBe(200);
			expect(await kept()).toMatchObject(inProgress);
			const variants = [{ screen_key: key, goal: 'default', locale: 'en' }];
			const floors = { ...noFloors, min_app_version: '0.1.0' };
			expect((await ask('POST', '/floors', { variants, floors })).status).toBe(200);
			expect(await kept()).toMatchObject(inProgress);

			await publish(change(key, { ...titled('In progress'), base_revision: 4 }));
			expect(await kept()).toBeNull();
		});

		it('publishes several variants at once, and phones get them when the answer is there', async () => {
			const key = freshKey();
			await ask('PUT', `/${key}/default/en/draft`, {
				...titled('Hello'),
				schema_version: 1,
				floors: noFloors,
				base_revision: 0,
				version: 0,
			});
			const changes = [
				change(key, titled('Hello')),
				change(key, { ...titled('مرحبا'), locale: 'ar' }),
				change(key, { ...titled('Leaner'), goal: 'lose' }),
			];
			const { status, data } = await ask<Published>('POST', '/publish', { changes, note: 'First' });
			expect(status).toBe(200);
			expect(data.releases.map(({ revision, note }) => ({ revision, note }))).toEqual(
				changes.map(() => ({ revision: 1, note: 'First' })),
			);
			expect(data.releases[0]?.published_by?.id).toBe(editor.id);
			expect(data.receipt).toMatchObject({ complete: true });
			expect(data.receipt!.instances.length).toBeGreaterThan(0);

			const phone = await (await host.fetch(`/mobile/screens/${key}?locale=ar`)).json();
			expect(phone).toMatchObject({ data: { revision: 1, payload: { title: 'مرحبا' } } });
			expect((await ask<Variant>('GET', `/${key}/default/en`)).data.draft).toBeNull();
			const screens: { id: string }[] = await host.knex('sdui_screens').where({ screen_key: key });
			const activity: { item: string }[] = await host
				.knex('directus_activity')
				.where({ user: editor.id, collection: 'sdui_screens' })
				.whereIn(
					'item',
					screens.map(({ id }) => id),
				);
			expect(activity.map(({ item }) => item).sort()).toEqual(screens.map(({ id }) => id).sort());
			expect(screens).toHaveLength(changes.length);
		});

		it('publishes nothing when one change of several is faulty, and names the place and the remedy', async () => {
			const key = freshKey();
			const changes = [
				change(key),
				change(key, { locale: 'ar', payload: { title: 'شاشة', components: [{ id: 'a', type: 'no_such' }] } }),
			];
			const { status, error } = await ask('POST', '/publish', { changes });
			expect({ status, code: error.code }).toEqual({ status: 422, code: 'INVALID' });
			const [gate] = error['gates'] as { message: { en: string; ar: string } }[];
			expect(gate!.message.en).toContain('payload_json/components/0');
			expect(await releasesOf(key)).toEqual([]);
			expect(await host.knex('sdui_screens').where({ screen_key: key })).toEqual([]);
		});

		it('lets exactly one of two editors publish at once, and tells the other', async () => {
			const key = freshKey();
			await publish(change(key));
			const attempt = (title: string, { token }: TestUser) =>
				ask<Published>(
					'POST',
					'/publish',
					{ changes: [change(key, { ...titled(title), base_revision: 1 })] },
					token,
				);
			const answers = await Promise.all([attempt('Mine', editor), attempt('Theirs', second)]);

			expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
			const winner = answers[0].status === 200 ? editor : second;
			const lost = answers.find(({ status }) => status === 409)!;
			expect(lost.error).toMatchObject({
				code: 'SCREEN_CHANGED',
				live_revision: 2,
				published_by: { id: winner.id },
			});
			expect(await releasesOf(key)).toHaveLength(2);
		});

		it('refuses a breaking change, proposes a version, and takes it with that', async () => {
			const key = freshKey();
			await publish(change(key));
			const newest = (
				await ask<{ type: string; since_schema_version: number; example: object }[]>('GET', '/catalogue')
			).data.find(({ since_schema_version }) => since_schema_version > 1)!;
			const broken = change(key, {
				base_revision: 1,
				payload: {
					title: 'Trial',
					components: [{ id: 'new', type: newest.type, props: newest.example }],
				} as Change['payload'],
			});
			const { data } = await ask<Check>('POST', '/check', { changes: [broken], with_impact: true });
			const [report] = data.reports;
			expect(report!.gates.map(({ code }) => code)).toContain('BREAKING_CHANGE');
			expect(report!.proposed_schema_version).toBe(newest.since_schema_version);
			expect(report!.differences.map(({ kind }) => kind)).toContain('added');
			expect(data.impact?.map(({ days }) => days)).toEqual([7, 28]);
			expect((await ask('POST', '/publish', { changes: [broken] })).status).toBe(422);

			const raised = { ...broken, schema_version: report!.proposed_schema_version };
			await publish(raised);
			const old = await (await host.fetch(`/mobile/screens/${key}?schema=1`)).json();
			expect(old).toMatchObject({ data: { served: 'last_good', revision: 1 } });
		});

		it('lists releases with what changed, and restores one as a release of its own', async () => {
			const key = freshKey();
			await publish(change(key, titled('One')));
			await publish(change(key, { ...titled('Two'), base_revision: 1 }));
			const restored = await ask<Published>('POST', `/${key}/default/en/releases/1/restore`, {
				base_revision: 2,
			});
			expect(restored.data.releases[0]?.revision).toBe(3);

			const { data, meta } = await ask<Release[]>('GET', `/${key}/default/en/releases?limit=2`);
			expect(data.map(({ revision, is_live }) => ({ revision, is_live }))).toEqual([
				{ revision: 3, is_live: true },
				{ revision: 2, is_live: false },
			]);
			expect(data[1]!.differences).toMatchObject([
				{ kind: 'changed', property: 'title', before: 'One', after: 'Two' },
			]);
			expect(meta.next_before).toBe(2);
			expect((await ask('GET', `/${key}/default/en/releases/9`)).error.code).toBe('RELEASE_NOT_FOUND');
			const one = await ask<{ payload: unknown }>('GET', `/${key}/default/en/releases/1`);
			expect(one.data.payload).toEqual(layout('One'));
		});

		it('merges what was published meanwhile', async () => {
			const key = freshKey();
			await publish(change(key, titled('One')));
			await publish(change(key, { ...titled('Two'), base_revision: 1 }));
			const merged = await ask<{ base_revision: number; conflicts: unknown[]; payload: { title: string } }>(
				'POST',
				'/merge',
				{ screen_key: key, goal: 'default', locale: 'en', base_revision: 1, payload: layout('Mine') },
			);
			expect(merged.data).toMatchObject({
				base_revision: 2,
				payload: { title: 'Mine' },
				conflicts: [{ pointer: '/title', mine: 'Mine', theirs: 'Two' }],
			});
		});

		it('tells a food from a recipe of the same slug in a preview', async () => {
			const slug = 'chicken-kabsa';
			const { id } = await host.knex('foods').where({ slug: 'guava' }).first('id');
			await host.admin('PATCH', `/items/foods/${id}`, { slug });
			const components = [
				{ id: 'foods', type: 'food_search', props: { placeholder: 'Search', suggested: [slug] } },
				{ id: 'recipes', type: 'recipe_carousel', props: { title: 'Cook', recipes: [slug] } },
			];
			const { data } = await ask<Preview>('POST', '/preview', {
				screen_key: 'trial',
				viewer: { goal: 'default', locale: 'en' },
				changes: [change('trial', { payload: { title: 'Trial', components } })],
			});
			expect(data.references).toEqual({
				[`foods/${slug}`]: expect.objectContaining({ title: 'Guava, raw' }),
				[`recipes/${slug}`]: expect.objectContaining({ title: expect.stringContaining('absa') }),
			});
		});

		it('previews exactly what the phone is answered afterwards', async () => {
			const key = freshKey();
			const floors = { ...noFloors, min_app_version: '3.0.0' };
			const viewer = { goal: 'default', locale: 'en', platform: 'ios', app_version: '2.0.0' };
			const ahead = await ask<Preview>('POST', '/preview', {
				screen_key: key,
				viewer,
				changes: [change(key, { floors })],
			});
			expect(ahead.data).toMatchObject({
				status: 403,
				body: { errors: [{ extensions: { code: 'UPGRADE_REQUIRED', min_app_version: '3.0.0' } }] },
			});

			const served = { ...viewer, app_version: '3.1.0' };
			const { live } = (await ask<Variant>('GET', '/home/default/en')).data;
			const { payload, schema_version, floors: liveFloors, revision } = live!;
			const asLive = { payload, schema_version, floors: liveFloors };
			const unchanged = change('home', { ...asLive, base_revision: revision });
			const real = await host.fetch(
				'/mobile/screens/home?goal=default&locale=en&platform=ios&app_version=3.1.0',
			);
			const body = await real.json();
			for (const changes of [[], [unchanged]]) {
				const planned = await ask<Preview>('POST', '/preview', {
					screen_key: 'home',
					viewer: served,
					changes,
				});
				expect(planned.data).toMatchObject({ status: real.status, body });
			}
		});

		it('publishes at its time, once, whatever else is asked of it', async () => {
			const key = freshKey();
			const at = new Date(Date.now() + 6_000).toISOString();
			const changes = [change(key), change(key, { ...titled('شاشة'), locale: 'ar' })];
			const { data } = await ask<Published>('POST', '/publish', { changes, note: 'Later', publish_at: at });
			expect(data).toMatchObject({ releases: [], receipt: null, publication: { publish_at: at } });
			const { id } = data.publication!;
			const waiting = (await ask<Scheduled>('GET', '/scheduled')).data.find((one) => one.id === id)!;
			expect(waiting).toMatchObject({ publish_at: at, note: 'Later', created_by: { id: editor.id } });
			expect(waiting.variants).toHaveLength(2);
			expect(await releasesOf(key)).toEqual([]);

			await vi.waitFor(async () => expect(await releasesOf(key)).toHaveLength(2), { timeout: 40_000 });
			const rows = await releasesOf(key);
			expect(rows.map(({ revision, published_by }) => ({ revision, published_by }))).toEqual(
				[1, 2].map(() => ({ revision: 1, published_by: editor.id })),
			);
			expect(Date.parse(new Date(rows[0].published_at).toISOString())).toBeGreaterThanOrEqual(Date.parse(at));
			expect((await ask<Scheduled>('GET', '/scheduled')).data.map((one) => one.id)).not.toContain(id);
			const run = await host.admin<JobRun>('POST', '/ops/jobs', {
				name: 'publish-screens',
				payload: { publication: id },
				wait: true,
			});
			expect(run).toMatchObject({ status: 'done', result: { published: 0, refused: 0 } });
		});

		it('asks the gates again when the time has come, and leaves the draft with the reason', async () => {
			const key = freshKey();
			await publish(change(key, titled('One')));
			const publish_at = new Date(Date.now() + 600_000).toISOString();
			const late = change(key, { ...titled('Late'), base_revision: 1 });
			const { data } = await ask<Published>('POST', '/publish', { changes: [late], publish_at });
			// The draft goes with what is published, so the screen changes where drafts are unknown.
			const { id } = await host.knex('sdui_screens').where({ screen_key: key }).first('id');
			await host.admin('PATCH', `/items/sdui_screens/${id}`, { payload_json: layout('Two') });

			const run = await host.admin<JobRun>('POST', '/ops/jobs', {
				name: 'publish-screens',
				payload: { publication: data.publication!.id },
				wait: true,
			});
			expect(run.result).toEqual({ published: 0, refused: 1 });
			const { draft, live } = (await ask<Variant>('GET', `/${key}/default/en`)).data;
			expect(live).toMatchObject({ revision: 2, payload: { title: 'Two' } });
			expect(draft).toMatchObject({ payload: { title: 'Late' }, publish_at: null });
			expect(draft!.failure).toMatchObject([{ code: 'SCREEN_CHANGED' }]);
			const cells = (await ask<Overview['data']>('GET', '')).data;
			expect(cells.find(({ screen_key }) => screen_key === key)?.publication_failed).toBe(true);
		});

		it('calls a publication off and keeps its drafts', async () => {
			const key = freshKey();
			const publish_at = new Date(Date.now() + 600_000).toISOString();
			const { data } = await ask<Published>('POST', '/publish', { changes: [change(key)], publish_at });
			const path = `/scheduled/${data.publication!.id}`;
			expect((await ask('DELETE', path)).data).toEqual({ drafts: 1 });
			expect((await ask('DELETE', path)).error.code).toBe('PUBLICATION_NOT_FOUND');
			const { draft } = (await ask<Variant>('GET', `/${key}/default/en`)).data;
			expect(draft).toMatchObject({ publish_at: null, failure: null });
		});

		it('sets floors of several screens together; above the threshold only with a confirmed number', async () => {
			const keys = [freshKey(), freshKey()];
			await publish(...keys.map((key) => change(key)));
			const variants = keys.map((screen_key) => ({ screen_key, goal: 'default', locale: 'en' }));
			const floors = { ...noFloors, min_app_version_ios: '2.0.0' };
			const wanted = { variants, floors };
			const check = await ask<FloorsCheck>('POST', '/floors/check', wanted);
			expect(check.data.impact[1]!.newly_blocked.users).toBeGreaterThanOrEqual(20);
			expect(check.data.gates.map(({ code }) => code)).toEqual(['FLOOR_ABOVE_THRESHOLD']);

			const refused = await ask('POST', '/floors', wanted);
			expect(refused).toMatchObject({ status: 403, error: { code: 'FLOOR_ABOVE_THRESHOLD' } });
			const asked = await ask('POST', '/floors', wanted, host.adminToken);
			expect(asked).toMatchObject({ status: 422, error: { code: 'FLOOR_NEEDS_CONFIRMATION' } });
			const { users } = asked.error['newly_blocked'] as { users: number };

			const confirmed = { ...wanted, confirmation: { blocked_users: users } };
			const done = await ask<Published>('POST', '/floors', confirmed, host.adminToken);
			expect(done.data.releases.map(({ revision }) => revision)).toEqual([2, 2]);
			const phone = await host.fetch(`/mobile/screens/${keys[1]}?platform=ios&app_version=1.0.0`);
			expect(phone.status).toBe(403);
		});

		it('warns of a release that fails to render, in the history and in the overview', async () => {
			const key = freshKey();
			await publish(change(key, titled('One')));
			await publish(change(key, { ...titled('Two'), base_revision: 1 }));
			await shown(key, { revision: 1, views: 100, failures: 1 });
			await shown(key, { revision: 2, views: 80, failures: 20 });

			const { data } = await ask<Release[]>('GET', `/${key}/default/en/releases`);
			expect(data.map(({ rendering }) => rendering)).toEqual([
				{ failures: 20, users: 20, views: 80, rate: 0.25 },
				{ failures: 1, users: 1, views: 100, rate: 0.01 },
			]);
			expect(data.map(({ warning }) => warning !== null)).toEqual([true, false]);
			const cells = (await ask<Overview['data']>('GET', '')).data;
			expect(cells.find(({ screen_key }) => screen_key === key)?.states).toContain('rendering_fails');
		});

		it('refuses app users and strangers at every address', async () => {
			for (const { method, path } of screensRoutes) {
				const address = path
					.replace('/ops/screens', '')
					.replace(':screen_key/:goal/:locale', 'home/default/en')
					.replace(/:\w+/g, '1');
				for (const token of [null, appUser.token]) {
					const answer = await ask(method.toUpperCase(), address, method === 'get' ? undefined : {}, token);
					expect({ path, status: answer.status, code: answer.error.code }).toEqual({
						path,
						status: 403,
						code: 'FORBIDDEN',
					});
				}
			}
		});
	},
	{ only: bothMajorsAndDatabases },
);
