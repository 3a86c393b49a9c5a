import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { residentMegabytes } from '../../bench/support/process-info.ts';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { manyConnections, mostOpenFiles } from '../support/many-connections.ts';
import { untilServed } from '../support/publishing/reading.ts';

vi.setConfig({ testTimeout: 240_000 });

const readers = 10_000;
const idle = 5_000;
const slow = 500;
/** Plain Directus took 1,700 MB for as many. */
const mostMegabytes = 600;
/** Five times what plain Directus did with a `SELECT 1` and 100 connections. */
const leastPerSecond = 5 * 545;
const screen = '/mobile/screens/home?goal=default&locale=en&schema=99';

describeOnHosts(
	'very many connections',
	(kind) => {
		if (mostOpenFiles < readers + 1_000)
			return void it.skip(`need more open files than ${mostOpenFiles} (ulimit -Hn)`, () => undefined);
		let host: Host;
		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'crowd',
				provisioned: 'seeded',
				env: { PRESSURE_LIMITER_ENABLED: 'true', BEBETTER_OPS_TOKENS: 't'.repeat(32) },
			});
			expect((await host.fetch(screen)).status).toBe(200);
		});
		afterAll(() => host?.stop());

		const statements = async (): Promise<number> => {
			const headers = { authorization: `Bearer ${'t'.repeat(32)}` };
			const text = await (await host.fetch('/ops/metrics', { headers })).text();
			const counts = text.matchAll(/^bebetter_database_queries_total\{.*?\} (\d+)/gm);
			return Array.from(counts, ([, count]) => Number(count)).reduce((sum, count) => sum + count, 0);
		};
		/** Somebody else, who asks again and again. @returns the slowest answer but for one in a hundred, ms */
		async function others(seconds: number): Promise<number> {
			const times: number[] = [];
			for (const end = performance.now() + seconds * 1_000; performance.now() < end; await sleep(20)) {
				const began = performance.now();
				const { status } = await host.fetch(screen);
				expect(status).toBe(200);
				times.push(performance.now() - began);
			}
			return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)]!;
		}

		it(`L1: ${readers} readers at once are all answered, from memory and in little of it`, async () => {
			const crowd = await manyConnections(host.url, readers);
			try {
				const before = await statements();
				const began = performance.now();
				const replies = await crowd.request(screen);
				const seconds = (performance.now() - began) / 1_000;
				const asked = (await statements()) - before;
				const memory = residentMegabytes(host.pid);

				expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
				process.stdout.write(
					`${readers} readers in ${seconds.toFixed(1)} s (${Math.round(readers / seconds)}/s), ` +
						`${Math.round(memory)} MB, ${asked} statements of the instance meanwhile\n`,
				);
				expect(readers / seconds).toBeGreaterThan(leastPerSecond);
				expect(memory).toBeLessThan(mostMegabytes);
				// What the instance asks by itself, whether anybody reads or not.
				expect(asked).toBeLessThan(20 + 10 * seconds);
			} finally {
				crowd.close();
			}
		});

		it(`L1, L2: ${readers} readers right after a publish get the new state, built once`, async () => {
			const crowd = await manyConnections(host.url, readers);
			try {
				const food = await host.knex('foods').where({ status: 'published' }).orderBy('slug').first();
				await host.admin('PATCH', `/items/foods/${food.id}`, { name_en: 'Seen by all' });
				const before = await statements();
				const began = performance.now();
				const replies = await crowd.request(`/mobile/foods/${food.slug}`);
				const seconds = (performance.now() - began) / 1_000;
				expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
				expect((await statements()) - before).toBeLessThan(50 + 10 * seconds);
				await untilServed(
					host,
					`/mobile/foods/${food.slug}`,
					({ body }) => body.data.name_en === 'Seen by all',
				);
			} finally {
				crowd.close();
			}
		});

		it(`L3: ${idle} idle and ${slow} dripping connections slow nobody else down`, async () => {
			const quiet = await manyConnections(host.url, idle);
			const dripping = await manyConnections(host.url, slow);
			try {
				dripping.drip(`GET ${screen} HTTP/1.1\r\nHost: test\r\nX-Slow: `);
				const drip = setInterval(() => dripping.drip('x'), 500);
				const slowest = await others(20);
				clearInterval(drip);
				process.stdout.write(
					`beside ${idle} idle and ${slow} dripping connections: p99 ${Math.round(slowest)} ms\n`,
				);
				expect(slowest).toBeLessThan(1_000);
				expect(residentMegabytes(host.pid)).toBeLessThan(mostMegabytes);
				// Half a request is nobody's for ever: the server ends it after a minute.
				await vi.waitFor(() => expect(dripping.open()).toBe(0), { timeout: 120_000, interval: 1_000 });
			} finally {
				quiet.close();
				dripping.close();
			}
			expect((await host.fetch('/ops/health/live')).status).toBe(200);
		});
	},
	{ only: ['12-sqlite'] },
);
