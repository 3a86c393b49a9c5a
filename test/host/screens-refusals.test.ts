import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';
import { layout } from '../support/trial-screens.ts';

const noFloors = { min_app_version: null, min_app_version_ios: null, min_app_version_android: null };
const content = { payload: layout('Trial'), schema_version: 1, floors: noFloors, base_revision: 0 };
const change = { screen_key: 'hostile', goal: 'default', locale: 'en', ...content };
const draft = { ...content, version: 0 };
const home = { screen_key: 'home', goal: 'default', locale: 'en' };
const viewer = { goal: 'default', locale: 'en' };

/** More than a column of the type integer holds. */
const tooMuch = 3_000_000_000;
const draftPath = '/hostile/default/en/draft';

const tables = ['sdui_screens', 'sdui_releases', 'sdui_drafts', 'sdui_components', 'directus_revisions'];

describeOnHosts(
	'requests that the screens studio refuses',
	(kind) => {
		let host: Host;
		let editor: TestUser;
		let before: unknown;

		beforeAll(async () => {
			const env = { MAX_PAYLOAD_SIZE: '250mb' };
			host = await startHost({ ...kind, name: 'refusals', provisioned: 'seeded', env });
			editor = await withUser(host, { role: 'Editor' });
			before = await stored();
		});
		afterAll(() => host?.stop());

		const stored = () =>
			Promise.all(tables.map(async (table) => host.knex(table).count({ rows: '*' }).first()));

		/** Whatever was asked: nothing is stored, and the process goes on. */
		async function nothingHappened(): Promise<void> {
			expect(await stored()).toEqual(before);
			expect((await host.fetch('/server/ping')).status).toBe(200);
		}

		async function send(method: string, path: string, body?: unknown) {
			const response = await host.fetch(`/ops/screens${path}`, {
				method,
				headers: { 'content-type': 'application/json', authorization: `Bearer ${editor.token}` },
				...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			});
			const { errors } = (await response.json()) as { errors?: { extensions: Record<string, unknown> }[] };
			const { code, field, parameter } = errors?.[0]?.extensions ?? {};
			return { status: response.status, code, field: field ?? parameter };
		}

		const invalid = (field: string) => ({ status: 400, code: 'INVALID_PAYLOAD', field });
		const noPath = (field: string) => ({ status: 400, code: 'INVALID_PATH', field });
		const noQuery = (field: string) => ({ status: 400, code: 'INVALID_QUERY', field });

		it('names the field that no column can hold', async () => {
			const nul = { ...noFloors, min_app_version_ios: '1\u0000' };
			const withNul = { ...change, payload: { title: 'a\u0000', components: [] } };
			expect(await send('PUT', draftPath, { ...draft, floors: nul })).toEqual(
				invalid('floors.min_app_version_ios'),
			);
			expect(await send('PUT', draftPath, { ...draft, payload: { 'a\u0000': 1 } })).toEqual(
				invalid('payload'),
			);
			for (const path of ['/check', '/publish'])
				expect(await send('POST', path, { changes: [withNul] })).toEqual(invalid('changes.0.payload.title'));
			expect(await send('POST', '/floors', { variants: [home], floors: nul })).toEqual(
				invalid('floors.min_app_version_ios'),
			);
			const unreadable = { ...noFloors, min_app_version: '../..' };
			expect(await send('POST', '/floors/check', { variants: [home], floors: unreadable })).toEqual(
				invalid('floors.min_app_version'),
			);
			for (const field of ['base_revision', 'version', 'schema_version'])
				expect(await send('PUT', draftPath, { ...draft, [field]: tooMuch })).toEqual(invalid(field));
			const merge = { ...home, base_revision: tooMuch, payload: {} };
			expect(await send('POST', '/merge', merge)).toEqual(invalid('base_revision'));
			const confirmation = { blocked_users: tooMuch };
			expect(await send('POST', '/publish', { changes: [change], confirmation })).toEqual(
				invalid('confirmation.blocked_users'),
			);
			await nothingHappened();
		});

		it('names what is odd in an address', async () => {
			for (const [path, field] of [
				['/HOME/default/en', 'screen_key'],
				["/home'--/default/en", 'screen_key'],
				['/home%00/default/en', 'screen_key'],
				['/home%0a/default/en', 'screen_key'],
				['/%2e%2e%2fhome/default/en', 'screen_key'],
				[`/${'a'.repeat(65)}/default/en`, 'screen_key'],
				['/home/__proto__/en', 'goal'],
				['/home/default/constructor', 'locale'],
			] as const) {
				expect(await send('GET', path)).toEqual(noPath(field));
				expect(await send('GET', `${path}/releases`)).toEqual(noPath(field));
				expect(await send('PUT', `${path}/draft`, draft)).toEqual(noPath(field));
				expect(await send('DELETE', `${path}/draft`)).toEqual(noPath(field));
			}
			const broken = { status: 400, code: 'INVALID_ADDRESS', field: undefined };
			expect(await send('GET', '/%E0%A4%A/default/en')).toEqual(broken);
			expect(await send('PUT', '/%E0%A4%A/default/en/draft', draft)).toEqual(broken);
			for (const revision of ['0', '-1', '1.5', 'x', '1e3', '0x1', '%00', '1%20', String(tooMuch)]) {
				const path = `/home/default/en/releases/${revision}`;
				expect(await send('GET', path)).toEqual(noPath('revision'));
				expect(await send('POST', `${path}/restore`, { base_revision: 1 })).toEqual(noPath('revision'));
			}
			expect(await send('GET', `/home/default/en/releases?before=${tooMuch}`)).toEqual(noQuery('before'));
			expect(await send('GET', '/references?collection=directus_users')).toEqual(noQuery('collection'));
			expect(await send('GET', '/references?collection=__proto__')).toEqual(noQuery('collection'));
			expect((await send('DELETE', '/scheduled/%00')).code).toBe('PUBLICATION_NOT_FOUND');
			await nothingHappened();
		});

		it('takes wildcards in a search for what they are', async () => {
			for (const q of ['_', '%5C', '%25%25', "';drop table foods;--"]) {
				const answer = await host.fetch(`/ops/screens/references?collection=foods&q=${q}`, {
					headers: { authorization: `Bearer ${editor.token}` },
				});
				expect(await answer.json()).toEqual({ data: [] });
			}
		});

		it('refuses names that JavaScript gives a meaning, and takes none over', async () => {
			const own =
				'{"title":"x","components":[{"id":"a","type":"@","props":{"@":{"polluted":1}}}],"@":{"polluted":1}}';
			for (const [name, check, publish] of [
				['toString', 200, 422],
				['constructor', 400, 400],
			] as const) {
				const payload = own.replaceAll('@', name);
				const body = JSON.stringify({ changes: [{ ...change, payload: '@' }] }).replace('"@"', payload);
				const statuses = [(await send('POST', '/check', body)).status];
				statuses.push((await send('POST', '/publish', body)).status);
				expect({ name, statuses }).toEqual({ name, statuses: [check, publish] });
			}
			expect(await send('POST', '/check', '{"__proto__":{"changes":[]}}')).toEqual(invalid('__proto__'));
			const payload = '{"title":"x","components":[{"id":"a","type":"text","props":{"__proto__":{"x":1}}}]}';
			const withProto = (body: object) => JSON.stringify(body).replace('"@"', payload);
			const place = 'payload.components.0.props.__proto__';
			expect(await send('PUT', draftPath, withProto({ ...draft, payload: '@' }))).toEqual(invalid(place));
			for (const path of ['/check', '/publish'])
				expect(await send('POST', path, withProto({ changes: [{ ...change, payload: '@' }] }))).toEqual(
					invalid(`changes.0.${place}`),
				);
			await nothingHappened();
		});

		it('refuses what nests too deep or weighs too much', async () => {
			for (const depth of [300, 5_000, 200_000]) {
				const payload = `${'['.repeat(depth)}${']'.repeat(depth)}`;
				const text = (body: object) => JSON.stringify(body).replace('"@"', payload);
				const inChange = { ...change, payload: '@' };
				const statuses = [
					(await send('POST', '/check', text({ changes: [inChange] }))).status,
					(await send('POST', '/publish', text({ changes: [inChange] }))).status,
					(await send('POST', '/merge', text({ ...home, base_revision: 1, payload: '@' }))).status,
					(await send('POST', '/preview', text({ screen_key: 'home', viewer, changes: [inChange] }))).status,
					(await send('PUT', draftPath, text({ ...draft, payload: '@' }))).status,
				];
				expect({ depth, statuses }).toEqual({ depth, statuses: statuses.map(() => 400) });
			}
			const payload = { title: 'x'.repeat(1_000_000), components: [] };
			const changes = Array.from({ length: 200 }, (_, number) => ({
				...change,
				screen_key: `hostile_${number}`,
				payload,
			}));
			for (const path of ['/check', '/publish'])
				expect(await send('POST', path, { changes })).toMatchObject({
					status: 413,
					code: 'CONTENT_TOO_LARGE',
				});
			await nothingHappened();
		});

		it('says that there is no such draft, and that this one is gone', async () => {
			expect((await send('GET', '/no_such/default/en')).code).toBe('SCREEN_NOT_FOUND');
			expect(await send('PUT', '/no_such/default/en/draft', { ...draft, version: 7 })).toMatchObject({
				status: 409,
				code: 'DRAFT_CHANGED',
			});
			await nothingHappened();
		});
	},
	{ only: bothMajorsAndDatabases },
);
