import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** One row: the number of the last committed change of served content. Its lock orders the writers. */
export const revisionTable = 'bebetter_revision';
/** What changed at each revision. */
export const changesTable = 'bebetter_changes';

/** Creates both tables when missing; invisible in the Studio and free of any licence's count. */
export async function ensureTables(knex: Knex): Promise<void> {
	await createTable(knex, revisionTable, (columns) => {
		columns.integer('id').primary();
		columns.string('epoch', 64).notNullable();
		columns.bigInteger('revision').notNullable();
	});
	await createTable(knex, changesTable, (columns) => {
		columns.bigIncrements('id');
		columns.bigInteger('revision').notNullable().index();
		columns.string('collection', 64).notNullable();
		columns.string('item', 64);
		columns.text('columns');
	});

	await knex(revisionTable).insert({ id: 1, epoch: newEpoch(), revision: 1 }).onConflict('id').ignore();
}

/** The name of an epoch; it sorts after `previous` even where this clock is behind the one that named that. */
export function newEpoch(previous = ''): string {
	const began = Math.max(Date.now(), Number.parseInt(previous, 10) + 1 || 0);
	return `${String(began).padStart(15, '0')}-${randomUUID()}`;
}

async function createTable(
	knex: Knex,
	name: string,
	define: (columns: Knex.CreateTableBuilder) => void,
): Promise<void> {
	if (await knex.schema.hasTable(name)) return;

	try {
		await knex.schema.createTable(name, define);
	} catch (error) {
		// Two nodes may create it at the same moment; the loser finds it there.
		if (!(await knex.schema.hasTable(name))) throw error;
	}
}
