import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { sqliteColumns, sqliteShape, type Column, type TableShape } from './columns.ts';
import { fromSqlite, identifier, sqliteSelect, type Row, type Value } from './row-form.ts';
import { rowsAtOnce, type Snapshot, type SnapshotOptions } from './snapshot.ts';
import { fileOf, openSqlite, type SqliteFile } from './sqlite-file.ts';
import { tellFullDisk } from './storage-problem.ts';

/** How the names of copies begin: what a killed process left is found by it. */
export const copyPrefix = 'bebetter-snapshot-';
const waitMs = 60_000;

export async function withSqliteSnapshot<T>(
	knex: Knex,
	{ temporaryFolder, signal }: SnapshotOptions,
	work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
	await mkdir(temporaryFolder, { recursive: true });
	const file = join(temporaryFolder, `${copyPrefix}${randomUUID()}.db`);
	try {
		await copyDatabase(knex, file);
		const copy = await openSqlite(knex, file);
		try {
			return await work({
				database: 'sqlite',
				shape: async (table) => sqliteShape(await copy.all(sqliteColumns, [table])),
				rows: (table, shape, where) => rowsOfCopy(copy, table, shape, where, signal),
				file,
			});
		} finally {
			await copy.close();
		}
	} finally {
		await rm(file, { force: true });
	}
}

async function copyDatabase(knex: Knex, file: string): Promise<void> {
	const live = await openSqlite(knex, fileOf(knex));
	try {
		await live.all(`pragma busy_timeout = ${waitMs}`);
		await live.all('vacuum into ?', [file]);
	} catch (error) {
		throw tellFullDisk(error, 'the folder of temporary files (TEMP_PATH)');
	} finally {
		await live.close();
	}
}

async function* rowsOfCopy(
	copy: SqliteFile,
	table: string,
	{ columns, primaryKey }: TableShape,
	where = 'true',
	signal: AbortSignal,
): AsyncGenerator<Row[]> {
	const keys = primaryKey.length > 0 ? primaryKey.map(identifier) : ['rowid'];
	const select = columns.map(sqliteSelect).join(', ');
	const keyNames = keys.map((_, index) => `__key_${index}`);
	const selectKeys = keys.map((key, index) => `t.${key} as ${keyNames[index]}`).join(', ');
	const order = keys.map((key) => `t.${key}`).join(', ');
	const from = `select ${select}, ${selectKeys} from ${identifier(table)} as t where (${where})`;

	for (let after: unknown[] | null = null; ;) {
		signal.throwIfAborted();
		const beyond = after ? ` and (${order}) > (${keys.map(() => '?').join(', ')})` : '';
		const found: Record<string, unknown>[] = await copy.all(
			`${from}${beyond} order by ${order} limit ${rowsAtOnce}`,
			after ?? [],
		);
		if (found.length > 0) yield found.map((row) => rowOf(columns, row));
		if (found.length < rowsAtOnce) return;
		after = keyNames.map((name) => found.at(-1)![name]);
	}
}

function rowOf(columns: readonly Column[], found: Record<string, unknown>): Row {
	const row: Record<string, Value> = {};
	for (const { name, kind } of columns) row[name] = fromSqlite(kind, found[name]);
	return row;
}
