import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import type { Knex } from 'knex';
import { missingPostgres } from '../../host/available.ts';
import { ensureDirectus } from '../../host/install-directus.ts';
import { buildIndex } from '../../platform/provision/index-steps.ts';
import { columnsOf, type Collection } from '../../schema/model/collection.ts';
import type { Field } from '../../schema/model/field.ts';
import { connectTo } from './host/connect.ts';
import { createDatabase, databaseUrl, dropDatabase, testDatabaseName } from './host/postgres.ts';
import type { Database } from './host/types.ts';

/** A database without Directus that has the tables of some collections, as provisioning makes them. */
export interface ScratchDatabase {
	/** A connection of its own: what another process would hold. */
	connect(): Knex;
	/** What another process connects with, by `connectTo`. */
	readonly env: Readonly<Record<string, string>>;
	drop(): Promise<void>;
}

/** Whose drivers are used: the tests have none of their own. */
const major = 12;

/** The same tests on PostgreSQL and SQLite. */
export function describeOnDatabases(title: string, tests: (database: Database) => void): void {
	for (const database of ['sqlite', 'postgres'] as const)
		describe.skipIf(database === 'postgres' && noPostgres)(`${title} on ${database}`, () => tests(database));
}

const noPostgres = await missingPostgres();

export async function scratchDatabase(
	database: Database,
	name: string,
	collections: readonly Collection[],
): Promise<ScratchDatabase> {
	await ensureDirectus(major);
	const place = database === 'postgres' ? await postgresPlace(name) : sqlitePlace();
	const connections: Knex[] = [];
	const connect = (): Knex => {
		connections.push(connectTo(major, place.env));
		return connections.at(-1)!;
	};

	const knex = connect();
	for (const collection of collections) await createTable(knex, collection);
	return {
		connect,
		env: place.env,
		drop: async () => {
			for (const connection of connections) await connection.destroy();
			await place.remove();
		},
	};
}

interface Place {
	readonly env: Record<string, string>;
	readonly remove: () => void | Promise<void>;
}

async function postgresPlace(name: string): Promise<Place> {
	const database = testDatabaseName(name);
	await dropDatabase(database);
	await createDatabase(database);
	return {
		env: { DB_CLIENT: 'pg', DB_CONNECTION_STRING: databaseUrl(database) },
		remove: () => dropDatabase(database),
	};
}

function sqlitePlace(): Place {
	const folder = mkdtempSync(join(tmpdir(), 'bebetter-sqlite-'));
	return {
		env: { DB_CLIENT: 'sqlite3', DB_FILENAME: join(folder, 'data.db') },
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

async function createTable(knex: Knex, collection: Collection): Promise<void> {
	await knex.schema.createTable(collection.name, (table) => {
		for (const [name, field] of columnsOf(collection)) addColumn(knex, table, name, field);
	});
	for (const index of collection.indexes) await buildIndex(knex, collection.name, index);
}

/** Without references: the tables they point to are not there. */
function addColumn(knex: Knex, table: Knex.CreateTableBuilder, name: string, field: Field): void {
	const column = field.autoIncrement ? table.bigIncrements(name) : typed(table, name, field);
	if (field.primaryKey && !field.autoIncrement) column.primary();
	if (field.unique) column.unique();
	if (field.defaultValue !== undefined) column.defaultTo(knex.raw('?', [field.defaultValue as string]));
	if (field.nullable) column.nullable();
	else column.notNullable();
}

function typed(table: Knex.CreateTableBuilder, name: string, field: Field): Knex.ColumnBuilder {
	switch (field.type) {
		case 'float':
			return table.double(name);
		case 'timestamp':
			return table.timestamp(name, { useTz: true });
		case 'string':
			return table.string(name, field.maxLength);
		case 'alias':
			throw new TypeError(`${name} is no column`);
		default:
			return table[field.type](name);
	}
}
