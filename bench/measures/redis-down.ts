import { host } from '../support/hosts.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { atMost, type Measure } from '../support/measure.ts';
import { deleteNamespace } from '../support/redis.ts';
import { clientOf, type Client } from '../support/requests.ts';
import { startSilentRedis } from '../support/silent-redis.ts';
import { percentile, worst } from '../support/stats.ts';

const requests = 400;
const firstRequests = 10;

const hit = '/mobile/foods?limit=5';
let misses = 0;
/** An address that nobody asked for before. */
const miss = (): string => `/mobile/foods?limit=5&q=${(misses += 1)}`;

interface Contender {
	readonly name: string;
	readonly client: Client;
	/** Latencies, ms. */
	readonly first: number[];
	readonly hits: number[];
	readonly misses: number[];
}

/** What requests behind Express wait for when Redis is away, against an instance that has none. */
export const redisDown: Measure = {
	name: 'redis-down',
	async *run() {
		const blackHole = await startSilentRedis(true);
		const falling = await startSilentRedis(false);
		const namespace = `bench_${process.pid}_falling`;
		onCleanUp(() => deleteNamespace(`{${namespace}}`));
		const control = await contender('no Redis configured', {});
		const down = [
			await contender('refused', { BEBETTER_REDIS_URL: 'redis://127.0.0.1:1' }),
			await contender('black-holed from the start', { BEBETTER_REDIS_URL: blackHole.url }),
			await contender('falling silent in operation', {
				BEBETTER_REDIS_URL: falling.url,
				BEBETTER_NAMESPACE: namespace,
			}),
		];
		const all = [control, ...down];
		for (const { client } of all) for (let each = 0; each < 50; each += 1) await client.request(miss());
		falling.fallSilent();

		for (const { client, first } of all)
			for (let each = 0; each < firstRequests; each += 1) first.push(await client.request(miss()));
		for (let each = 0; each < requests; each += 1)
			for (const { client, hits, misses } of all) {
				hits.push(await client.request(hit));
				misses.push(await client.request(miss()));
			}

		const how = `${requests} requests of each kind behind Express, one at a time, instances in turn; p99 minus the p99 of an instance without Redis`;
		for (const { name, first, hits, misses } of down) {
			for (const [kind, values, base] of [
				['hit', hits, control.hits],
				['miss', misses, control.misses],
			] as const)
				yield {
					name: `Redis ${name}: latency added to a ${kind}, p99`,
					value: percentile(values, 0.99) - percentile(base, 0.99),
					unit: 'ms',
					target: atMost(2),
					how,
				};
			yield {
				name: `Redis ${name}: longest of the first ${firstRequests} misses and of all`,
				value: Math.max(worst(first), worst(misses)),
				unit: 'ms',
				target: null,
				how: `first: ${worst(first).toFixed(0)} ms, later: ${worst(misses).toFixed(0)} ms; without Redis ${worst(control.misses).toFixed(0)} ms`,
			};
		}
		yield {
			name: 'Redis down: failed requests',
			value: down.reduce((sum, { client }) => sum + client.errors(), 0),
			unit: '',
			target: atMost(0),
			how: `${down.length * (2 * requests + firstRequests)} requests`,
		};
		for (const { client } of all) client.close();
	},
};

async function contender(name: string, env: Record<string, string>): Promise<Contender> {
	const { url } = await host({ env: { BEBETTER_FAST_PATH: 'false', ...env } });
	return { name, client: clientOf(url), first: [], hits: [], misses: [] };
}
