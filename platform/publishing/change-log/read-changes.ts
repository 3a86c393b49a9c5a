import type { Knex } from 'knex';
import type { Change } from '../../../domain/publishing/plan-purge.ts';
import { changesTable, revisionTable } from './tables.ts';

/** A point in the history of served content; a later epoch is newer whatever the numbers say. */
export interface Revision {
	/** Begins anew when an administrator purges everything, as after restoring a backup. */
	readonly epoch: string;
	readonly number: number;
}

export async function readRevision(knex: Knex): Promise<Revision> {
	const row: { epoch: string; revision: string | number } | undefined = await knex(revisionTable).first();
	if (!row) throw new Error(`The table ${revisionTable} is empty; run "directus bebetter provision"`);
	return { epoch: row.epoch, number: Number(row.revision) };
}

/** With more changes than this at once it is cheaper to read everything again. */
const mostChanges = 5_000;

/** Changes after one revision up to another; null when there are too many or the log does not reach back that far. */
export async function readChanges(knex: Knex, after: number, upTo: number): Promise<Change[] | null> {
	if (upTo - after > mostChanges) return null;
	const rows: {
		revision: string | number;
		collection: string;
		item: string | null;
		columns: string | null;
	}[] = await knex(changesTable)
		.where('revision', '>', after)
		.andWhere('revision', '<=', upTo)
		.orderBy('revision');
	if (rows.length < upTo - after) return null;
	return rows.map(({ collection, item, columns }) => ({
		collection,
		item,
		columns: columns === null ? null : columns.split(',').filter(Boolean),
	}));
}

/** Keeps the log short; an instance that was away longer reloads everything. */
export async function pruneChanges(knex: Knex, keep: number): Promise<void> {
	const { number } = await readRevision(knex);
	await knex(changesTable)
		.where('revision', '<=', number - keep)
		.delete();
}

/** Records that anything may have changed unnoticed, in one collection or in all. */
export async function recordUnknownChange(knex: Knex, collections: readonly string[]): Promise<void> {
	await knex.transaction(async (trx) => {
		for (const collection of collections) {
			await trx(revisionTable).increment('revision', 1);
			const { number } = await readRevision(trx);
			await trx(changesTable).insert({ revision: number, collection, item: null, columns: null });
		}
	});
}
