import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { redisUrl } from '../../../host/available.ts';

/** A namespace of its own on the tests' Redis, beside which keys of somebody else are planted. */
export interface RedisNamespace {
	readonly name: string;
	/** The tests' own connection. */
	readonly redis: Redis;
	connect(): Redis;
	/** Keys of ours. */
	keys(): Promise<string[]>;
	/** The planted keys as they are now; they must be as they were. */
	foreign(): Promise<string[]>;
	readonly planted: readonly string[];
	close(): Promise<void>;
}

/** @param url another Redis than that of the tests */
export async function redisNamespace(url = redisUrl): Promise<RedisNamespace> {
	const name = `test-${randomUUID()}`;
	const connections: Redis[] = [];
	const connect = (): Redis => {
		const redis = new Redis(url);
		redis.on('error', () => undefined);
		connections.push(redis);
		return redis;
	};
	const redis = connect();

	const strings = [`${name}`, `${name}:cache:floors`, `{${name}`, `other{${name}}:cache:floors`];
	for (const key of strings) await redis.set(key, key);
	await redis.hset(`${name}x:cache`, 't:a', '1');
	const foreign = async (): Promise<string[]> => [
		...(await redis.mget(strings)).map(String),
		JSON.stringify(await redis.hgetall(`${name}x:cache`)),
	];
	const keys = async (): Promise<string[]> => {
		const found = new Set<string>();
		for await (const page of redis.scanStream({ match: `{${name}}*`, count: 1_000 }))
			for (const key of page as string[]) found.add(key);
		return [...found];
	};

	return {
		name,
		redis,
		connect,
		keys,
		foreign,
		planted: await foreign(),
		close: async () => {
			const ours = await keys();
			for (let at = 0; at < ours.length; at += 1_000) await redis.unlink(...ours.slice(at, at + 1_000));
			await redis.unlink(...strings, `${name}x:cache`);
			for (const connection of connections) connection.disconnect();
		},
	};
}
