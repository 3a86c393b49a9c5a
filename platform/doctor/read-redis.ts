import { once } from 'node:events';
import type { Redis } from 'ioredis';
import type { RedisFacts } from '../../domain/operations/doctor/redis.ts';
import { readConfig } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { configuredRedis } from '../redis/configured.ts';
import { connectRedis } from '../redis/connect.ts';
import { withinTime } from '../within-time.ts';

const longestMs = 2_000;

/** @param instances processes that answer requests */
export async function readRedisFacts(context: HostContext, instances: number): Promise<RedisFacts> {
	const { env } = context;
	return {
		settings: env,
		state: await readState(context),
		instances,
		nodeOptions: [process.env['NODE_OPTIONS'], ...process.execArgv].join(' '),
	};
}

async function readState(context: HostContext): Promise<RedisFacts['state']> {
	const options = configuredRedis(context, readConfig(context.env).config);
	if (!options) return null;
	const redis = connectRedis(options, 'the doctor');
	try {
		await withinTime(ready(redis), longestMs);
		return { answers: true, maxmemoryPolicy: await readPolicy(redis) };
	} catch {
		return { answers: false, maxmemoryPolicy: null };
	} finally {
		redis.disconnect();
	}
}

const ready = async (redis: Redis): Promise<void> => {
	if (redis.status !== 'ready') await once(redis, 'ready');
	await redis.ping();
};

/** null where the command is not allowed, as with some providers. */
async function readPolicy(redis: Redis): Promise<string | null> {
	const answer = await redis.config('GET', 'maxmemory-policy').catch(() => null);
	return Array.isArray(answer) && answer[1] !== undefined ? String(answer[1]) : null;
}
