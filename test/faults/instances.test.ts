import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOnHosts, startHost, type Host } from '../support/host/index.ts';
import { read, until } from '../support/publishing/reading.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const publishes = 200;
/** How long a publish may take is measured in bench/; here it only has to arrive, on any machine. */
const patienceMs = 10_000;
vi.setConfig({ testTimeout: 360_000 });

/** A time that so many of the sorted times do not exceed. */
const quantile = (times: number[], share: number): number => times[Math.floor(share * (times.length - 1))]!;

describeOnHosts(
	'two instances',
	(kind) => {
		let redis: OwnRedis;
		let a: Host;
		let b: Host;
		let food: { id: string; slug: string };
		let last = 0;

		beforeAll(async () => {
			redis = await ownRedis();
			const env = { BEBETTER_REDIS_URL: redis.url, PRESSURE_LIMITER_ENABLED: 'false' };
			a = await startHost({ ...kind, name: 'two', redis: true, provisioned: 'seeded', env });
			b = await startHost({ ...kind, name: 'two-b', shareDatabaseWith: a });
			food = await a.knex('foods').where({ status: 'published' }).orderBy('slug').first();
			await write(a, 1);
		});
		afterAll(async () => {
			await b?.stop();
			await a?.stop();
			await redis?.stop();
		});

		const path = () => `/mobile/foods/${food.slug}`;
		const list = () => `/mobile/foods?limit=200`;
		const numberOf = (name: string): number => Number(name.match(/^Name (\d+)$/)?.[1] ?? 0);
		const numberOn = async (host: Host): Promise<number> =>
			numberOf((await read(host, path())).body.data.name_en);

		async function write(host: Host, number: number): Promise<void> {
			last = number;
			await host.admin('PATCH', `/items/foods/${food.id}`, { name_en: `Name ${number}` });
		}

		async function converge(): Promise<void> {
			for (const host of [a, b])
				await until(`${last} on ${host.url}`, async () => (await numberOn(host)) === last, patienceMs);
		}

		/** Readers pinned to each instance, of the item and of a list that shows it; each must only ever see newer. */
		async function underLoad(work: () => Promise<void>): Promise<number> {
			const end = new AbortController();
			let reads = 0;
			const problems: string[] = [];
			const reader = async (host: Host, address: string): Promise<void> => {
				for (let newest = 0; !end.signal.aborted; reads += 1) {
					const { status, body } = await read(host, address);
					const item = [body.data].flat().find(({ id }: { id: string }) => id === food.id);
					const seen = numberOf(item?.name_en ?? '');
					if (status !== 200 || seen < newest)
						problems.push(`${address} ${status}: ${newest} and then ${seen}`);
					newest = Math.max(newest, seen);
					await sleep(2);
				}
			};
			const readers = [a, b].flatMap((host) => [
				reader(host, path()),
				reader(host, path()),
				reader(host, list()),
			]);
			try {
				await work();
			} finally {
				end.abort();
				await Promise.all(readers);
			}
			expect(problems).toEqual([]);
			return reads;
		}

		it(`show ${publishes} publishes to every reader in their order`, async () => {
			const times: number[] = [];
			const reads = await underLoad(async () => {
				for (let number = last + 1, end = last + publishes; number <= end; number += 1) {
					await write(number % 2 ? a : b, number);
					const other = number % 2 ? b : a;
					times.push(await until(`${number}`, async () => (await numberOn(other)) >= number, patienceMs));
				}
			});
			times.sort((one, two) => one - two);
			const [half, most, worst] = [0.5, 0.99, 1].map((share) => Math.round(quantile(times, share)));
			process.stdout.write(
				`${reads} reads; visible on the other instance: p50 ${half}, p99 ${most}, worst ${worst} ms\n`,
			);
			expect(times).toHaveLength(publishes);
		});

		it('both stand in the receipt of a purge', async () => {
			const purge = () =>
				a.admin<{ missing: string[]; instances: unknown[] }>('POST', '/ops/cache/purge', {
					tags: [`foods:${food.id}`],
				});
			// An instance that is busy for a second is missing from a receipt, and stands in the next.
			await expect.poll(async () => (await purge()).missing, { timeout: 10_000 }).toEqual([]);
			expect((await purge()).instances).toHaveLength(2);
		});

		it('agree when announcements are lost, Redis restarts or is emptied, and never go back', async () => {
			await underLoad(async () => {
				const faults = [
					() => redis.client().call('CLIENT', 'KILL', 'TYPE', 'pubsub'),
					() => redis.client().flushall(),
					() => redis.kill(),
					() => redis.start(),
				];
				for (const fault of faults) {
					await Promise.all([fault(), write(a, last + 1)]);
					for (let turn = 0; turn < 3; turn += 1) await write(turn % 2 ? a : b, last + 1);
					await converge();
				}
			});
		});

		it('agree soon after one of them was frozen for five seconds', async () => {
			await numberOn(b);
			process.kill(b.pid, 'SIGSTOP');
			try {
				await write(a, last + 1);
				await sleep(5_000);
				expect(await numberOn(a)).toBe(last);
			} finally {
				process.kill(b.pid, 'SIGCONT');
			}
			await converge();
		});

		it('serve the right content when they start while the other is writing', async () => {
			await underLoad(async () => {
				for (let turn = 0; turn < 5; turn += 1) await write(a, last + 1);
			});
			await b.kill('SIGKILL');
			await Promise.all([b.start(), write(a, last + 1)]);
			await converge();
		});
	},
	{ only: ['12-postgres'] },
);
