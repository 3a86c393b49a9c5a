import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import { isSqlite } from '../sql/database-kind.ts';
import { freeSpace } from './free-space.ts';
import { databaseBytes } from './sizes.ts';

/**
 * Writes the whole file of SQLite anew, without the space of what was deleted. Everything waits meanwhile, and it
 * takes twice the file's size on the disk.
 *
 * @returns bytes before and after
 * @throws {Error} when it is no SQLite, or the disk has too little room
 */
export async function rewriteSqlite(knex: Knex, config: Config): Promise<{ before: number; after: number }> {
	if (!isSqlite(knex)) throw new Error('--full is for SQLite; PostgreSQL reuses the space by itself.');
	const before = await databaseBytes(knex);
	const free = await freeSpace(knex, config, before);
	if (free !== null && free < 2 * before)
		throw new Error(
			`This needs ${2 * before} bytes free on the disk, twice the size of the file, and there are ${free}.`,
		);
	await knex.raw('vacuum');
	return { before, after: await databaseBytes(knex) };
}
