import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { MemoryStore } from '../../platform/publishing/memory-store.ts';
import { RedisStore } from '../../platform/publishing/redis-store.ts';
import type { ResponseStore } from '../../platform/publishing/response-store.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { entry, revisionOf } from '../support/entries.ts';
import { atMost, type Measure, type Result } from '../support/measure.ts';
import { startProbe } from '../support/probe.ts';
import { redisConnection } from '../support/redis.ts';
import { median, timed, worst } from '../support/stats.ts';

const affected = 1_000;
const purges = 7;
const sizes = [10_000, 100_000, 1_000_000];

/** What it costs to retire 1,000 answers among many, and how long others wait for it. */
export const purgeCost: Measure = {
	name: 'purge-cost',
	async *run() {
		for (const size of sizes) yield* purgeMemory(size);
		for (const size of sizes) yield* purgeRedis(size);
	},
};

const batchOf = (index: number): string => `batch:${Math.floor(index / affected)}`;
const keyOf = (index: number): string => `${batchOf(index)}:answer:${index}`;
const count = (size: number): string => size.toLocaleString('en');

async function* purgeMemory(size: number): AsyncGenerator<Result> {
	const store = new MemoryStore(1e12);
	for (let index = 0; index < size; index += 1)
		store.store(entry(keyOf(index), 1, [batchOf(index), `item:${index}`]));

	const times: number[] = [];
	const before = process.cpuUsage();
	for (let purge = 0; purge < purges; purge += 1) times.push(await timed(() => retire(store, purge)));
	const { user, system } = process.cpuUsage(before);
	await assertRetired(store);

	const how = `one tag of 1,000 entries; a GET meanwhile waits as long as the purge takes; processor time of one purge ${((user + system) / purges / 1000).toFixed(1)} ms`;
	yield* lines('memory', size, times, null, how);
}

async function retire(store: ResponseStore, batch: number): Promise<void> {
	await store.retire([`batch:${batch}`], revisionOf(2), revisionOf(1));
}

async function assertRetired(store: ResponseStore): Promise<void> {
	for (let index = 0; index < purges * affected; index += 1)
		if (await store.get(keyOf(index), revisionOf(2))) throw new Error(`${keyOf(index)} was not retired`);
	if (!(await store.get(keyOf(purges * affected), revisionOf(2))))
		throw new Error('More was retired than should have been');
}

async function* purgeRedis(size: number): AsyncGenerator<Result> {
	const redis = redisConnection();
	const namespace = `bench_${process.pid}_purge_${size}`;
	const store = new RedisStore(redis, namespace);
	const foreign = await plantForeignKeys(redis, namespace);
	onCleanUp(() => unlinkPlanted(redis, namespace, size));
	await store.clear(revisionOf(1));
	await plant(store, size);

	const probe = await startProbe(foreign[0]!);
	const idle = await probe.worstWhile(() => sleep(300));
	const times: number[] = [];
	const waits: number[] = [];
	for (let purge = 0; purge < purges; purge += 1)
		waits.push(await probe.worstWhile(async () => times.push(await timed(() => retire(store, purge)))));

	await assertRetired(store);

	const how = `one tag of 1,000 entries; GETs of a foreign key on another connection, whose worst without a purge was ${idle.toFixed(1)} ms`;
	yield* lines('Redis', size, times, median(waits), how);
	yield reported(`Redis, worst GET of all ${purges} purges of 1,000 of ${count(size)}`, worst(waits), how);

	let keysMs = 0;
	const blocked = await probe.worstWhile(async () => {
		keysMs = await timed(() => keysAndUnlink(redis, `{${namespace}}:cache:entry:batch:${purges}:*`));
	});
	yield reported(`for comparison KEYS + UNLINK, purge of 1,000 of ${count(size)}`, keysMs, 'the same data');
	yield reported(`for comparison KEYS + UNLINK, worst other GET`, blocked, 'the same data');

	if ((await redis.mget(foreign)).includes(null)) throw new Error('A foreign key was touched');
	probe.stop();
}

function* lines(
	where: string,
	size: number,
	times: readonly number[],
	wait: number | null,
	how: string,
): Generator<Result> {
	const of = `1,000 of ${count(size)}`;
	yield { name: `${where}, purge of ${of}`, value: median(times), unit: 'ms', target: atMost(5), how };
	yield {
		name: `${where}, worst other GET during a purge of ${of}`,
		value: wait ?? worst(times),
		unit: 'ms',
		target: atMost(5),
		how: `${how}; ${wait === null ? 'worst' : 'median of the worst'} of ${times.length} purges`,
	};
}

const reported = (name: string, value: number, how: string): Result => ({
	name,
	value,
	unit: 'ms',
	target: null,
	how,
});

/** Through the store itself, many at a time. */
async function plant(store: ResponseStore, size: number): Promise<void> {
	const atOnce = 1_000;
	for (let from = 0; from < size; from += atOnce) {
		const indexes = Array.from({ length: Math.min(atOnce, size - from) }, (_, offset) => from + offset);
		await Promise.all(indexes.map((index) => store.put(entry(keyOf(index), 1, [batchOf(index)]))));
	}
}

async function plantForeignKeys(redis: Redis, namespace: string): Promise<string[]> {
	const keys = Array.from({ length: 100 }, (_, index) => `${namespace}:of-others:${index}`);
	await redis.mset(keys.flatMap((key) => [key, 'x'.repeat(200)]));
	onCleanUp(() => redis.unlink(...keys));
	return keys;
}

async function keysAndUnlink(redis: Redis, pattern: string): Promise<void> {
	const keys = await redis.keys(pattern);
	await redis.unlink(...keys);
}

/** Every key that was made, by its name. */
async function unlinkPlanted(redis: Redis, namespace: string, size: number): Promise<void> {
	const prefix = `{${namespace}}:cache`;
	await redis.unlink(`${prefix}:floors`);
	for (let from = 0; from < size; from += affected) {
		const keys = Array.from({ length: affected }, (_, offset) => `${prefix}:entry:${keyOf(from + offset)}`);
		await redis.unlink(...keys);
	}
}
