import type { Knex } from 'knex';
import { batches } from '../../../domain/delivery/batches.ts';
import type { Change } from '../../../domain/publishing/plan-purge.ts';
import { readRevision, type Revision } from './read-changes.ts';
import { changesTable, newEpoch, revisionTable } from './tables.ts';

/** Rows of one statement; SQLite takes a limited number of values. */
const rowsAtOnce = 100;

/**
 * Records changes as if the items had been written, so that every instance turns them over.
 *
 * @returns the revision from which on they are turned over
 */
export async function recordChanges(knex: Knex, changes: readonly Change[]): Promise<Revision> {
	return knex.transaction(async (trx) => {
		// Increasing the number first takes the lock that orders all writers.
		await trx(revisionTable).increment('revision', changes.length);
		const revision = await readRevision(trx);
		const first = revision.number - changes.length + 1;
		const rows = changes.map(({ collection, item, columns }, index) => ({
			revision: first + index,
			collection,
			item,
			columns: columns && columns.join(','),
		}));
		for (const batch of batches(rows, rowsAtOnce)) await trx(changesTable).insert(batch);
		return revision;
	});
}

/** Begins a new epoch: every instance reads everything anew and forgets every answer. */
export async function beginEpoch(knex: Knex): Promise<Revision> {
	return knex.transaction(async (trx) => {
		await trx(revisionTable).increment('revision', 1);
		const { epoch } = await readRevision(trx);
		await trx(revisionTable).update({ epoch: newEpoch(epoch) });
		return readRevision(trx);
	});
}
