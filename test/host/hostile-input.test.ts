import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deepestBody } from '../../domain/operations/security/hostile-body.ts';
import { callerOf } from '../support/access/index.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';

const nested = (depth: number, inner = '1'): string => '{"a":'.repeat(depth) + inner + '}'.repeat(depth);

/** Where JSON bodies go, Directus's addresses and ours. */
const bodies: readonly (readonly [method: string, path: string])[] = [
	['POST', '/items/foods'],
	['PATCH', '/items/foods'],
	['DELETE', '/items/foods'],
	['SEARCH', '/items/sdui_screens'],
	['POST', '/graphql'],
	['POST', '/graphql/system'],
	['POST', '/utils/sort/foods'],
	['POST', '/ops/jobs'],
	['POST', '/ops/cache/purge'],
	['POST', '/ops/screens/check'],
	['POST', '/ops/security/revoke-sessions'],
	['PATCH', '/mobile/me/profile'],
];

interface OpenApi {
	paths: Record<string, Record<string, { security?: unknown[] }> & { 'x-additionalOperations'?: object }>;
}

describeOnHosts(
	'hostile input',
	(kind) => {
		let host: Host;
		let editor: TestUser;
		let appUser: TestUser;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'hostile-input', provisioned: 'seeded' });
			editor = await withUser(host, { role: 'Editor' });
			appUser = await withUser(host, { role: 'App User' });
		});
		afterAll(() => host?.stop());

		/** Sends bytes as they are. */
		async function send(
			method: string,
			path: string,
			body: string | Buffer,
			headers: Record<string, string> = {},
		): Promise<{ status: number; text: string }> {
			const response = await host.fetch(path, {
				method,
				headers: {
					authorization: `Bearer ${host.adminToken}`,
					'content-type': 'application/json',
					...headers,
				},
				body: body as BodyInit,
			});
			return { status: response.status, text: await response.text() };
		}

		const memory = async (): Promise<number> => {
			const { readFile } = await import('node:fs/promises');
			const status = await readFile(`/proc/${host.pid}/status`, 'utf8');
			return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
		};

		describe('B1: a body of 50 MB', () => {
			it.each(bodies.filter(([method]) => method !== 'SEARCH'))('%s %s', async (method, path) => {
				const answer = await bigBody(host, method, path, 50 * 1024 * 1024);
				expect([400, 413]).toContain(answer);
			});

			it('costs no memory', async () => {
				await bigBody(host, 'POST', '/items/foods', 1_000);
				const before = await memory();
				for (let again = 0; again < 4; again += 1)
					await bigBody(host, 'POST', '/items/foods', 50 * 1024 * 1024);
				expect((await memory()) - before).toBeLessThan(100 * 1024 * 1024);
			});

			it('of events is refused above 256 KiB and 100 events with the limit in the answer', async () => {
				const events = Array.from({ length: 3_000 }, () => ({ name: 'app_opened' }));
				const { status, text } = await send('POST', '/mobile/events', JSON.stringify({ events }));
				expect(status).toBe(413);
				expect(text).toContain('most_');
			});
		});

		describe('B2: JSON that nests 100,000 levels deep', () => {
			it.each(bodies)('%s %s', async (method, path) => {
				const { status, text } = await send(method, path, nested(100_000));
				// What belongs to one person has a limit of 64 KiB, which comes first.
				if (path.startsWith('/mobile/me')) return expect(status).toBe(413);
				expect(status).toBe(400);
				expect(text).toContain('INVALID_PAYLOAD');
				expect(text).toContain(`deeper than ${deepestBody} levels`);
			});

			it('does not keep an honest layout out', async () => {
				const { status } = await send('POST', '/items/foods', nested(60));
				expect(status).not.toBe(500);
				const { text } = await send('POST', '/items/foods', nested(60));
				expect(text).not.toContain('nests deeper');
			});

			it('with more values than a MB of rows has', async () => {
				const { status, text } = await send('POST', '/items/foods', `[${'0,'.repeat(200_000)}0]`);
				expect(status).toBe(400);
				expect(text).toContain('send it in parts');
			});

			it('in an imported file, which imports nothing', async () => {
				const admin = callerOf(host, 'admin', host.adminToken);
				const before = await host.knex('foods').count({ count: '*' }).first();
				const { status, text } = await admin.importFile('foods', 'json', `[${nested(50_000)}]`);
				expect(status, text).toBe(400);
				expect(text).toContain(`deeper than ${deepestBody} levels`);
				expect(await host.knex('foods').count({ count: '*' }).first()).toEqual(before);
				const honest = await admin.importFile('videos', 'json', '[]');
				expect(honest.status, honest.text).toBe(200);
				const rows = 'slug,name_en\nimported-[[{,"a ""quoted"" [ {"\n';
				expect((await admin.importFile('foods', 'csv', rows)).text).not.toContain('deeper');
			});

			it('in a GraphQL document', async () => {
				const query = `{ foods ${'{ a '.repeat(30_000)}${'}'.repeat(30_000)} }`;
				const { status } = await send('POST', '/graphql', JSON.stringify({ query }));
				expect(status).toBe(400);
			});
		});

		describe('B3: names that reach the prototype of all objects', () => {
			it.each(bodies)('%s %s', async (method, path) => {
				for (const [body, field] of [
					['{"__proto__":{"polluted":true}}', '__proto__'],
					['{"a":[{"__proto__":{"polluted":true}}]}', 'a.0.__proto__'],
					['{"constructor":{"prototype":{"polluted":true}}}', 'constructor'],
				] as const) {
					const { status, text } = await send(method, path, body);
					expect(status, text).toBe(400);
					expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'INVALID_PAYLOAD', field });
				}
			});

			it('in the layout of a screen', async () => {
				const [screen] = await host.knex('sdui_screens').limit(1);
				const payload = '{"payload_json":{"components":[],"toString":1,"hasOwnProperty":{"x":1}}}';
				const { status } = await send('PATCH', `/items/sdui_screens/${screen.id}`, payload);
				expect(status).toBe(400);
			});

			it('in queries and headers', async () => {
				for (const path of [
					'/mobile/foods?__proto__[polluted]=1',
					'/mobile/foods?constructor[prototype][polluted]=1',
					'/mobile/me?toString=1',
				])
					expect((await host.fetch(path)).status).toBeGreaterThanOrEqual(400);
				const headers = { 'x-app-platform': '__proto__', 'x-app-version': 'constructor' };
				expect((await host.fetch('/mobile/screens/home', { headers })).status).toBe(200);
			});

			it('have left every object as it was', async () => {
				const { json } = await getJson<{ data: object }>(host, '/mobile/screens/home');
				expect(JSON.stringify(json)).not.toContain('polluted');
				const row = await send('POST', '/items/foods', '{}');
				expect(row.text).not.toContain('polluted');
			});
		});

		describe('B4: values that are none, too long or too many', () => {
			const values = [
				['an array of a million', `[${'1,'.repeat(400_000)}1]`],
				[
					'an object of 100,000 keys',
					`{${Array.from({ length: 60_000 }, (_, key) => `"k${key}":1`).join(',')}}`,
				],
				['a text of 1 MB', `"${'x'.repeat(900_000)}"`],
				['a NUL', '"\\u0000"'],
				['half a surrogate pair', '"\\ud800"'],
				['marks of direction', '"\\u202e\\u2066"'],
				['more than a number holds', '1e400'],
				['minus nothing', '-0'],
				['NaN as text', '"NaN"'],
			] as const;

			it.each(values)('%s', async (_name, value) => {
				const before = await host.knex('foods').count({ count: '*' }).first();
				for (const [method, path, body] of [
					['POST', '/ops/jobs', `{"name":${value},"payload":{}}`],
					['POST', '/ops/cache/purge', `{"collections":${value}}`],
					['PATCH', '/mobile/me/profile', `{"timezone":${value}}`],
					['POST', '/ops/security/revoke-sessions', `{"user":${value},"confirm":"revoke"}`],
				] as const) {
					const { status, text } = await send(method, path, body);
					expect(status, `${path} ${text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
					expect(status, `${path} ${text.slice(0, 200)}`).toBeLessThan(500);
				}
				expect(await host.knex('foods').count({ count: '*' }).first()).toEqual(before);
			});

			it('a name twice: the last one counts, for whoever checks and whoever works', async () => {
				const body = '{"name":"no-such-job","name":"prune-jobs","payload":{"days":1},"payload":{}}';
				const { status, text } = await send('POST', '/ops/jobs', body);
				expect(status).toBe(200);
				expect(JSON.parse(text).data.name).toBe('prune-jobs');
			});
		});

		describe('B6: bodies that are no JSON', () => {
			const cases: readonly (readonly [string, string | Buffer, Record<string, string>])[] = [
				['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}],
				['broken JSON', '{"a":', {}],
				['another type', 'a=1', { 'content-type': 'text/csv' }],
				['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
				['a bomb', gzipSync(Buffer.alloc(200 * 1024 * 1024)), { 'content-encoding': 'gzip' }],
				['no gzip', '{}', { 'content-encoding': 'gzip' }],
				['a coding that nobody knows', '{}', { 'content-encoding': 'zstd-9000' }],
				['a charset that nobody knows', '{}', { 'content-type': 'application/json; charset=utf-7' }],
			];
			const paths = ['/ops/jobs', '/ops/cache/purge', '/ops/security/revoke-sessions', '/mobile/events'];

			it.each(cases)('%s', async (_name, body, headers) => {
				for (const path of paths) {
					const { status, text } = await send('POST', path, body, headers);
					expect(status, `${path} ${text}`).toBeGreaterThanOrEqual(400);
					expect(status, `${path} ${text}`).toBeLessThan(500);
				}
			});

			it('headers of 20 KB', async () => {
				const response = await host.fetch('/ops/security', { headers: { 'x-long': 'x'.repeat(20_000) } });
				expect(response.status).toBe(431);
			});

			it('a chunked body that is too large', async () => {
				expect([400, 413]).toContain(await chunkedBody(host, '/ops/jobs', 5 * 1024 * 1024));
			});
		});

		it('S6: every address of operators refuses others in the same words, and tokens in addresses', async () => {
			const { paths } = (await getJson<OpenApi>(host, '/mobile/openapi.json')).json;
			const operations = Object.entries(paths)
				.filter(([path]) => path.startsWith('/ops/'))
				.flatMap(([path, item]) =>
					[...Object.keys(item), ...Object.keys(item['x-additionalOperations'] ?? {})]
						.filter((method) => !method.startsWith('x-') && needsToken(item, method))
						.map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, 'en') })),
				);
			expect(operations.length).toBeGreaterThan(20);

			const words = new Set<string>();
			for (const { method, path } of operations) {
				const body = method === 'GET' || method === 'PURGE' ? undefined : {};
				for (const [name, token] of [
					['nobody', null],
					['app user', appUser.token],
				] as const) {
					const { status, text } = await callerOf(host, name, token).call(method, path, body);
					expect([401, 403], `${name} ${method} ${path} ${text}`).toContain(status);
					words.add(text);
				}
				const inAddress = await callerOf(host, 'nobody', null).call(
					method,
					`${path}?access_token=${host.adminToken}`,
					body,
				);
				expect(inAddress.status, `token in the address of ${method} ${path}`).toBe(403);
				words.add(inAddress.text);
			}
			expect([...words]).toEqual([
				JSON.stringify({
					errors: [
						{
							message: "You don't have permission to access this.",
							extensions: { code: 'FORBIDDEN' },
						},
					],
				}),
			]);
		});

		it('S6: editors reach what editors work with, and nothing else', async () => {
			const { paths } = (await getJson<OpenApi>(host, '/mobile/openapi.json')).json;
			const reads = Object.entries(paths)
				.filter(([path, item]) => path.startsWith('/ops/') && item['get'] && needsToken(item, 'get'))
				.map(([path]) => path);
			// The Studio tells editors when phones are sent away; switching that is for administrators.
			const isForEditors = (path: string) => path.startsWith('/ops/screens') || path === '/ops/maintenance';
			expect(reads.filter(isForEditors).length).toBeGreaterThan(4);
			expect(reads.filter((path) => !isForEditors(path)).length).toBeGreaterThan(10);
			for (const path of reads) {
				const { status } = await callerOf(host, 'editor', editor.token).call(
					'GET',
					path.replaceAll(/\{\w+\}/g, 'en'),
				);
				if (isForEditors(path)) expect(status, path).not.toBe(403);
				else expect(status, path).toBe(403);
			}
		});

		it('the host still stands, and no answer was a fault of ours', async () => {
			expect((await host.fetch('/server/ping')).status).toBe(200);
			expect(host.logs()).not.toMatch(/UnhandledPromiseRejection|Maximum call stack|heap out of memory/);
		});
	},
	{ only: bothMajorsAndDatabases },
);

const needsToken = (item: OpenApi['paths'][string], method: string): boolean =>
	((item[method] as { security?: unknown[] } | undefined)?.security?.length ?? 1) > 0;

/** Announces a body of so many bytes and sends it until the answer comes. @returns the status */
const bigBody = (host: Host, method: string, path: string, bytes: number): Promise<number> =>
	rawBody(host, method, path, `Content-Length: ${bytes}`, blanks(bytes));

const chunkedBody = (host: Host, path: string, bytes: number): Promise<number> =>
	rawBody(host, 'POST', path, 'Transfer-Encoding: chunked', chunks(bytes));

function* blanks(bytes: number): Iterable<Buffer> {
	const part = Buffer.alloc(64 * 1024, 0x20);
	for (let left = bytes; left > 0; left -= part.length) yield part.subarray(0, left);
}

function* chunks(bytes: number): Iterable<Buffer> {
	for (const part of blanks(bytes))
		yield Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
	yield Buffer.from('0\r\n\r\n');
}

function rawBody(
	host: Host,
	method: string,
	path: string,
	framing: string,
	parts: Iterable<Buffer>,
): Promise<number> {
	const { hostname, port } = new URL(host.url);
	const head = [
		`${method} ${path} HTTP/1.1`,
		'Host: test',
		'Connection: close',
		`Authorization: Bearer ${host.adminToken}`,
		'Content-Type: application/json',
		framing,
		'\r\n',
	];
	const left = parts[Symbol.iterator]();
	return new Promise((resolve, reject) => {
		let answer = '';
		const socket = connect({ host: hostname, port: Number(port) }, () => {
			socket.write(head.join('\r\n'));
			sendMore();
		});
		// A piece at a time, with a moment to read: who goes on sending after the answer may lose it with the connection.
		const sendMore = (): void => {
			const next = left.next();
			if (answer || socket.destroyed || next.done) return;
			socket.write(next.value, () => setTimeout(sendMore, 2));
		};
		const finish = (): void => {
			const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
			if (status) resolve(status);
			else reject(new Error(`no answer to ${method} ${path}`));
		};
		socket.on('data', (bytes: Buffer) => (answer += bytes.toString('latin1')));
		socket.on('error', finish);
		socket.on('close', finish);
	});
}
