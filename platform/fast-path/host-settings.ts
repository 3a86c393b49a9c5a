import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';
import { rateLimit, type RateLimit } from './rate-limit.ts';

/** What the operator configured for Directus and expects of every request. */
export interface HostSettings {
	readonly corsEnabled: boolean;
	/** Limits that a request must pass, each with the name of its client. */
	readonly limits: readonly {
		readonly limit: RateLimit;
		readonly points: number;
		readonly clientOf: (request: IncomingMessage) => string;
	}[];
	/** Whether Directus would log this path; null when it logs none. */
	readonly logs: ((path: string) => boolean) | null;
}

export function readHostSettings(env: Record<string, unknown>): HostSettings {
	const clientIp = ipReader(env);
	const limits = [];
	if (env['RATE_LIMITER_GLOBAL_ENABLED'] === true)
		limits.push(limitOf(env, 'RATE_LIMITER_GLOBAL', () => 'everybody'));
	if (env['RATE_LIMITER_ENABLED'] === true) limits.push(limitOf(env, 'RATE_LIMITER', clientIp));

	return { corsEnabled: env['CORS_ENABLED'] === true, limits, logs: accessLog(env) };
}

/** Requests are logged at level info, except for paths the operator leaves out. */
function accessLog(env: Record<string, unknown>): ((path: string) => boolean) | null {
	if (!['info', 'debug', 'trace'].includes(String(env['LOG_LEVEL'] ?? 'info'))) return null;
	const ignored = new Set<unknown>([env['LOG_HTTP_IGNORE_PATHS'] ?? []].flat());
	return (path) => !ignored.has(path);
}

function limitOf(
	env: Record<string, unknown>,
	prefix: string,
	clientOf: (request: IncomingMessage) => string,
) {
	const points = Number(env[`${prefix}_POINTS`] ?? 50);
	const windowMs = Number(env[`${prefix}_DURATION`] ?? 1) * 1000;
	return { limit: rateLimit(points, windowMs), points, clientOf };
}

/** The client's address as Directus determines it, from `IP_TRUST_PROXY` and `IP_CUSTOM_HEADER`. */
function ipReader(env: Record<string, unknown>): (request: IncomingMessage) => string {
	const trust = trustOf(env['IP_TRUST_PROXY']);
	const custom = typeof env['IP_CUSTOM_HEADER'] === 'string' ? env['IP_CUSTOM_HEADER'].toLowerCase() : null;

	return (request) => {
		const named = custom ? request.headers[custom] : undefined;
		const ip = typeof named === 'string' && isIP(named) !== 0 ? named : proxyAddr(request, trust);
		return ip?.startsWith('::ffff:') ? ip.slice(7) : (ip ?? '');
	};
}

function trustOf(setting: unknown): (address: string, hop: number) => boolean {
	if (typeof setting === 'boolean') return () => setting;
	if (typeof setting === 'number') return (_address, hop) => hop < setting;
	if (typeof setting === 'string') return proxyAddr.compile(setting.split(',').map((value) => value.trim()));
	return proxyAddr.compile((setting as string[] | undefined) ?? []);
}
