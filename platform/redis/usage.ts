/** What a Redis server says of itself, whoever uses it; counts are since it was started. */
export interface RedisUsage {
	readonly usedBytes: number;
	/** null: as much as the machine has. */
	readonly limitBytes: number | null;
	/** What it does when that is full. */
	readonly policy: string;
	/** Keys that it threw away to have room. */
	readonly evicted: number;
	/** Keys that were asked for, and there or not. */
	readonly hits: number;
	readonly misses: number;
}

/** @param info answers of INFO with the sections `memory` and `stats` */
export function redisUsageOf(info: string): RedisUsage {
	const fields = new Map(
		Array.from(info.matchAll(/^([a-z_]+):(.*?)\r?$/gm), ([, name, value]) => [name!, value!]),
	);
	const count = (name: string): number => Number(fields.get(name) ?? 0);
	return {
		usedBytes: count('used_memory'),
		limitBytes: count('maxmemory') || null,
		policy: fields.get('maxmemory_policy') ?? 'unknown',
		evicted: count('evicted_keys'),
		hits: count('keyspace_hits'),
		misses: count('keyspace_misses'),
	};
}
