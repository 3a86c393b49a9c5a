import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { judge } from '../../domain/operations/health/judge.ts';
import type { CheckSources } from '../../platform/health/checks/check-question.ts';
import { deliveryChecks } from '../../platform/health/checks/delivery-checks.ts';
import { addRedis } from '../../platform/metrics/groups.ts';
import { Bus } from '../../platform/publishing/bus.ts';
import { redisUsageOf } from '../../platform/redis/usage.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const logger = { info: () => undefined, warn: () => undefined };
let server: OwnRedis;
let bus: Bus;

beforeEach(async () => {
	server = await ownRedis();
	bus = new Bus({ url: server.url, namespace: 'usage', logger }, async () => undefined);
	await expect.poll(() => bus.ping().catch(() => null)).not.toBeNull();
});
afterEach(async () => {
	bus.stop();
	await server.stop();
});

/** A new one each time: an answer holds for a second. */
const look = async () => {
	const sources = { delivery: { bus, publisher: {} } } as unknown as CheckSources;
	const outcome = await deliveryChecks(sources)
		.find(({ name }) => name === 'redis_memory')!
		.ask();
	if (!outcome.isKnown) throw new Error(outcome.problem);
	const { observed, isAmiss, facts } = outcome.answer;
	return { observed, facts, status: judge('redis_memory', observed, isAmiss) };
};

const metrics = async (): Promise<string> => {
	const registry = new Registry();
	addRedis(registry, {} as CheckSources, {
		isDatabaseUp: true,
		jobs: null,
		connections: null,
		redis: await bus.usage(),
		signals: { redis_up: 1 },
	});
	return registry.metrics();
};

it('without a limit Redis is never full', async () => {
	expect(await look()).toMatchObject({
		observed: 0,
		status: 'ok',
		facts: { limit_bytes: null, policy: 'noeviction', evicted: 0, hit_ratio: null },
	});
	const text = await metrics();
	expect(text).toMatch(/^bebetter_redis_memory_bytes [1-9]\d+$/m);
	expect(text).toContain('# TYPE bebetter_redis_memory_max_bytes gauge');
	expect(text).not.toMatch(/^bebetter_redis_memory_max_bytes /m);
});

it('a policy that throws keys away is a warning, and so is memory that is nearly full', async () => {
	const client = server.client();
	const used = (await bus.usage()).usedBytes;
	await client.config('SET', 'maxmemory', used * 10);
	expect(await look()).toMatchObject({ status: 'ok' });
	await client.config('SET', 'maxmemory', Math.round(used * 1.1));
	expect((await look()).status).toBe('warn');

	await client.config('SET', 'maxmemory', used * 10);
	await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
	expect(await look()).toMatchObject({ status: 'warn', facts: { policy: 'allkeys-lru' } });
	await client.set('here', 1);
	for (const key of ['here', 'here', 'here', 'there']) await client.get(key);
	expect(await look()).toMatchObject({ facts: { hit_ratio: 0.75 } });
	for (let key = 0; (await bus.usage()).evicted === 0 && key < 2_000; key += 1)
		await client.set(`key ${key}`, 'x'.repeat(50_000));
	const text = await metrics();
	expect(text).toMatch(/^bebetter_redis_evicted_keys_total [1-9]\d*$/m);
	expect(text).toMatch(/^bebetter_redis_memory_max_bytes [1-9]\d+$/m);
	expect(text).toContain('bebetter_redis_lookups_total{outcome="hit"} 3');
	expect(text).toContain('bebetter_redis_lookups_total{outcome="miss"} 1');
});

it('what a server leaves out counts as nothing, and is never taken for a policy that keeps all', () => {
	expect(redisUsageOf('# Memory\r\nused_memory:5\r\n')).toEqual({
		usedBytes: 5,
		limitBytes: null,
		policy: 'unknown',
		evicted: 0,
		hits: 0,
		misses: 0,
	});
});
