import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import knex from 'knex';

/** Where the tests' PostgreSQL is; the user must be allowed to create databases. */
export const postgresUrl =
	process.env['BEBETTER_TEST_POSTGRES'] || 'postgres://postgres@127.0.0.1:5432/postgres';

export const redisUrl = process.env['BEBETTER_TEST_REDIS'] || 'redis://127.0.0.1:6379';

/** A tool the tests can use but do not insist on: null when it is there, else one line on how to get it. */
export type Missing = string | null;

export async function missingPostgres(): Promise<Missing> {
	const missing = await missingServer(
		'PostgreSQL',
		postgresUrl,
		5432,
		'BEBETTER_TEST_POSTGRES',
		'postgresql',
	);
	return missing ?? refusedLogin();
}

/** A server that answers and lets nobody in is the usual state of a fresh installation. */
async function refusedLogin(): Promise<Missing> {
	const database = knex({ client: 'pg', connection: postgresUrl, acquireConnectionTimeout: 2000 });
	try {
		await database.raw('SELECT 1');
		return null;
	} catch (error) {
		const login = 'set BEBETTER_TEST_POSTGRES=postgres://user:password@host/postgres';
		return `PostgreSQL refuses the tests' login (${(error as Error).message}); ${login}`;
	} finally {
		await database.destroy();
	}
}

export async function missingRedis(): Promise<Missing> {
	return missingServer('Redis', redisUrl, 6379, 'BEBETTER_TEST_REDIS', 'redis');
}

export function missingBrowser(): Missing {
	if (findBrowser()) return null;
	const install = process.platform === 'darwin' ? 'brew install --cask chromium' : 'apt install chromium';
	return `Chromium was not found; install it with "${install}" or name one in BEBETTER_TEST_BROWSER`;
}

/** The browser that the browser tests drive. */
export function findBrowser(): string | undefined {
	const named = process.env['BEBETTER_TEST_BROWSER'];
	if (named) return existsSync(named) ? named : undefined;
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const applications = [
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	];
	const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...candidates, ...applications].find((file) => existsSync(file));
}

async function missingServer(
	name: string,
	url: string,
	defaultPort: number,
	variable: string,
	formula: string,
): Promise<Missing> {
	const { hostname, port } = new URL(url);
	const address = { host: hostname, port: Number(port || defaultPort) };
	if (await connects(address)) return null;
	const debian = formula === 'redis' ? 'redis-server' : formula;
	const install = process.platform === 'darwin' ? `brew install ${formula}` : `apt install ${debian}`;
	return `${name} is not reachable at ${address.host}:${address.port}; install it with "${install}" or set ${variable}`;
}

function connects(address: { host: string; port: number }): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ ...address, timeout: 1000 });
		const settle = (result: boolean) => {
			socket.destroy();
			resolve(result);
		};
		socket.once('connect', () => settle(true));
		socket.once('error', () => settle(false));
		socket.once('timeout', () => settle(false));
	});
}
