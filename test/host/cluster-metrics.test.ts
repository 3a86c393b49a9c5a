import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { readMetric } from '../support/read-metric.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const noPromtool = spawnSync('promtool', ['--version']).error !== undefined;

describeOnHosts(
	'metrics of all instances',
	(kind) => {
		let redis: OwnRedis;
		let a: Host;
		let b: Host;

		beforeAll(async () => {
			redis = await ownRedis();
			const env = { BEBETTER_REDIS_URL: redis.url };
			a = await startHost({ ...kind, name: 'cluster-metrics', provisioned: 'seeded', env });
			b = await startHost({ ...kind, name: 'cluster-metrics-b', shareDatabaseWith: a });
		});
		afterAll(async () => {
			await b?.stop();
			await a?.stop();
			await redis?.stop();
		});

		const ask = (of: Host, scope: string) =>
			of.fetch(`/ops/metrics?scope=${scope}`, { headers: { authorization: `Bearer ${a.adminToken}` } });
		const textOf = async (of: Host, scope: string) => (await ask(of, scope)).text();
		const answers = 'bebetter_http_requests_total';

		it('either instance tells of both, each with its name', async () => {
			for (const of of [a, b])
				await expect.poll(async () => readMetric(await textOf(of, 'cluster'), 'bebetter_info').size).toBe(2);
			const names = (text: string) => [...readMetric(text, 'bebetter_info').keys()].toSorted();
			expect(names(await textOf(a, 'cluster'))).toEqual(names(await textOf(b, 'cluster')));
			expect(readMetric(await textOf(a, 'process'), 'bebetter_info').size).toBe(1);
		});

		it('what one answered is told by the other', async () => {
			for (let turn = 0; turn < 3; turn += 1)
				expect((await b.fetch('/mobile/fasting-presets')).status).toBe(200);
			const told = async () =>
				[...readMetric(await textOf(a, 'cluster'), answers)]
					.filter(([labels]) => labels.includes('route="/mobile/fasting-presets"'))
					.map(([, count]) => count);
			await expect.poll(told, { interval: 500 }).toEqual([3]);
			expect(await textOf(a, 'process')).not.toContain('/mobile/fasting-presets');
		});

		it('what belongs to nobody alone is told once', async () => {
			const text = await textOf(a, 'cluster');
			expect(readMetric(text, 'bebetter_redis_up')).toEqual(new Map([['', 1]]));
			expect(readMetric(text, 'bebetter_signal').get('name="database_up"')).toBe(1);
		});

		it.skipIf(noPromtool)('is well-formed, as promtool sees it', async () => {
			const input = await textOf(a, 'cluster');
			const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input });
			expect([status, String(stdout) + String(stderr)]).toEqual([0, '']);
		});

		it('without Redis nobody knows of the others, and each goes on telling of itself', async () => {
			await redis.kill();
			const refused = await ask(a, 'cluster');
			expect(refused.status).toBe(503);
			expect(refused.headers.get('retry-after')).toBe('2');
			expect(await refused.text()).toContain('Redis does not answer');
			expect((await ask(a, 'process')).status).toBe(200);

			await redis.start();
			await expect.poll(async () => readMetric(await textOf(a, 'cluster'), 'bebetter_info').size).toBe(2);
		});
	},
	{ only: bothMajorsAndDatabases },
);
