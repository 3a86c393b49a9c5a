import type { Knex } from 'knex';
import { isSqlite } from './database-kind.ts';

/**
 * What our work needs of SQLite's connections, for each one anew:
 *
 * - to wait for the lock on the file instead of answering SQLITE_BUSY: a command and the running instance write to the
 *   same one, and the driver's own second is too short beside a seeding command;
 * - to rename tables without a look at triggers elsewhere. A column is altered by making the table anew under another
 *   name, and our triggers on foods look into recipe_ingredients, which is not there for that moment.
 */
const settings = ['PRAGMA busy_timeout = 15000', 'PRAGMA legacy_alter_table = ON'];

interface SqliteConnection {
	run(sql: string, done: (error: Error | null) => void): void;
}

interface Client {
	acquireRawConnection(): Promise<SqliteConnection>;
}

/** Holds for the connection that the pool has and for every one it opens later. Does nothing to other databases. */
export async function prepareSqlite(knex: Knex): Promise<void> {
	if (!isSqlite(knex)) return;
	const client = knex.client as Client;
	const open = client.acquireRawConnection.bind(client);
	client.acquireRawConnection = async () => {
		const connection = await open();
		for (const setting of settings) await set(connection, setting);
		return connection;
	};
	for (const setting of settings) await knex.raw(setting);
}

function set(connection: SqliteConnection, setting: string): Promise<void> {
	return new Promise((resolve, reject) =>
		connection.run(setting, (error) => (error ? reject(error) : resolve())),
	);
}
