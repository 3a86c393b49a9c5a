import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { decodeJson, rawRequest } from '../support/raw-request.ts';

const paths = [
	'/mobile/screens',
	'/mobile/screens/home?locale=ar',
	'/mobile/foods?limit=50',
	'/mobile/recipes/chicken-kabsa',
	'/mobile/openapi.json',
];

describeOnHosts(
	'conditional and coded answers',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			const env = { CORS_ENABLED: 'true', CORS_ORIGIN: 'true' };
			host = await startHost({ ...kind, name: 'caching', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());

		const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
			rawRequest(host, path, { headers, method });
		const etagOf = async (path: string, coding = 'identity'): Promise<string> =>
			(await get(path, { 'accept-encoding': coding })).headers.etag ?? '';

		/** Headers that differ from one answer to the next whatever it is. */
		const comparable = (headers: object) =>
			Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date'));

		describe.each(paths)('of %s', (path) => {
			it('carry a strong ETag that stays while nothing changes', async () => {
				const etag = await etagOf(path);
				expect(etag).toMatch(/^"[\x21\x23-\x7e]+"$/);
				expect(await etagOf(path)).toBe(etag);
			});

			it('may be kept, and are asked for again before each use', async () => {
				const { headers } = await get(path);
				expect(headers['cache-control']).toBe('public, max-age=0, stale-if-error=86400');
				expect(headers['content-type']).toBe('application/json; charset=utf-8');
			});

			it('are 304 for a client that holds them, wherever the tag stands in its list', async () => {
				const etag = await etagOf(path);
				const other = '"something-else"';
				for (const held of [
					etag,
					`${etag}, ${other}`,
					`${other}, ${etag}, W/"third"`,
					`${other},${etag}`,
					`W/${etag}`,
					'*',
					' * ',
					await etagOf(path, 'br'),
					await etagOf(path, 'gzip'),
				]) {
					const { status, body } = await get(path, { 'if-none-match': held });
					expect(status, held).toBe(304);
					expect(body).toHaveLength(0);
				}
			});

			it('are 200 for a client that holds something else, or says it in no valid way', async () => {
				const etag = await etagOf(path);
				for (const held of [
					'"something-else"',
					etag.slice(1, -1),
					'""',
					'',
					`"${'x'.repeat(7000)}"`,
					`${etag.slice(0, -1)}x"`,
					'"*"',
				])
					expect((await get(path, { 'if-none-match': held })).status, held.slice(0, 40)).toBe(200);
			});

			it('have the headers of the 200 on the 304, in every coding', async () => {
				for (const coding of ['identity', 'gzip', 'br']) {
					const full = await get(path, { 'accept-encoding': coding });
					const etag = full.headers.etag ?? '';
					const fresh = await get(path, { 'accept-encoding': coding, 'if-none-match': etag });
					for (const name of ['etag', 'cache-control', 'vary'])
						expect(fresh.headers[name], name).toBe(full.headers[name]);
					expect(fresh.headers).not.toHaveProperty('content-encoding');
					expect(fresh.headers['content-length'] ?? '0').toBe('0');
				}
			});

			it('have the same headers for HEAD, and no body', async () => {
				for (const coding of ['identity', 'gzip', 'br']) {
					const full = await get(path, { 'accept-encoding': coding });
					const head = await get(path, { 'accept-encoding': coding }, 'HEAD');
					expect(head.status).toBe(200);
					expect(head.body).toHaveLength(0);
					expect(comparable(head.headers)).toEqual(comparable(full.headers));
					expect(head.headers['content-length']).toBe(String(full.body.length));
				}
				const etag = await etagOf(path);
				expect((await get(path, { 'if-none-match': etag }, 'HEAD')).status).toBe(304);
			});

			it('come in gzip, br and plain: other bytes, another tag, the same content', async () => {
				const plain = await get(path);
				const gzip = await get(path, { 'accept-encoding': 'gzip' });
				const br = await get(path, { 'accept-encoding': 'br' });
				expect(plain.headers['content-encoding']).toBeUndefined();
				expect(gzip.headers['content-encoding']).toBe('gzip');
				expect(br.headers['content-encoding']).toBe('br');
				for (const coded of [gzip, br]) {
					expect(decodeJson(coded)).toEqual(decodeJson(plain));
					expect(coded.body.length).toBeLessThan(plain.body.length);
				}
				expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
			});
		});

		it.each([
			['br, gzip', 'br'],
			['gzip, deflate, br', 'br'],
			['gzip;q=1, br;q=0.5', 'gzip'],
			['gzip, br;q=0', 'gzip'],
			['*', 'br'],
			['identity', undefined],
			['identity;q=1, br;q=0.1', undefined],
			['deflate', undefined],
			['gzip;q=0', undefined],
			['', undefined],
			[';;,,q=,=', undefined],
			['gzip;q=abc', undefined],
		])('Accept-Encoding "%s" is answered with %s', async (accepted, coding) => {
			const answer = await get('/mobile/foods', { 'accept-encoding': accepted });
			expect(answer.status).toBe(200);
			expect(answer.headers['content-encoding']).toBe(coding);
			expect(decodeJson<{ data: unknown[] }>(answer).data).toHaveLength(25);
		});

		it('caches keep the codings apart, and the origins that Directus allowed', async () => {
			for (const path of paths) {
				const { headers } = await get(path, { origin: 'https://web.example' });
				const names = (headers.vary ?? '').toLowerCase().split(/,\s*/);
				expect(names, path).toEqual(expect.arrayContaining(['accept-encoding', 'origin']));
				expect(headers['access-control-allow-origin']).toBe('https://web.example');
			}
		});

		it('the tag changes with the content, the language and the page', async () => {
			const tags = await Promise.all(
				[
					'/mobile/foods',
					'/mobile/foods?locale=ar',
					'/mobile/foods?page=2',
					'/mobile/foods?limit=10',
					'/mobile/recipes',
				].map((path) => etagOf(path)),
			);
			expect(new Set(tags).size).toBe(tags.length);

			const before = await etagOf('/mobile/videos');
			const { id } = await host.knex('videos').where({ slug: 'calm-breathing' }).first('id');
			await host.admin('PATCH', `/items/videos/${id}`, { title_en: 'Calmer breathing' });
			expect(await etagOf('/mobile/videos')).not.toBe(before);
		});

		it('the same question in another form has the same tag', async () => {
			expect(await etagOf('/mobile/foods?page=1&limit=25&locale=en')).toBe(await etagOf('/mobile/foods'));
			expect(await etagOf('/mobile/foods?access_token=x')).toBe(await etagOf('/mobile/foods'));
		});

		it('errors are kept by nobody', async () => {
			for (const path of ['/mobile/foods/none', '/mobile/screens/none', '/mobile/foods?page=0'])
				expect((await get(path)).headers['cache-control'], path).toBe('no-store');
		});

		it('other methods are not found, and change nothing', async () => {
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
				expect(
					(await get('/mobile/foods', { authorization: `Bearer ${host.adminToken}` }, method)).status,
					method,
				).toBe(404);
		});
	},
	{ only: bothMajorsAndDatabases },
);
