import { Redis } from 'ioredis';
import { redisUrl } from '../../host/available.ts';
import { onCleanUp } from './clean-up.ts';

/** A connection that is closed when the measure is over. */
export function redisConnection(): Redis {
	const redis = new Redis(redisUrl);
	onCleanUp(async () => redis.disconnect());
	return redis;
}

/** Deletes the keys of this run by name. @param namespace how they begin; must name this run */
export async function deleteNamespace(namespace: string): Promise<number> {
	if (!namespace.includes(String(process.pid))) throw new Error(`"${namespace}" may belong to others`);
	const redis = new Redis(redisUrl);
	let deleted = 0;
	try {
		for await (const keys of redis.scanStream({ match: `${namespace}*`, count: 1000 }) as AsyncIterable<
			string[]
		>)
			if (keys.length > 0) deleted += await redis.unlink(...keys);
	} finally {
		redis.disconnect();
	}
	return deleted;
}
