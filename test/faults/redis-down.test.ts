import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Check, DetailedHealth } from '../../domain/operations/health/contract.ts';
import { describeOnHosts, startHost, type Host } from '../support/host/index.ts';
import { read, untilServed } from '../support/publishing/reading.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';
import { tcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

// Each test starts an instance of its own.
vi.setConfig({ testTimeout: 240_000 });

describeOnHosts(
	'without Redis',
	(kind) => {
		let redis: OwnRedis;
		let proxy: TcpProxy;
		let host: Host;
		let food: { id: string; slug: string };
		let names = 0;

		/** Redis is there, behind a proxy, unless told otherwise. */
		async function begin({ keepsData = false, started = true } = {}): Promise<void> {
			redis = await ownRedis({ keepsData, started });
			proxy = await tcpProxy(redis.port);
			const env = {
				BEBETTER_REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
				PRESSURE_LIMITER_ENABLED: 'false',
			};
			host = await startHost({
				...kind,
				name: 'redisdown',
				provisioned: 'seeded',
				env,
			});
			food = await host.knex('foods').where({ status: 'published' }).orderBy('slug').first();
		}

		beforeEach(() => void (names = 0));
		afterEach(async () => {
			await host?.stop();
			await proxy?.close();
			await redis?.stop();
		});

		const path = () => `/mobile/foods/${food.slug}`;
		/** How soon is measured in bench/; here it has to arrive, on any machine. */
		async function publish(): Promise<void> {
			const name_en = `Name ${(names += 1)}`;
			await host.admin('PATCH', `/items/foods/${food.id}`, { name_en });
			await untilServed(host, path(), ({ body }) => body.data.name_en === name_en, 10_000);
		}

		/** Reads all the time, also what is in no memory yet. Names must never go back and nothing may fail. */
		async function underLoad(work: () => Promise<void>): Promise<void> {
			const until = new AbortController();
			const problems: string[] = [];
			const reader = async (number: number): Promise<void> => {
				let newest = 0;
				for (let turn = 0; !until.signal.aborted; turn += 1) {
					const { status, body } = await read(host, path());
					const seen = Number(String(body.data?.name_en).match(/^Name (\d+)$/)?.[1] ?? 0);
					if (status !== 200) problems.push(`${status}`);
					if (seen < newest) problems.push(`${newest} and then ${seen}`);
					newest = Math.max(newest, seen);
					const cold = await read(host, `/mobile/foods?q=${number}x${turn}`);
					await sleep(5);
					if (cold.status !== 200) problems.push(`${cold.status} for a cold list`);
				}
			};
			const readers = [1, 2, 3].map(reader);
			try {
				await work();
			} finally {
				until.abort();
				await Promise.all(readers);
			}
			expect(problems).toEqual([]);
		}

		/** One connection each for answers, announcements, listening, limits and jobs; a warning a minute of each. */
		const expectQuietLog = (minutes = 1): void => {
			const warnings = host.logs().split('works without Redis').length - 1;
			expect(warnings).toBeLessThanOrEqual(5 * 2 * minutes);
			expect(host.logs()).not.toMatch(/unhandled|uncaught/i);
		};

		const redisCheck = async (wanted: Check['name'] = 'redis'): Promise<Check | undefined> =>
			(await host.admin<DetailedHealth>('GET', '/ops/health/detailed')).checks.find(
				({ name }) => name === wanted,
			);

		it('R1: it starts, serves and publishes, says so, and takes Redis into use when it comes', async () => {
			await begin({ started: false });
			expect((await host.fetch('/ops/health/ready')).status).toBe(200);
			for (const name of ['redis', 'redis_memory'] as const)
				expect(await redisCheck(name)).toMatchObject({ status: 'warn', observed: null });
			await underLoad(async () => {
				await publish();
				await redis.start();
				await publish();
			});
			const client = redis.client();
			await expect.poll(() => client.dbsize(), { timeout: 10_000 }).toBeGreaterThan(0);
			await expect.poll(async () => (await redisCheck())?.status, { timeout: 10_000 }).toBe('ok');
			expect(await redisCheck('redis_memory')).toMatchObject({
				status: 'ok',
				facts: { policy: 'noeviction' },
			});
			expectQuietLog();
		});

		it('R2, R4: that is killed under load and comes back empty, nothing fails and nothing goes back', async () => {
			await begin();
			const client = redis.client();
			await underLoad(async () => {
				await publish();
				await redis.kill();
				for (let turn = 0; turn < 3; turn += 1) await publish();
				await redis.start();
				await client.set('somebody', 'else');
				for (let turn = 0; turn < 3; turn += 1) await publish();
			});
			expect(await client.get('somebody')).toBe('else');
			expectQuietLog();
		});

		it('R3: that is swallowed by the network, nothing fails and nothing goes back', async () => {
			await begin();
			await underLoad(async () => {
				await publish();
				proxy.swallow(true);
				for (let turn = 0; turn < 3; turn += 1) await publish();
				await sleep(1_500);
				proxy.swallow(false);
				for (let turn = 0; turn < 3; turn += 1) await publish();
			});
			expectQuietLog();
		});

		it('R4: that comes back with old answers, no process ever shows them, not even one that starts then', async () => {
			await begin({ keepsData: true });
			await publish();
			const client = redis.client();
			const stored = async () => (await client.keys('*:entry:foods/*')).length;
			await expect.poll(stored, { timeout: 5_000 }).toBeGreaterThan(0);
			await redis.kill();
			await publish();
			const name = (await read(host, path())).body.data.name_en;
			await host.kill('SIGKILL');
			await redis.start();
			expect(await stored()).toBeGreaterThan(0);
			await host.start();
			expect((await read(host, path())).body.data.name_en).toBe(name);
			await publish();
		});

		it('R5: that holds garbage under our names, everything goes on', async () => {
			await begin();
			const client = redis.client();
			await publish();
			for (const key of await client.keys('{bebetter}*'))
				await client.del(key).then(() => client.set(key, 'garbage'));
			await underLoad(async () => {
				for (let turn = 0; turn < 3; turn += 1) await publish();
			});
			expectQuietLog();
		});

		it('R5: that is full, only read or wants a password, nothing fails and nothing goes back', async () => {
			await begin();
			const client = redis.client();
			const refusals = [
				{ begin: ['CONFIG', 'SET', 'maxmemory', '1'], end: ['CONFIG', 'SET', 'maxmemory', '0'] },
				{ begin: ['REPLICAOF', '127.0.0.1', '1'], end: ['REPLICAOF', 'NO', 'ONE'] },
				{ begin: ['CONFIG', 'SET', 'requirepass', 'secret'], end: ['CONFIG', 'SET', 'requirepass', ''] },
			] as const;
			const call = ([command, ...values]: readonly string[]) => client.call(command!, ...values);
			await underLoad(async () => {
				await publish();
				for (const refusal of refusals) {
					await call(refusal.begin);
					// Who is connected has shown the old password; everybody has to come again.
					await client.call('CLIENT', 'KILL', 'SKIPME', 'yes');
					for (let turn = 0; turn < 3; turn += 1) await publish();
					await call(refusal.end);
					await publish();
				}
			});
			await expect.poll(async () => (await redisCheck())?.status, { timeout: 20_000 }).toBe('ok');
			await client.flushall();
			await publish();
			let turn = 0;
			// The store tries again only now and then; an answer built between is kept in memory alone.
			const stored = async () => {
				await read(host, `/mobile/foods?q=stored${(turn += 1)}`);
				return (await client.keys('*:entry:*')).length;
			};
			await expect.poll(stored, { timeout: 20_000, interval: 200 }).toBeGreaterThan(0);
			expectQuietLog(2);
		});
	},
	{ only: ['12-sqlite'] },
);
