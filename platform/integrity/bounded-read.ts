import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';

/** What the driver of SQLite can do besides knex: end the statement under way. */
interface SqliteConnection {
	interrupt(): void;
}

/** For one look at a rule, ms: on SQLite everybody waits meanwhile. */
export const longestMs = (knex: Knex): number => (isPostgres(knex) ? 30_000 : 5_000);

/**
 * Runs statements that only read, in a transaction of their own, and ends them when they take longer. On SQLite
 * there is one connection, so nothing else runs.
 *
 * @param ms for each statement on PostgreSQL, for all of them on SQLite
 */
export function boundedRead<Result>(
	knex: Knex,
	ms: number,
	read: (trx: Knex.Transaction) => Promise<Result>,
): Promise<Result> {
	return knex.transaction(async (trx) => {
		if (isPostgres(knex)) {
			await trx.raw('set transaction read only');
			await trx.raw(`set local statement_timeout = ${Math.trunc(ms)}`);
			return read(trx);
		}
		const connection = (await trx.client.acquireConnection()) as SqliteConnection;
		const timer = setTimeout(() => connection.interrupt(), ms);
		try {
			return await read(trx);
		} finally {
			clearTimeout(timer);
		}
	});
}
