import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import { isSqlite } from '../sql/database-kind.ts';

const gibibyte = 1024 ** 3;

/**
 * Bytes that the database may still grow by: on SQLite what is free on the file's disk; elsewhere the disk is another
 * machine's, whose size the configuration gives. null when nobody knows.
 */
export async function freeSpace(knex: Knex, config: Config, usedBytes: number): Promise<number | null> {
	if (!isSqlite(knex)) {
		const size = config.BEBETTER_DATABASE_DISK_GB;
		return size === undefined ? null : Math.max(0, size * gibibyte - usedBytes);
	}
	const file = await sqliteFile(knex);
	if (file === null) return null;
	const { bavail, bsize } = await statfs(dirname(file));
	return bavail * bsize;
}

/** null for a database in memory. */
async function sqliteFile(knex: Knex): Promise<string | null> {
	const databases: { name: string; file: string }[] = await knex.raw('pragma database_list');
	return databases.find(({ name }) => name === 'main')?.file || null;
}
