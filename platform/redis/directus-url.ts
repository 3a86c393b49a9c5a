/** The Redis that Directus itself is configured with, in its two ways; undefined when it has none. */
export function directusRedisUrl(env: Record<string, unknown>): string | undefined {
	if (env['REDIS_ENABLED'] === false) return undefined;
	if (typeof env['REDIS'] === 'string' && env['REDIS'] !== '') return env['REDIS'];
	if (!env['REDIS_HOST']) return undefined;

	const url = new URL(`redis://${String(env['REDIS_HOST'])}:${String(env['REDIS_PORT'] ?? 6379)}`);
	if (env['REDIS_USERNAME']) url.username = String(env['REDIS_USERNAME']);
	if (env['REDIS_PASSWORD']) url.password = String(env['REDIS_PASSWORD']);
	if (env['REDIS_DB']) url.pathname = `/${String(env['REDIS_DB'])}`;
	return url.href;
}
