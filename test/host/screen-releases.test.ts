import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';
import { publishScreen } from '../support/trial-screens.ts';

describeOnHosts(
	'published releases never change',
	(kind) => {
		let host: Host;
		let release: Record<string, unknown> & { id: string };
		let tokens: Record<'administrator' | 'editor', string>;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'releases', provisioned: 'seeded' });
			await publishScreen(host, { screen_key: 'trial' });
			await getJson(host, '/mobile/screens/trial');
			release = await host.knex('sdui_releases').where({ screen_key: 'trial' }).first();
			tokens = {
				administrator: host.adminToken,
				editor: (await withUser(host, { role: 'Editor' })).token,
			};
		});
		afterAll(() => host?.stop());

		async function send(token: string, method: string, path: string, body?: unknown) {
			const response = await host.fetch(path, {
				method,
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			return { status: response.status, text: await response.text() };
		}

		const stored = () => host.knex('sdui_releases').orderBy('id');
		const copy = () => ({
			screen_key: 'trial',
			goal: 'default',
			locale: 'en',
			revision: 99,
			schema_version: 1,
		});

		for (const who of ['administrator', 'editor'] as const) {
			it(`whatever an ${who} sends over REST`, async () => {
				const before = await stored();
				const { id } = release;
				const attempts: [string, string, unknown][] = [
					['POST', '/items/sdui_releases', { ...copy(), content_hash: 'x', published_at: new Date() }],
					['POST', '/items/sdui_releases', [{ ...copy(), content_hash: 'x', published_at: new Date() }]],
					['PATCH', `/items/sdui_releases/${id}`, { payload_json: {} }],
					['PATCH', '/items/sdui_releases', [{ id, release_note: 'mine' }]],
					['PATCH', '/items/sdui_releases', { keys: [id], data: { release_note: 'mine' } }],
					['DELETE', `/items/sdui_releases/${id}`, undefined],
					['DELETE', '/items/sdui_releases', [id]],
					['DELETE', '/items/sdui_releases', { query: { limit: -1 } }],
				];
				for (const [method, path, body] of attempts) {
					const { status } = await send(tokens[who], method, path, body);
					expect([400, 403], `${method} ${path}`).toContain(status);
				}
				expect(await stored()).toEqual(before);
			});

			it(`whatever an ${who} sends over GraphQL`, async () => {
				const before = await stored();
				const mutations = [
					`create_sdui_releases_item(data: { screen_key: "trial", goal: "default", locale: "en", revision: 98, schema_version: 1, content_hash: "x", published_at: "2026-01-01T00:00:00" }) { id }`,
					`update_sdui_releases_item(id: "${release.id}", data: { release_note: "mine" }) { id }`,
					`delete_sdui_releases_item(id: "${release.id}") { id }`,
				];
				for (const mutation of mutations) {
					const { text } = await send(tokens[who], 'POST', '/graphql', { query: `mutation { ${mutation} }` });
					expect(JSON.parse(text).errors?.length, mutation).toBeGreaterThan(0);
				}
				expect(await stored()).toEqual(before);
			});
		}

		it('and says what to do instead', async () => {
			const { text } = await send(host.adminToken, 'DELETE', `/items/sdui_releases/${release.id}`);
			expect(JSON.parse(text).errors[0]).toMatchObject({
				message: expect.stringContaining('put its layout into the screen'),
				extensions: { code: 'FAILED_VALIDATION', rule: 'RELEASE_IMMUTABLE' },
			});
		});

		it('and stay when their screen is deleted', async () => {
			const before = (await stored()).length;
			await host.admin('DELETE', `/items/sdui_screens/${String(release['screen'])}`);
			const kept = await stored();
			expect(kept).toHaveLength(before);
			expect(kept.find(({ id }) => id === release.id)).toMatchObject({ screen: null, screen_key: 'trial' });
		});
	},
	{ only: bothMajorsAndDatabases },
);
