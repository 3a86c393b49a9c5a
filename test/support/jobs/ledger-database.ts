import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { missingPostgres } from '../../../host/available.ts';
import { directusFolder } from '../../../host/paths.ts';
import { jobRuns } from '../../../schema/collections/job-runs.ts';
import { columnsOf } from '../../../schema/model/collection.ts';
import type { Field } from '../../../schema/model/field.ts';
import { connectTo } from '../host/connect.ts';
import { createDatabase, databaseUrl, dropDatabase, testDatabaseName } from '../host/postgres.ts';
import type { Database } from '../host/types.ts';

/** A database with an empty ledger, as provisioning makes it, and without Directus. */
export interface LedgerDatabase {
	readonly knex: Knex;
	/** A connection of its own, as another process has it. */
	connect(): Knex;
	/** What `knex` connects to: a connection string, or a file. */
	readonly address: string;
	close(): Promise<void>;
}

const withoutDirectus = existsSync(join(directusFolder(12), 'node_modules/sqlite3'))
	? null
	: 'SQLite comes with Directus 12, which is not installed; run "npm start" or "npm test host" once';

/** Both databases, with the reason why one cannot be used here. */
export const databases: readonly { database: Database; missing: string | null }[] = [
	{ database: 'sqlite', missing: withoutDirectus },
	{ database: 'postgres', missing: await missingPostgres() },
];

let opened = 0;

export async function openLedger(database: Database): Promise<LedgerDatabase> {
	const made = database === 'sqlite' ? sqliteFile() : await postgresDatabase();
	const connections: Knex[] = [];
	const connect = (): Knex => {
		const connection = made.connect();
		connections.push(connection);
		return connection;
	};
	const first = connect();
	await createLedger(first);
	return {
		knex: first,
		connect,
		address: made.address,
		close: async () => {
			for (const connection of connections) await connection.destroy();
			await made.remove();
		},
	};
}

interface Made {
	readonly address: string;
	connect(): Knex;
	remove(): Promise<void> | void;
}

function sqliteFile(): Made {
	const folder = mkdtempSync(join(tmpdir(), 'bebetter-jobs-'));
	const address = join(folder, 'data.db');
	return {
		address,
		connect: () => connectTo(12, { DB_CLIENT: 'sqlite3', DB_FILENAME: address }),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

async function postgresDatabase(): Promise<Made> {
	const name = testDatabaseName(`jobs-${++opened}`);
	await createDatabase(name);
	const address = databaseUrl(name);
	return {
		address,
		connect: () => knex({ client: 'pg', connection: address, pool: { min: 0, max: 6 } }),
		remove: () => dropDatabase(name),
	};
}

async function createLedger(connection: Knex): Promise<void> {
	await connection.schema.createTable(jobRuns.name, (columns) => {
		for (const [name, field] of columnsOf(jobRuns)) createColumn(columns, name, field);
		for (const { columns: names, unique } of jobRuns.indexes)
			if (unique) columns.unique([...names]);
			else columns.index([...names]);
	});
}

function createColumn(columns: Knex.CreateTableBuilder, name: string, field: Field): void {
	const column = columns.specificType(name, typeOf(field));
	if (field.primaryKey) column.primary();
	if (!field.nullable) column.notNullable();
}

/** The same words mean what Directus makes of the type, in both databases. */
function typeOf({ type, maxLength }: Field): string {
	if (type === 'string') return `varchar(${maxLength})`;
	if (type === 'bigInteger') return 'bigint';
	return type === 'timestamp' ? 'timestamp with time zone' : type;
}
