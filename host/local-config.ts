import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';

/** What is made once for an instance on this machine and kept, so that a second start is the same instance. */
export interface LocalSecrets {
	SECRET: string;
	ADMIN_EMAIL: string;
	ADMIN_PASSWORD: string;
	ADMIN_TOKEN: string;
	BEBETTER_HASH_KEYS: string;
}

type Environment = Record<string, string | undefined>;

/** Fresh secrets. A value from the environment becomes the stored one: it is what the administrator is created with. */
export function makeSecrets(environment: Environment): LocalSecrets {
	return {
		SECRET: environment['SECRET'] || randomBytes(32).toString('hex'),
		ADMIN_EMAIL: environment['ADMIN_EMAIL'] || 'admin@example.com',
		ADMIN_PASSWORD: environment['ADMIN_PASSWORD'] || randomBytes(12).toString('base64url'),
		ADMIN_TOKEN: environment['ADMIN_TOKEN'] || randomBytes(24).toString('base64url'),
		BEBETTER_HASH_KEYS: environment['BEBETTER_HASH_KEYS'] || `k1:${randomBytes(32).toString('base64url')}`,
	};
}

/**
 * The environment of an instance on this machine: SQLite, no Redis, nothing to prepare. Whatever the caller's
 * environment names wins, except for what makes the instance ours: its extensions, and that they must load.
 */
export function localConfig(
	environment: Environment,
	secrets: LocalSecrets,
	folder: string,
): Record<string, string> {
	const given = splitRedisAddress(withoutNpm(environment));
	assertDatabaseIsNamed(given);
	const port = given['PORT'] || '8055';
	return {
		...secrets,
		...databaseDefaults(given, folder),
		PORT: port,
		HOST: '0.0.0.0',
		PUBLIC_URL: `http://localhost:${port}`,
		IP_TRUST_PROXY: 'false',
		NODE_ENV: 'production',
		LOG_LEVEL: 'info',
		STORAGE_LOCATIONS: 'local',
		STORAGE_LOCAL_ROOT: join(folder, 'uploads'),
		TEMP_PATH: join(folder, 'temp'),
		// Three to five times faster on every route, measured; without it Directus clones its schema per request.
		CACHE_SCHEMA_FREEZE_ENABLED: 'true',
		CACHE_ENABLED: 'false',
		RATE_LIMITER_ENABLED: 'false',
		// An import whose form ends late would hold its transaction for an hour, and SQLite with it.
		IMPORT_TIMEOUT: '60s',
		WEBSOCKETS_ENABLED: 'false',
		TELEMETRY: 'false',
		BEBETTER_SEED_ON_START: 'true',
		BEBETTER_SEED_PEOPLE: 'true',
		// Nobody who tries it out should meet questions about owner, licence and usage first.
		BEBETTER_PROJECT_DEFAULTS: 'true',
		PROJECT_OWNER_ENABLED: 'false',
		...redisSafety(given),
		...given,
		...(usesRedis(given) && { NODE_OPTIONS: nodeOptions(given) }),
		EXTENSIONS_PATH: join(folder, 'extensions'),
		EXTENSIONS_MUST_LOAD: 'true',
		CONFIG_PATH: join(folder, 'no-config-file'),
	};
}

/**
 * Directus ends itself about ten seconds after Redis goes away. With these settings it stays up, answers, and recovers.
 */
export function redisSafety(given: Environment): Record<string, string> {
	if (!usesRedis(given)) return {};
	return {
		REDIS_MAX_RETRIES_PER_REQUEST: '1',
		SYNCHRONIZATION_STORE: 'redis',
		RATE_LIMITER_STORE: 'memory',
		NODE_OPTIONS: nodeOptions(given),
	};
}

/**
 * Directus reads no other `REDIS_*` beside an address in `REDIS`, so it would wait twenty retries for a Redis that
 * is away. In parts it reads them all.
 */
export function splitRedisAddress(given: Record<string, string>): Record<string, string> {
	const { REDIS: address, ...others } = given;
	if (!address) return given;
	const { protocol, hostname, port, username, password, pathname } = new URL(address);
	return {
		REDIS_HOST: hostname,
		REDIS_PORT: port || '6379',
		...(username && { REDIS_USERNAME: decodeURIComponent(username) }),
		...(password && { REDIS_PASSWORD: decodeURIComponent(password) }),
		...(pathname.length > 1 && { REDIS_DB: pathname.slice(1) }),
		...(protocol === 'rediss:' && { REDIS_TLS: 'true' }),
		...others,
	};
}

function usesRedis(given: Environment): boolean {
	return Boolean(given['REDIS'] || given['REDIS_HOST']) && given['REDIS_ENABLED'] !== 'false';
}

function nodeOptions(given: Environment): string {
	const existing = given['NODE_OPTIONS'] ?? '';
	if (existing.includes('--unhandled-rejections')) return existing;
	return `${existing} --unhandled-rejections=warn`.trim();
}

function databaseDefaults(given: Environment, folder: string): Record<string, string> {
	const client = given['DB_CLIENT'] || 'sqlite3';
	return client === 'sqlite3' ? { DB_CLIENT: client, DB_FILENAME: join(folder, 'data.db') } : {};
}

function assertDatabaseIsNamed(given: Environment): void {
	const hint = ['DB_CONNECTION_STRING', 'DB_HOST', 'DB_DATABASE'].find((name) => given[name]);
	if (!hint || given['DB_CLIENT']) return;
	throw new PlainError(`${hint} is set but DB_CLIENT is not: add DB_CLIENT=pg (or mysql), or unset ${hint}.`);
}

/** What npm adds for its scripts means nothing to Directus; an empty value means "not set" everywhere in our files. */
function withoutNpm(environment: Environment): Record<string, string> {
	const entries = Object.entries(environment).filter(([name, value]) => value && !name.startsWith('npm_'));
	return Object.fromEntries(entries) as Record<string, string>;
}
