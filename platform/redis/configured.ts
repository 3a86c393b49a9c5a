import type { Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import type { RedisOptions } from './connect.ts';
import { directusRedisUrl } from './directus-url.ts';

/** The Redis that instances share; null when there is none. */
export function configuredRedis({ logger, env }: HostContext, config: Config): RedisOptions | null {
	const url = config.BEBETTER_REDIS_URL ?? directusRedisUrl(env);
	return url ? { url, namespace: config.BEBETTER_NAMESPACE, logger } : null;
}
