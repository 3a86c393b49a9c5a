import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { CountedEvents } from '../../domain/operations/security/event-counts.ts';
import { accessChangesTable, secretsTable, securityEventsTable } from './tables.ts';

/** Well below the number of parameters that any database takes in one statement. */
const rowsAtOnce = 100;

/** Adds counts to those that other instances and earlier calls have stored for the same minute. */
export async function storeEvents(knex: Knex, events: readonly CountedEvents[]): Promise<void> {
	const rows = events.map((event) => ({ id: idOf(event), ...event }));
	await knex.transaction(async (trx) => {
		for (let from = 0; from < rows.length; from += rowsAtOnce)
			await trx(securityEventsTable)
				.insert(rows.slice(from, from + rowsAtOnce))
				.onConflict('id')
				.merge({ count: trx.raw('?? + excluded.??', [`${securityEventsTable}.count`, 'count']) });
	});
}

const idOf = ({ at, kind, source, account, reason }: CountedEvents): string =>
	createHash('sha256')
		.update(JSON.stringify([at, kind, source, account, reason]))
		.digest('hex');

const dayMs = 86_400_000;
const daysKept = 90;
/** A secret that nobody has seen for so long is not in use any more. */
const secretsKeptDays = 30;

/**
 * Deletes what is older than 90 days, and what is known of secrets that are gone.
 *
 * @param now ms since 1970
 * @param most rows of each table
 * @returns how many rows went
 */
export async function pruneSecurityRows(knex: Knex, now: number, most: number): Promise<number> {
	let deleted = 0;
	for (const table of [securityEventsTable, accessChangesTable]) {
		const old = knex(table)
			.where('at', '<', now - daysKept * dayMs)
			.limit(most)
			.select('id');
		deleted += await knex(table).whereIn('id', old).delete();
	}
	await knex(secretsTable)
		.where('last_seen', '<', now - secretsKeptDays * dayMs)
		.delete();
	return deleted;
}
