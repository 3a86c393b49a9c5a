import type { Knex } from 'knex';
import { insertLines, rowsPerInsert } from '../restore/insert-lines.ts';
import { identifier } from '../row-form.ts';
import type { RowsPlan } from './plan-rows.ts';

export interface AppliedRows {
	readonly inserted: number;
	readonly overwritten: number;
}

/**
 * Puts the rows of a plan back as they were, owners and dates included, in one transaction. Other instances notice as
 * they notice every write.
 *
 * @throws what the database throws, such as of a reference to a row that is gone; nothing has changed then
 */
export async function applyRows(knex: Knex, { table, columns, key, rows }: RowsPlan): Promise<AppliedRows> {
	const changed = rows.filter(({ change }) => change.kind !== 'same');
	const set = columns
		.filter(({ name }) => name !== key)
		.map(({ name }) => `${identifier(name)} = excluded.${identifier(name)}`)
		.join(', ');
	await knex.transaction(async (trx) => {
		for (let from = 0; from < changed.length; from += rowsPerInsert)
			await insertLines(
				trx,
				table,
				columns,
				changed.slice(from, from + rowsPerInsert).map(({ row }) => row),
				`on conflict (${identifier(key)}) do update set ${set}`,
			);
	});
	const inserted = changed.filter(({ change }) => change.kind === 'insert').length;
	return { inserted, overwritten: changed.length - inserted };
}
