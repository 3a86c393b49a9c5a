import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ClusterMetrics } from '../../platform/metrics/cluster.ts';
import { addOfInstances, type SampledFamily } from '../../platform/metrics/families.ts';
import { readMetric } from '../support/read-metric.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const namespace = 'cluster';
const logger = { info: () => undefined, warn: () => undefined };
let server: OwnRedis;
let running: ClusterMetrics[];

beforeEach(async () => {
	server = await ownRedis();
	running = [];
});
afterEach(async () => {
	for (const metrics of running) await metrics.stop();
	await server.stop();
});

const counted = (value: number): SampledFamily[] => [
	{ name: 'x_total', help: 'x', type: 'counter', values: [{ labels: { route: '/a' }, value }] },
];

function join(instance: string, value: () => number): ClusterMetrics {
	const metrics = new ClusterMetrics({ url: server.url, namespace, logger }, instance, logger);
	metrics.start(async () => counted(value()));
	running.push(metrics);
	return metrics;
}

const seenBy = (metrics: ClusterMetrics) =>
	expect.poll(() => metrics.others().catch((error: Error) => error.message));

it('every instance finds what the others left, and not its own', async () => {
	const [a, b] = [join('a', () => 1), join('b', () => 2)];
	await seenBy(a).toEqual([{ instance: 'b', families: counted(2) }]);
	await seenBy(b).toEqual([{ instance: 'a', families: counted(1) }]);
});

it('numbers are told apart by instance, and never added up', async () => {
	const registry = new Registry();
	addOfInstances(registry, [
		{ instance: 'a', families: counted(1) },
		{ instance: 'b', families: counted(2) },
	]);
	const text = await registry.metrics();
	expect(text.match(/# TYPE x_total counter/g)).toHaveLength(1);
	expect(readMetric(text, 'x_total')).toEqual(
		new Map([
			['route="/a",instance="a"', 1],
			['route="/a",instance="b"', 2],
		]),
	);
});

it('what was left lives for a minute at most, and goes at once with who stops in good order', async () => {
	const a = join('a', () => 1);
	const b = join('b', () => 2);
	await seenBy(a).toHaveLength(1);
	const redis = server.client();
	expect(await redis.ttl(`{${namespace}}:metrics:b`)).toBeGreaterThan(0);
	expect(await redis.ttl(`{${namespace}}:metrics:b`)).toBeLessThanOrEqual(60);

	await b.stop();
	expect(await a.others()).toEqual([]);
	expect(await redis.smembers(`{${namespace}}:metrics`)).toEqual(['a']);
});

it('are not known while Redis is away, and come back with it', async () => {
	let value = 1;
	const a = join('a', () => 0);
	join('b', () => value);
	await seenBy(a).toHaveLength(1);

	await server.kill();
	await expect(a.others()).rejects.toThrow();
	value = 2;
	await server.start();
	await seenBy(a).toEqual([{ instance: 'b', families: counted(2) }]);
});
