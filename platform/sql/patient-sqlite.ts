import type { Knex } from 'knex';
import { isSqlite } from './database-kind.ts';

/** Longest wait for another process's write, ms. The driver's own second is too short beside a seeding command. */
const busyTimeoutMs = 15_000;

interface SqliteConnection {
	run(sql: string, done: (error: Error | null) => void): void;
}

interface Client {
	acquireRawConnection(): Promise<SqliteConnection>;
}

/**
 * Has SQLite wait for the lock on its file instead of answering SQLITE_BUSY: a command and the running instance
 * write to the same one. Holds for every connection that the pool opens from now on and the one it holds. Other
 * databases queue by themselves.
 */
export async function waitForSqliteLocks(knex: Knex): Promise<void> {
	if (!isSqlite(knex)) return;
	const client = knex.client as Client;
	const open = client.acquireRawConnection.bind(client);
	client.acquireRawConnection = async () => {
		const connection = await open();
		await setBusyTimeout(connection);
		return connection;
	};
	await knex.raw(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
}

function setBusyTimeout(connection: SqliteConnection): Promise<void> {
	return new Promise((resolve, reject) =>
		connection.run(`PRAGMA busy_timeout = ${busyTimeoutMs}`, (error) => (error ? reject(error) : resolve())),
	);
}
