import knex from 'knex';
import { postgresUrl } from '../../../host/available.ts';
import { processLives } from '../../../host/file-lock.ts';

const prefix = 'bebetter_test_';

/** The address of one database on the tests' server. */
export function databaseUrl(database: string): string {
	const url = new URL(postgresUrl);
	url.pathname = `/${database}`;
	return url.href;
}

export function databaseNameOf(url: string): string {
	return new URL(url).pathname.slice(1);
}

/** The owner's process id is part of the name: that is how the leftovers of a dead run are recognised. */
export function testDatabaseName(name: string): string {
	return `${prefix}${process.pid}_${name.replaceAll('-', '_')}`.slice(0, 60);
}

export async function databaseExists(database: string): Promise<boolean> {
	const rows = await administer('SELECT 1 FROM pg_database WHERE datname = ?', [database]);
	return rows.length === 1;
}

export async function createDatabase(database: string, template?: string): Promise<void> {
	await administer(`CREATE DATABASE "${database}"${template ? ` TEMPLATE "${template}"` : ''}`);
}

export async function dropDatabase(database: string): Promise<void> {
	await administer(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
}

export async function renameDatabase(from: string, to: string): Promise<void> {
	await administer(`ALTER DATABASE "${from}" RENAME TO "${to}"`);
}

/** Drops the databases of test runs that were killed before they could do it. */
export async function dropLeftovers(): Promise<void> {
	const sql = 'SELECT datname FROM pg_database WHERE datname LIKE ?';
	for (const { datname } of await administer<{ datname: string }>(sql, [`${prefix}%`])) {
		const owner = Number(datname.slice(prefix.length).split('_')[0]);
		if (owner && !processLives(owner)) await dropDatabase(datname);
	}
}

async function administer<T>(sql: string, values: string[] = []): Promise<T[]> {
	const server = knex({ client: 'pg', connection: postgresUrl, pool: { min: 0, max: 1 } });
	try {
		return (await server.raw(sql, values)).rows;
	} finally {
		await server.destroy();
	}
}
