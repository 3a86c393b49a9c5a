import type { Knex } from 'knex';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import type { Row } from '../../schema/model/collection.ts';
import { comparableColumn } from '../sql/comparable-column.ts';
import { decodeRow } from '../sql/decode-row.ts';

const table = eventArchives.name;

/** The manifest of an archive. */
export type Archive = Row<typeof eventArchives>;

const decode = (row: Record<string, unknown>): Archive => decodeRow(eventArchives, row) as Archive;

export async function readArchive(knex: Knex, id: string): Promise<Archive | null> {
	const row = await knex(table).where({ id }).first();
	return row ? decode(row) : null;
}

/** Archives of some days, both ends included, in the order of days and parts. */
export async function listArchives(
	knex: Knex,
	days: { readonly from: CivilDate; readonly to: CivilDate },
): Promise<Archive[]> {
	const rows: Record<string, unknown>[] = await knex(table)
		.where(comparableColumn(knex, 'day', 'date'), '>=', days.from)
		.where(comparableColumn(knex, 'day', 'date'), '<=', days.to);
	return rows.map(decode).sort((one, other) => one.day.localeCompare(other.day) || one.part - other.part);
}

/** One whose events may still be in the table too. */
export async function firstUncleared(knex: Knex): Promise<Archive | null> {
	const row = await knex(table).whereNull('cleared_at').orderBy('first_id').first();
	return row ? decode(row) : null;
}
