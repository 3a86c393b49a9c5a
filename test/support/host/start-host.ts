import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { redisUrl } from '../../../host/available.ts';
import { type RunningDirectus, runDirectus, startDirectus } from '../../../host/directus-process.ts';
import { ensureDirectus } from '../../../host/install-directus.ts';
import { redisSafety } from '../../../host/local-config.ts';
import { packBundle } from '../../../host/pack-bundle.ts';
import { workFolder } from '../../../host/paths.ts';
import { freePort } from '../../../host/ports.ts';
import { connectTo } from './connect.ts';
import { dropDatabase, dropLeftovers, testDatabaseName } from './postgres.ts';
import { copyProvisionedTemplate } from './provisioned-template.ts';
import { redisNamespaces } from './redis.ts';
import { copyTemplate, ensureTemplate } from './template.ts';
import type { Host, HostOptions } from './types.ts';

let started = 0;
let leftovers: Promise<void> | undefined;

/** Starts a real Directus with the packed bundle. Throws with the tail of its log when it does not come up. */
export async function startHost(options: HostOptions): Promise<Host> {
	const shared = options.shareDatabaseWith;
	const kind = { major: options.major, database: options.database };
	const name = `${options.name ?? 'host'}-${process.pid}-${++started}`;
	const folder = join(workFolder, 'test', name);
	mkdirSync(join(folder, 'uploads'), { recursive: true });

	await ensureDirectus(kind.major);
	const extensions = await packBundle();
	const database = testDatabaseName(name);
	const base = shared ? sharedEnvironment(shared) : await freshEnvironment(options, folder, database);
	const port = await freePort();
	let env: Record<string, string> = {
		...base,
		...(!shared && { EXTENSIONS_PATH: extensions }),
		PORT: String(port),
		PUBLIC_URL: `http://127.0.0.1:${port}`,
		TEMP_PATH: join(folder, 'temp'),
		CONFIG_PATH: join(folder, 'no-config-file'),
		...options.env,
	};

	const knex = connectTo(kind.major, env);
	const lines: string[] = [];
	let directus: RunningDirectus | undefined;
	const logs = () => lines.join('\n');
	const start = async () => {
		const onLog = (line: string) => void lines.push(line);
		try {
			directus = await startDirectus({ major: kind.major, cwd: folder, env, onLog });
		} catch (error) {
			throw new Error(`${name} did not start: ${(error as Error).message}\n${tail(lines)}`, { cause: error });
		}
	};
	const host: Host = {
		...kind,
		url: `http://127.0.0.1:${port}`,
		adminEmail: env['ADMIN_EMAIL'] ?? '',
		adminPassword: env['ADMIN_PASSWORD'] ?? '',
		adminToken: env['ADMIN_TOKEN'] ?? '',
		get env() {
			return env;
		},
		get pid() {
			return directus?.pid ?? 0;
		},
		folder,
		knex,
		fetch: (path, init) => fetch(new URL(path, host.url), init),
		admin: (method, path, body) => requestAsAdmin(host, method, path, body),
		logs,
		cli: (args) => runDirectus({ major: kind.major, cwd: folder, env }, args),
		start,
		restart: async (changes = {}) => {
			await directus?.stop();
			env = { ...env, ...changes };
			await start();
		},
		kill: async (signal = 'SIGKILL') => {
			directus?.kill(signal);
			if (signal === 'SIGKILL' || signal === 'SIGTERM') await directus?.exited;
		},
		stop: async () => {
			await directus?.stop(5000);
			await knex.destroy();
			if (!shared && kind.database === 'postgres') await dropDatabase(database);
			if (!process.env['BEBETTER_TEST_KEEP']) rmSync(folder, { recursive: true, force: true });
		},
	};
	try {
		await start();
	} catch (error) {
		await host.stop();
		throw error;
	}
	return host;
}

async function freshEnvironment(
	options: HostOptions,
	folder: string,
	database: string,
): Promise<Record<string, string>> {
	if (options.database === 'postgres') await (leftovers ??= dropLeftovers());
	const credentials = await ensureTemplate(options);
	const redis = options.redis ? { REDIS: redisUrl, ...redisNamespaces(database) } : {};
	return {
		...inherited(),
		...credentials,
		...(await freshDatabase(options, folder, database)),
		...redis,
		...redisSafety(redis),
		SECRET: randomBytes(32).toString('hex'),
		BEBETTER_HASH_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
		HOST: '127.0.0.1',
		NODE_ENV: 'production',
		LOG_LEVEL: 'info',
		STORAGE_LOCATIONS: 'local',
		STORAGE_LOCAL_ROOT: join(folder, 'uploads'),
		EXTENSIONS_MUST_LOAD: 'true',
		CACHE_SCHEMA_FREEZE_ENABLED: 'true',
		CACHE_ENABLED: 'false',
		RATE_LIMITER_ENABLED: 'false',
		// A busy machine is no reason for Directus to answer a test with 503.
		PRESSURE_LIMITER_ENABLED: 'false',
		WEBSOCKETS_ENABLED: 'false',
		SERVE_APP: String(options.studio === true),
		TELEMETRY: 'false',
		// Directus 12 asks every administrator who logs in for the project's owner, in a dialog over each page.
		PROJECT_OWNER_ENABLED: 'false',
		IP_TRUST_PROXY: 'false',
		// Everybody in a test has the same address.
		BEBETTER_OPS_REFUSALS_PER_MINUTE: '0',
		BEBETTER_OPS_REQUESTS_PER_MINUTE: '0',
		BEBETTER_SEED_ON_START: String(options.provisioned === 'seeded'),
	};
}

async function freshDatabase(
	options: HostOptions,
	folder: string,
	name: string,
): Promise<Record<string, string>> {
	const { major, database, provisioned } = options;
	if (!provisioned) return copyTemplate(options, folder, name);
	const env = { BEBETTER_SEED_ON_START: String(provisioned === 'seeded') };
	const make = () => startHost({ major, database, name: 'template', env });
	return copyProvisionedTemplate(options, provisioned, { folder, name }, make);
}

/** Same database, Redis, secrets and uploads; the port and the temporary folder are its own. */
function sharedEnvironment(host: Host): Record<string, string> {
	return { ...host.env };
}

/** Only what a process needs to run: a developer's DB_* or LOG_* must not change what a test means. */
function inherited(): Record<string, string> {
	const names = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ'];
	const present = names.filter((name) => process.env[name] !== undefined);
	return Object.fromEntries(present.map((name) => [name, process.env[name] as string]));
}

/**
 * Directus gives a transaction up after 0.7 s when another process is writing to the same SQLite file: nothing of it
 * was done, and whoever works beside a second instance or a command tries again.
 */
const givenUp = /"Transaction failed after \d+ attempts"/;
const mostTries = 10;

async function requestAsAdmin<T>(host: Host, method: string, path: string, body: unknown): Promise<T> {
	for (let tries = 1; ; tries += 1) {
		const response = await host.fetch(path, {
			method,
			headers: { authorization: `Bearer ${host.adminToken}`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (response.ok) return (text ? JSON.parse(text).data : undefined) as T;
		if (host.database === 'postgres' || tries === mostTries || !givenUp.test(text))
			throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
	}
}

function tail(lines: string[]): string {
	return lines.slice(-30).join('\n');
}
