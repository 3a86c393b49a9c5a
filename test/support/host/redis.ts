const variables = [
	'REDIS_BUS_NAMESPACE',
	'REDIS_LOCK_NAMESPACE',
	'REDIS_COUNTERS_NAMESPACE',
	'REDIS_PERMISSIONS_NAMESPACE',
	'SYNCHRONIZATION_NAMESPACE',
	'CACHE_NAMESPACE',
	'RATE_LIMITER_NAMESPACE',
	'IMPORT_EXPORT_NAMESPACE',
	'HEALTHCHECK_NAMESPACE',
	'LICENSE_NAMESPACE',
];

/** Instances of parallel tests share one Redis server; with names of their own they do not hear each other. */
export function redisNamespaces(name: string): Record<string, string> {
	const names = variables.map((variable) => [variable, `${name}:${variable.toLowerCase()}`]);
	return { ...Object.fromEntries(names), BEBETTER_NAMESPACE: name };
}
