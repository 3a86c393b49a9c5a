import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothMajorsAndDatabases, describeOnHosts, startHost, type Host } from '../support/host/index.ts';
import { askRaw, sendRaw } from '../support/raw-http.ts';

const addresses = [
	'/mobile/foods?limit=3',
	'/mobile/foods?limit=3&locale=ar&sort=-kcal,name',
	'/mobile/foods/dates-medjool',
	'/mobile/recipes',
	'/mobile/screens',
	'/mobile/screens/home?locale=ar',
	'/mobile/fasting-presets?limit=1',
	'/mobile/openapi.json',
	'/mobile/videos?access_token=wrong',
	'/mobile/nothing',
	'/mobile/foods?limt=3',
	'/mobile/foods?limit=3&limit=4',
	'/mobile/foods/no-such-food',
	'//mobile/foods?limit=1',
	'/mobile/foods/?limit=1',
	'/Mobile/Foods?limit=1',
	'/mobile/%66oods?limit=1',
	'/mobile/foods/dates%2Dmedjool',
	'/mobile/foods/%E0%A4%A',
	'/mobile/foods#x',
	`/mobile/foods?q=${'a'.repeat(190)}`,
	`/mobile/foods?q=${'a'.repeat(7_000)}`,
];
const codings = [undefined, 'gzip', 'br', 'gzip;q=0.4, br;q=0.2', 'identity', '*'];
const own = new Set(['date', 'cache-status', 'connection', 'keep-alive', 'x-request-id']);

describeOnHosts(
	'the fast path',
	(kind) => {
		let host: Host;
		const counted = async (): Promise<number> => host.logs().split('(fast path)').length - 1;
		const env = {
			CORS_ENABLED: 'true',
			CORS_ORIGIN: 'true',
			HSTS_ENABLED: 'true',
			LOG_LEVEL: 'info',
			// Off for the first test, which switches it on.
			BEBETTER_FAST_PATH: 'false',
		};

		/** Every answer that must not depend on the switch. */
		async function sample(): Promise<Record<string, unknown>> {
			const answers: Record<string, unknown> = {};
			const ask = async (target: string, method: string, headers: Record<string, string>, body = '') => {
				const answer = await askRaw(host.url, target, { method, headers, body });
				const kept = Object.entries(answer.headers).filter(([name]) => !own.has(name));
				answers[`${method} ${target.slice(0, 60)} ${JSON.stringify(headers)}`] = { ...answer, headers: kept };
			};

			for (const target of addresses) {
				await askRaw(host.url, target);
				for (const method of ['GET', 'HEAD']) await ask(target, method, {});
			}
			for (const target of addresses.slice(0, 4)) {
				const { headers } = await askRaw(host.url, target);
				const etag = headers['etag'] ?? '';
				for (const coding of codings)
					for (const validator of [undefined, etag, `"x", W/${etag}`, `W/${etag}`, '*', '"x"'])
						await ask(target, validator === etag ? 'HEAD' : 'GET', {
							...(coding && { 'Accept-Encoding': coding }),
							...(validator && { 'If-None-Match': validator }),
						});
			}
			await ask('/mobile/foods', 'GET', { Origin: 'https://app.example' });
			await ask('/mobile/foods', 'GET', { Authorization: 'Bearer wrong', Cookie: 'a=b' });
			await ask('/mobile/foods', 'GET', { 'Content-Length': '4' }, 'body');
			await ask('/mobile/foods', 'GET', { 'If-Modified-Since': 'Fri, 20 Nov 2099 00:00:00 GMT' });
			await ask('/mobile/screens/home', 'GET', { 'X-App-Version': '0.0.1', 'X-App-Platform': 'ios' });
			for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
				await ask('/mobile/foods', method, { 'Content-Length': '0' });
			return answers;
		}

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'fast', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());

		it('answers like the ordinary endpoint, to the byte and the header', async () => {
			const off = await sample();
			expect(await counted()).toBe(0);
			await host.restart({ BEBETTER_FAST_PATH: 'true' });
			const on = await sample();
			expect(await counted()).toBeGreaterThan(100);
			expect(Object.keys(on)).toEqual(Object.keys(off));
			for (const name of Object.keys(off)) expect(on[name], name).toEqual(off[name]);
		});

		it('carries the security headers of Directus', async () => {
			await askRaw(host.url, '/mobile/foods');
			const { headers } = await askRaw(host.url, '/mobile/foods');
			expect(headers['cache-status']).toContain('hit');
			for (const name of ['content-security-policy', 'x-powered-by', 'strict-transport-security'])
				expect(headers, name).toHaveProperty(name);
		});

		it('leaves requests of browser pages to CORS', async () => {
			const { headers } = await askRaw(host.url, '/mobile/foods', {
				headers: { Origin: 'https://app.example' },
			});
			expect(headers['access-control-allow-origin']).toBe('https://app.example');
			expect(headers['vary']).toMatch(/\bOrigin\b/);
			expect(headers['vary']).toMatch(/\bAccept-Encoding\b/);
		});

		it('logs requests and no tokens', async () => {
			for (let turn = 0; turn < 2; turn += 1)
				await askRaw(host.url, '/mobile/videos?access_token=secret-of-somebody');
			await expect.poll(() => host.logs()).toMatch(/200 GET \/mobile\/videos\?access_token=.*\(fast path\)/);
			expect(host.logs()).not.toContain('secret-of-somebody');
		});

		it('answers pipelined requests in order on one connection', async () => {
			const line = (path: string, index: number, { length }: readonly string[]) =>
				`GET ${path} HTTP/1.1\r\nHost: test\r\nAccept-Encoding: identity\r\n` +
				`Connection: ${index === length - 1 ? 'close' : 'keep-alive'}\r\n\r\n`;
			const paths = [
				'/mobile/foods?limit=1',
				'/server/ping',
				'/mobile/nothing',
				'/mobile/fasting-presets?limit=1',
			];
			const text = await sendRaw(host.url, paths.map(line).join(''));
			expect(Array.from(text.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status)).toEqual([
				'200',
				'200',
				'404',
				'200',
			]);
		});

		it('loses no request of its own when Directus is asked to stop, and lets it end', async () => {
			const agent = new Agent({ keepAlive: true, maxSockets: 8 });
			const outcomes = { answered: 0, broken: 0, refused: 0 };
			const ask = () =>
				new Promise<void>((resolve) => {
					let began = false;
					const outgoing = request(`${host.url}/mobile/foods?limit=50`, { agent }, (response) => {
						began = true;
						response.resume();
						response.on('end', () => resolve(void (outcomes.answered += 1)));
						response.on('error', () => resolve(void (outcomes.broken += 1)));
					});
					outgoing.on('error', () =>
						resolve(void (began ? (outcomes.broken += 1) : (outcomes.refused += 1))),
					);
					outgoing.end();
				});
			const stopped = new AbortController();
			const reader = async () => {
				while (!stopped.signal.aborted) {
					await ask();
					if (outcomes.refused > 0) await sleep(5);
				}
			};
			const readers = Array.from({ length: 8 }, reader);
			await expect.poll(() => outcomes.answered).toBeGreaterThan(200);
			await host.kill('SIGTERM');
			stopped.abort();
			await Promise.all(readers);
			agent.destroy();
			expect(outcomes.broken).toBe(0);
			await expect(host.fetch('/mobile/foods')).rejects.toThrow('fetch failed');
		});

		describe('with limits', () => {
			beforeAll(() =>
				host.restart({
					RATE_LIMITER_ENABLED: 'true',
					RATE_LIMITER_STORE: 'memory',
					RATE_LIMITER_POINTS: '30',
					RATE_LIMITER_DURATION: '60',
					IP_TRUST_PROXY: 'true',
				}),
			);

			it('refuses a client beyond them, says when to come back, and goes on serving others', async () => {
				const ask = (ip: string) =>
					askRaw(host.url, '/mobile/foods?limit=1', { headers: { 'X-Forwarded-For': ip } });
				const statuses: number[] = [];
				for (let turn = 0; turn < 40; turn += 1) statuses.push((await ask('203.0.113.7')).status);
				expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(30);
				const refused = await ask('203.0.113.7');
				expect(refused.status).toBe(429);
				expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
				expect(JSON.parse(refused.body).errors[0].extensions.code).toBe('REQUESTS_EXCEEDED');
				expect((await ask('203.0.113.8')).status).toBe(200);
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
