import { Redis, type RedisOptions as ConnectionOptions } from 'ioredis';
import type { Logger } from 'pino';

export interface RedisOptions {
	readonly url: string;
	/** First part of every key and channel of ours. */
	readonly namespace: string;
	readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/** Longest wait for one command, ms. A black hole must not hold a request up. */
const commandTimeoutMs = 250;
const connectTimeoutMs = 1_000;
const longestRetryMs = 2_000;
const warnEveryMs = 60_000;

/**
 * A connection that fails at once instead of waiting: nothing is queued while Redis is away, and nobody has to
 * handle its errors. It reconnects by itself for ever.
 *
 * @param role says in the log what it is for
 * @param options for a library that waits by itself
 */
export function connectRedis(
	{ url, logger }: RedisOptions,
	role: string,
	options: ConnectionOptions = {},
): Redis {
	const redis = new Redis(url, {
		enableOfflineQueue: false,
		maxRetriesPerRequest: 1,
		commandTimeout: commandTimeoutMs,
		connectTimeout: connectTimeoutMs,
		retryStrategy: (attempt) => Math.min(attempt * 100, longestRetryMs),
		reconnectOnError: (error) => error.message.startsWith('READONLY'),
		lazyConnect: true,
		...options,
	});
	let warned = -Infinity;
	let lost = false;

	redis.on('error', (error: Error) => {
		if (performance.now() - warned < warnEveryMs) return;
		warned = performance.now();
		lost = true;
		logger.warn(`BeBetter works without Redis (${role}): ${error.message || String(error)}`);
	});
	redis.on('ready', () => {
		if (lost) logger.info(`BeBetter is connected to Redis again (${role})`);
		lost = false;
	});
	redis.connect().catch(() => undefined);
	return redis;
}
