import type { Knex } from 'knex';
import type { DaySize } from '../../domain/operations/database/growth.ts';
import type { TableSize } from './sizes.ts';
import { sizesTable } from './tables.ts';

const keptDays = 400;
const dayMs = 86_400_000;
const rowsAtOnce = 100;

/** Keeps today's sizes in place of what this day had, and forgets what is older than 400 days. */
export async function recordSizes(
	trx: Knex.Transaction,
	tables: readonly TableSize[],
	now: number,
): Promise<void> {
	const rows = tables.map(({ table, bytes, rows }) => ({ day: dayOf(now), table_name: table, bytes, rows }));
	for (let at = 0; at < rows.length; at += rowsAtOnce)
		await trx(sizesTable)
			.insert(rows.slice(at, at + rowsAtOnce))
			.onConflict(['day', 'table_name'])
			.merge();
	await trx(sizesTable)
		.where('day', '<', dayOf(now - keptDays * dayMs))
		.delete();
}

/** Of the last days, the oldest first. */
export async function readSizes(knex: Knex, now: number, days: number): Promise<DaySize[]> {
	const rows = await knex(sizesTable)
		.where('day', '>=', dayOf(now - days * dayMs))
		.orderBy('day')
		.select('day', 'table_name', 'bytes', 'rows');
	return rows.map((row) => ({
		day: row.day,
		table: row.table_name,
		bytes: Number(row.bytes),
		rows: Number(row.rows),
	}));
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
