import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';

const slugs: Record<string, string> = {
	foods: 'tomato',
	recipes: 'chicken-kabsa',
	videos: 'morning-stretch',
	'fasting-presets': '12-12',
	'goal-defaults': 'lose',
};

describeOnHosts(
	'public addresses ignore who asks',
	(kind) => {
		let host: Host;
		let paths: string[];
		let expired: string;

		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'public-reads',
				provisioned: 'seeded',
				env: { ACCESS_TOKEN_TTL: '1ms' },
			});
			interface Operations {
				get?: { security: unknown[] };
			}
			const { json } = await getJson<{ paths: Record<string, Operations> }>(host, '/mobile/openapi.json');
			const readable = Object.entries(json.paths).filter(([, { get }]) => get?.security.length === 0);
			paths = await Promise.all(readable.map(([path]) => examplePath(path)));
			const login = await host.fetch('/auth/login', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ email: host.adminEmail, password: host.adminPassword }),
			});
			expired = (await login.json()).data.access_token;
		});
		afterAll(() => host?.stop());

		/** A real address for a path of the description. */
		async function examplePath(path: string): Promise<string> {
			if (!path.includes('{')) return path;
			const [, , resource = ''] = path.split('/');
			if (resource === 'screens') return '/mobile/screens/home';
			if (slugs[resource]) return `/mobile/${resource}/${slugs[resource]}`;
			const { json } = await getJson<{ data: { slug: string }[] }>(host, `/mobile/${resource}`);
			return `/mobile/${resource}/${json.data[0]?.slug}`;
		}

		const foreign = randomBytes(24).toString('base64url');
		const jwt = (payload: string) =>
			['{"alg":"HS256","typ":"JWT"}', payload, 'no signature']
				.map((part) => Buffer.from(part).toString('base64url'))
				.join('.');
		const forged = jwt('{"id":"1","role":null,"iss":"directus"}');

		async function statuses(suffix: string, headers: Record<string, string> = {}): Promise<string[]> {
			const wrong: string[] = [];
			for (const path of paths) {
				const { status } = await getJson(host, path + suffix, headers);
				if (status !== 200) wrong.push(`${status} ${path}`);
			}
			return wrong;
		}

		it('the token of this test is one that Directus itself refuses', async () => {
			const { status } = await getJson(host, '/server/info', { authorization: `Bearer ${expired}` });
			expect(status).toBe(401);
		});

		it('covers every route of the description', () => {
			expect(paths.length).toBeGreaterThanOrEqual(15);
		});

		it('an expired token', async () => {
			expect(await statuses('', { authorization: `Bearer ${expired}` })).toEqual([]);
		});

		it('a token from another server, a forged one, and no token at all', async () => {
			for (const authorization of [
				`Bearer ${foreign}`,
				`Bearer ${forged}`,
				'Bearer',
				'Basic dTpw',
				'x'.repeat(5000),
			])
				expect(await statuses('', { authorization }), authorization.slice(0, 20)).toEqual([]);
		});

		it('a stale session cookie, which is left alone', async () => {
			const cookie = `directus_session_token=${expired}`;
			expect(await statuses('', { cookie })).toEqual([]);
			const { headers } = await getJson(host, '/mobile/screens', { cookie });
			expect(headers['set-cookie']).toBeUndefined();
		});

		it('an access_token parameter, also together with a header', async () => {
			expect(await statuses(`?access_token=${foreign}`)).toEqual([]);
			expect(await statuses(`?access_token=${foreign}`, { authorization: `Bearer ${expired}` })).toEqual([]);
		});

		it('HEAD, other capitals and a slash at the end', async () => {
			const headers = { authorization: `Bearer ${expired}` };
			for (const [method, path] of [
				['HEAD', '/mobile/screens'],
				['GET', '/mobile/screens/'],
				['GET', '/MOBILE/Foods'],
			] as const)
				expect((await host.fetch(path, { method, headers })).status, `${method} ${path}`).toBe(200);
		});

		it('an administrator’s token shows nothing more than the public sees', async () => {
			await host.admin('PATCH', `/items/foods/${await idOf('cucumber')}`, { sort: null });
			const asAdmin = await getJson(host, '/mobile/foods?limit=200', {
				authorization: `Bearer ${host.adminToken}`,
			});
			expect(asAdmin.json).toEqual((await getJson(host, '/mobile/foods?limit=200')).json);
		});

		it('everything else still checks credentials', async () => {
			const authorization = `Bearer ${expired}`;
			for (const [method, path] of [
				['GET', '/items/foods'],
				['GET', '/mobile/foods/tomato/extra'],
				['GET', '/mobile/me/profile'],
				['POST', '/mobile/screens'],
			] as const)
				expect(
					(await host.fetch(path, { method, headers: { authorization } })).status,
					`${method} ${path}`,
				).toBe(401);
		});

		async function idOf(slug: string): Promise<string> {
			const row = await host.knex('foods').where({ slug }).first('id');
			return row.id;
		}
	},
	{ only: bothMajorsAndDatabases },
);
