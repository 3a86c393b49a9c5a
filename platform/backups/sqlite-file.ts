import type { Knex } from 'knex';

interface RawConnection {
	all(sql: string, values: readonly unknown[], done: (error: Error | null, rows: unknown[]) => void): void;
	close(done: (error: Error | null) => void): void;
}

interface RawDriver {
	readonly OPEN_READONLY: number;
	readonly OPEN_READWRITE: number;
	Database: new (file: string, mode: number, done: (error: Error | null) => void) => RawConnection;
}

interface Client {
	readonly driver: RawDriver;
	readonly config: { readonly connection?: { readonly filename?: string } };
}

/** A connection to a SQLite file past the pool, which has one connection that requests need. */
export interface SqliteFile {
	all<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
	close(): Promise<void>;
}

/** The file of a database that Directus has open. */
export function fileOf(knex: Knex): string {
	const file = (knex.client as Client).config.connection?.filename;
	if (!file || file === ':memory:') throw new Error('A SQLite database in memory cannot be backed up.');
	return file;
}

/** Opens a file with the driver that Directus has. */
export async function openSqlite(
	knex: Knex,
	file: string,
	{ writable = false }: { readonly writable?: boolean } = {},
): Promise<SqliteFile> {
	const { driver } = knex.client as Client;
	const mode = writable ? driver.OPEN_READWRITE : driver.OPEN_READONLY;
	const connection = await new Promise<RawConnection>((resolve, reject) => {
		const opened: RawConnection = new driver.Database(file, mode, (error) =>
			error ? reject(error) : resolve(opened),
		);
	});
	return {
		all: <Row>(sql: string, values: readonly unknown[] = []) =>
			new Promise<Row[]>((resolve, reject) =>
				connection.all(sql, values, (error, rows) => (error ? reject(error) : resolve(rows as Row[]))),
			),
		close: () =>
			new Promise<void>((resolve, reject) =>
				connection.close((error) => (error ? reject(error) : resolve())),
			),
	};
}
