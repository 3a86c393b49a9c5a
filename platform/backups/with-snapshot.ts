import type { Knex } from 'knex';
import { isPostgres, isSqlite } from '../sql/database-kind.ts';
import type { Snapshot, SnapshotOptions } from './snapshot.ts';
import { withPostgresSnapshot } from './snapshot-postgres.ts';
import { withSqliteSnapshot } from './snapshot-sqlite.ts';

/**
 * Reads a database at one moment. On PostgreSQL that is one transaction, which keeps nobody from writing. On SQLite
 * it is a copy, made by a connection of its own: reads go on, and writes wait for as long as the copy takes.
 */
export function withSnapshot<T>(
	knex: Knex,
	options: SnapshotOptions,
	work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
	if (isPostgres(knex)) return withPostgresSnapshot(knex, options, work);
	if (isSqlite(knex)) return withSqliteSnapshot(knex, options, work);
	throw new Error(
		'Backups of this kind of database are its own tools’ work: ours are for PostgreSQL and SQLite.',
	);
}
