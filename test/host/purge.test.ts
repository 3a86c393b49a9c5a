import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { secrets, startFakeCdn, type FakeCdn } from '../support/cdn/fake-cdn.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';

interface Receipt {
	revision: string;
	all: boolean;
	tags: string[];
	keys: { count: number; first: string[] };
	instances: { instance: string; milliseconds: number }[];
	missing: string[];
	cdn: { name: string; ok: boolean }[];
}

const purgeNow = 'be77e700-0000-4000-8000-000000000102';
const onPublish = 'be77e700-0000-4000-8000-000000000101';
const food = { slug: 'rice-white-cooked', path: '/mobile/foods/rice-white-cooked' };

describeOnHosts(
	'purging',
	(kind) => {
		let host: Host;
		let cdn: FakeCdn;
		let editor: TestUser;
		let appUser: TestUser;
		let foodId: string;

		beforeAll(async () => {
			cdn = await startFakeCdn();
			const env = {
				BEBETTER_FASTLY_SERVICE_ID: secrets.service,
				BEBETTER_FASTLY_TOKEN: secrets.token,
				BEBETTER_FASTLY_URL: cdn.url,
				BEBETTER_CLOUDFLARE_ZONE_ID: secrets.zone,
				BEBETTER_CLOUDFLARE_TOKEN: secrets.token,
				BEBETTER_CLOUDFLARE_URL: cdn.url,
			};
			host = await startHost({ ...kind, name: 'purge', provisioned: 'seeded', env });
			editor = await withUser(host, { role: 'Editor' });
			appUser = await withUser(host, { role: 'App User' });
			({ id: foodId } = (await host.knex('foods').where({ slug: food.slug }).first()) as { id: string });
		});
		afterAll(async () => {
			await host?.stop();
			await cdn?.stop();
		});

		const as = (token: string | null): Record<string, string> => ({
			'content-type': 'application/json',
			...(token && { authorization: `Bearer ${token}` }),
		});
		const post = (path: string, body: unknown, token: string | null) =>
			host.fetch(path, { method: 'POST', headers: as(token), body: JSON.stringify(body) });
		const trigger = (body: unknown, token: string | null) => post(`/flows/trigger/${purgeNow}`, body, token);
		const read = async (path: string) => {
			const response = await host.fetch(path);
			await response.arrayBuffer();
			return response;
		};
		const activities = (): Promise<{ id: number; user: string; item: string }[]> =>
			host.knex('directus_activity').where({ collection: 'bebetter_cache' }).orderBy('id', 'desc');

		it('answers with a receipt, turns the answers over and leaves an activity row', async () => {
			await read(food.path);
			await read(`/mobile/videos`);
			const before = cdn.purges.length;

			const response = await post('/ops/cache/purge', { tags: [`foods:${foodId}`] }, host.adminToken);
			expect(response.status).toBe(200);
			expect(response.headers.get('cache-control')).toBe('no-store');
			const { data } = (await response.json()) as { data: Receipt };

			expect(data).toMatchObject({ all: false, missing: [] });
			expect(data.tags).toContain(`foods:${foodId}`);
			expect(data.keys.first).toContain(`foods/${food.slug}?locale=en`);
			expect(data.keys.first.filter((key) => key.startsWith('videos'))).toEqual([]);
			expect(data.instances).toHaveLength(1);
			expect(data.cdn).toMatchObject([
				{ name: 'fastly', ok: true, status: 200 },
				{ name: 'cloudflare', ok: true, status: 200 },
			]);
			expect(cdn.purges.slice(before).map((purge) => purge.tags)).toContainEqual(data.tags);

			const [row] = await activities();
			expect(row).toMatchObject({ action: 'update', item: data.tags.join(' ').slice(0, 255) });
			const [revision] = await host.knex('directus_revisions').where({ activity: row!.id });
			expect(String(JSON.stringify(revision.data))).toContain('milliseconds');
		});

		it('tells an answer’s CDN to keep it until it is purged, and phones to ask', async () => {
			const { headers } = await read(food.path);
			expect(headers.get('cdn-cache-control')).toBe('max-age=31536000');
			expect(headers.get('cache-control')).toBe('public, max-age=0, stale-if-error=86400');
			expect(headers.get('cache-tag')?.split(',')).toContain(`foods:${foodId}`);
		});

		it('tells the CDNs of an ordinary publish', async () => {
			await vi.waitFor(() => expect(cdn.purges.length).toBeGreaterThan(0), { timeout: 30_000 });
			await host.admin('PATCH', `/items/foods/${foodId}`, { name_en: `Rice ${randomUUID()}` });
			await vi.waitFor(
				() => {
					const told = cdn.purges.filter(({ tags }) => tags?.includes(`foods:${foodId}`));
					expect(new Set(told.map((purge) => purge.cdn))).toEqual(new Set(['fastly', 'cloudflare']));
				},
				{ timeout: 30_000 },
			);
			expect(cdn.purges.every(({ tags }) => tags?.every((tag) => !tag.includes('#')) ?? true)).toBe(true);
		});

		it('runs the event flow on publish', async () => {
			const runs = () => host.knex('directus_activity').where({ action: 'run', item: onPublish });
			const [before, purgesBefore] = [(await runs()).length, (await activities()).length];
			await host.admin('PATCH', `/items/foods/${foodId}`, { name_en: `Rice ${randomUUID()}` });
			await vi.waitFor(async () => expect((await runs()).length).toBeGreaterThan(before), {
				timeout: 30_000,
			});
			await vi.waitFor(async () => expect((await activities()).length).toBeGreaterThan(purgesBefore), {
				timeout: 30_000,
			});
			const [row] = await activities();
			expect(row!.item).toContain(`foods:${foodId}`);
		});

		it('provisions both flows as an administrator could have made them, and leaves them alone afterwards', async () => {
			const flows = await host.admin<{ name: string; status: string; operations: unknown[] }[]>(
				'GET',
				'/flows?fields=name,status,trigger,operations.type',
			);
			expect(flows).toEqual(
				expect.arrayContaining([
					{
						name: 'on_content_publish',
						status: 'active',
						trigger: 'event',
						operations: [{ type: 'bebetter-purge-cache' }],
					},
					{
						name: 'purge_now',
						status: 'active',
						trigger: 'manual',
						operations: [{ type: 'bebetter-purge-cache' }],
					},
				]),
			);
		});

		it('purges an address with PURGE, and refuses strangers there', async () => {
			await read(`${food.path}?locale=ar`);
			const purge = (path: string, token: string | null) =>
				host.fetch(path, { method: 'PURGE', headers: as(token) });

			const response = await purge(`${food.path}?locale=ar`, editor.token);
			expect(response.status).toBe(200);
			const { data } = (await response.json()) as { data: Receipt };
			expect(data.keys.first).toContain(`foods/${food.slug}?locale=ar`);

			expect((await purge(food.path, null)).status).toBe(403);
			expect((await purge(food.path, appUser.token)).status).toBe(403);
			expect((await purge('/mobile/foods/no-such-food', editor.token)).status).toBe(400);
		});

		it('refuses strangers and app users, and lets editors', async () => {
			const body = { collections: ['foods'] };
			for (const token of [null, appUser.token]) {
				const response = await post('/ops/cache/purge', body, token);
				expect(response.status).toBe(403);
				expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
			}
			expect((await post('/ops/cache/purge', body, editor.token)).status).toBe(200);
			const [row] = await activities();
			expect(row!.user).toBe(editor.id);
		});

		it('names what it does not know', async () => {
			const problem = async (body: unknown) => {
				const response = await post('/ops/cache/purge', body, host.adminToken);
				expect(response.status).toBe(400);
				const { errors } = (await response.json()) as {
					errors: { message: string; extensions: { code: string; field: string } }[];
				};
				return errors[0]!;
			};
			expect(await problem({ collections: ['food'] })).toMatchObject({
				message: expect.stringContaining('Did you mean "foods"?'),
				extensions: { code: 'INVALID_PAYLOAD', field: 'collections' },
			});
			expect((await problem({ tags: ['nothing:1'] })).message).toContain('"nothing:1"');
			expect((await problem({ urls: ['/items/foods'] })).message).toContain('"/items/foods"');
			expect((await problem({})).message).toContain('collections, tags or urls');
		});

		it('limits how often one caller may purge', async () => {
			const { token } = await withUser(host, { role: 'Administrator' });
			const answers = [];
			for (let index = 0; index < 11; index += 1)
				answers.push(await post('/ops/cache/purge', { collections: ['videos'] }, token));
			expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
			expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
		});

		it('purges everything and begins a new epoch', async () => {
			await read(food.path);
			const { epoch } = (await host.knex('bebetter_revision').first()) as { epoch: string };
			const response = await post('/ops/cache/purge', { all: true }, editor.token);
			const { data } = (await response.json()) as { data: Receipt };
			expect(data).toMatchObject({ all: true, tags: [] });
			expect(data.keys.count).toBeGreaterThan(0);
			expect(data.revision.split(':')[0]! > epoch).toBe(true);
			expect(cdn.purges.some(({ tags }) => tags === null)).toBe(true);
			expect((await read(food.path)).status).toBe(200);
		});

		it('is a manual flow for administrators and editors, and for nobody else', async () => {
			await read(food.path);
			const body = { collection: 'foods', keys: [foodId] };
			const admin = await trigger(body, host.adminToken);
			expect(admin.status).toBe(200);
			expect(((await admin.json()) as Receipt).tags).toContain(`foods:${foodId}`);
			expect((await trigger(body, editor.token)).status).toBe(200);
			expect((await trigger({ collection: 'foods' }, editor.token)).status).toBe(200);

			const rows = (await activities()).length;
			for (const token of [null, appUser.token]) {
				const response = await trigger(body, token);
				expect(response.status).toBe(403);
				expect(await response.text()).not.toContain('milliseconds');
			}
			expect(await activities()).toHaveLength(rows);
		});

		it('sets Cache-Control from now on, and refuses what is none', async () => {
			const operation = 'be77e700-0000-4000-8000-000000000112';
			const set = (value: string | null) =>
				host.admin('PATCH', `/operations/${operation}`, {
					options: { collections: [], tags: [], urls: [], all: false, cdn: false, cache_control: value },
				});
			await read(food.path);
			await read('/mobile/foods');
			await set('public, max-age=60');
			const done = await trigger({ collection: 'foods', keys: [foodId] }, editor.token);
			expect(done.status).toBe(200);
			expect(((await done.json()) as Receipt).cdn).toEqual([]);
			expect((await read(food.path)).headers.get('cache-control')).toBe('public, max-age=60');
			expect((await read('/mobile/foods')).headers.get('cache-control')).toBe('public, max-age=60');
			expect((await read('/mobile/videos')).headers.get('cache-control')).toContain('max-age=0');

			await set('max-age=60\r\nX-Evil: 1');
			const refused = await trigger({ collection: 'foods', keys: [foodId] }, editor.token);
			expect(refused.status).toBe(400);
			expect(await refused.text()).toContain('cache_control');
			expect((await read(food.path)).headers.get('cache-control')).toBe('public, max-age=60');
			await set(null);
		});

		it('is a command', async () => {
			const { code, stdout, stderr } = await host.cli(['bebetter', 'purge', '--collections', 'foods,videos']);
			expect(`${stderr}${code}`).toMatch(/0$/);
			const receipt = JSON.parse(stdout.slice(stdout.indexOf('{\n'))) as Receipt;
			// Recipes are made of foods.
			expect(receipt.tags).toEqual(['foods', 'recipes', 'videos']);
			expect(receipt.cdn).toMatchObject([{ ok: true }, { ok: true }]);

			const wrong = await host.cli(['bebetter', 'purge', '--tags', 'nothing']);
			expect(wrong.code).not.toBe(0);
			expect(wrong.stderr).toContain('"nothing"');
		});

		it('is documented', async () => {
			const document = (await (await host.fetch('/mobile/openapi.json')).json()) as {
				paths: Record<string, Record<string, { security?: unknown[] }>>;
			};
			expect(document.paths['/ops/cache/purge']?.['post']?.security).toHaveLength(2);
			expect(document.paths['/mobile/foods/{slug}']?.['x-additionalOperations']).toHaveProperty('PURGE');
		});

		it('keeps an administrator’s deletion of a flow', async () => {
			await host.admin('DELETE', `/flows/${onPublish}`);
			await host.restart();
			expect(await host.knex('directus_flows').where({ id: onPublish })).toEqual([]);
			expect(await host.knex('directus_flows').where({ id: purgeNow })).toHaveLength(1);
		});
	},
	{ only: bothMajorsAndDatabases },
);
