import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RedisStore } from '../../platform/publishing/redis-store.ts';
import { entryOf, revisionOf } from '../support/publishing/entries.ts';
import { redisNamespace, type RedisNamespace } from '../support/publishing/redis-namespace.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';
import { describeResponseStore } from './response-store.contract.ts';

describeResponseStore('in Redis', async () => {
	const namespace = await redisNamespace();
	return {
		store: new RedisStore(namespace.connect(), namespace.name),
		other: new RedisStore(namespace.connect(), namespace.name),
		close: async () => {
			expect(await namespace.foreign()).toEqual(namespace.planted);
			await namespace.close();
		},
	};
});

describe('the store in Redis', () => {
	let server: OwnRedis;
	let namespace: RedisNamespace;
	let store: RedisStore;
	const floors = () => `{${namespace.name}}:cache:floors`;

	beforeEach(async () => {
		server = await ownRedis();
		namespace = await redisNamespace(server.url);
		store = new RedisStore(namespace.connect(), namespace.name);
		await store.clear(revisionOf(1));
	});
	afterEach(async () => {
		await namespace?.close();
		await server?.stop();
	});

	/** Every command that Redis was sent or a script ran, with how often. */
	async function commands(work: () => Promise<unknown>): Promise<Record<string, number>> {
		await namespace.redis.config('RESETSTAT');
		await work();
		const lines = (await namespace.redis.info('commandstats')).matchAll(/cmdstat_([^:]+):calls=(\d+)/g);
		return Object.fromEntries(Array.from(lines, ([, name, calls]) => [name!, Number(calls)]));
	}

	it('lets every key of ours expire and touches no other', async () => {
		await store.put(entryOf('k', 1, ['a']));
		await store.retire(['a'], revisionOf(2), revisionOf(1));
		await store.put(entryOf('k', 2, ['a']));
		const keys = await namespace.keys();
		expect(keys.length).toBeGreaterThan(1);
		for (const key of keys) expect(await namespace.redis.pttl(key), key).toBeGreaterThan(0);
		expect(await namespace.foreign()).toEqual(namespace.planted);
	});

	it('retires with as many commands whether ten entries are stored or ten thousand', async () => {
		const retireAll = (revision: number) => () =>
			store.retire(['a', 'b'], revisionOf(revision), revisionOf(revision - 1));
		await retireAll(2)();
		const few = await commands(retireAll(3));
		await Promise.all(
			Array.from({ length: 10_000 }, (_, index) => store.put(entryOf(`k${index}`, 3, ['a']))),
		);
		expect(await commands(retireAll(4))).toEqual(few);
		expect((await store.get('k7', revisionOf(4)))?.key).toBeUndefined();
	});

	it('never lists or flushes', async () => {
		const used = await commands(async () => {
			await store.put(entryOf('k', 1, ['a']));
			await store.get('k', revisionOf(1));
			await store.retire(['a'], revisionOf(2), revisionOf(1));
			await store.clear(revisionOf(3));
		});
		for (const name of ['keys', 'scan', 'flushdb', 'flushall', 'hgetall', 'smembers'])
			expect(used).not.toHaveProperty(name);
	});

	it('answers no reader who knows of a retirement that it missed', async () => {
		await store.put(entryOf('k', 1, ['a']));
		expect(await store.get('k', revisionOf(1))).not.toBeNull();
		expect(await store.get('k', revisionOf(2))).toBeNull();
		expect(await store.get('k', revisionOf(2))).toBeNull();
	});

	it('begins anew when it learns of a retirement after one that it missed', async () => {
		await store.put(entryOf('k', 1, ['a']));
		// The retirement of "a" from 1 to 2 was lost.
		await store.retire(['b'], revisionOf(3), revisionOf(2));
		expect(await store.get('k', revisionOf(3))).toBeNull();
		expect(await store.put(entryOf('k', 2, ['a']))).toBe(false);
	});

	it('serves nothing old after it lost what it knew of retirements', async () => {
		await store.put(entryOf('k', 1, ['a']));
		await store.retire(['a'], revisionOf(2), revisionOf(1));
		await namespace.redis.del(floors());
		expect(await store.get('k', revisionOf(2))).toBeNull();
		await store.put(entryOf('k', 1, ['a']));
		expect(await store.get('k', revisionOf(2))).toBeNull();
	});

	it('is used again after Redis was emptied', async () => {
		await namespace.redis.flushdb();
		await store.get('k', revisionOf(4));
		expect(await store.put(entryOf('k', 4, ['a']))).toBe(true);
		expect(await store.get('k', revisionOf(4))).not.toBeNull();
	});

	it('remembers a bounded number of retirements and forgets them safely', async () => {
		await store.put(entryOf('k', 1, ['t0']));
		for (let batch = 0; batch < 25; batch += 1) {
			const tags = Array.from({ length: 1_000 }, (_, index) => `t${batch * 1_000 + index}`);
			await store.retire(tags, revisionOf(batch + 2), revisionOf(batch + 1));
		}
		expect(await namespace.redis.hlen(floors())).toBeLessThanOrEqual(20_000);
		expect(await store.put(entryOf('k', 1, ['t0']))).toBe(false);
		expect(await store.get('k', revisionOf(26))).toBeNull();
	});

	it.each(['entry:k', 'floors'])('rejects and hurts nobody when %s holds something else', async (key) => {
		await namespace.redis.set(`{${namespace.name}}:cache:${key}`, 'garbage');
		await expect(store.get('k', revisionOf(1))).rejects.toThrow('WRONGTYPE');
		await expect(store.put(entryOf('k', 1))).rejects.toThrow('WRONGTYPE');
		expect(await namespace.redis.ping()).toBe('PONG');
	});

	it('takes an entry with unreadable fields for none or rejects', async () => {
		await store.put(entryOf('k', 1, ['a']));
		await namespace.redis.hset(`{${namespace.name}}:cache:entry:k`, 'meta', '{');
		await expect(store.get('k', revisionOf(1))).rejects.toThrow(SyntaxError);
	});
});
