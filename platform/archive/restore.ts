import type { Knex } from 'knex';
import { readLine } from '../../domain/archive/event-line.ts';
import type { DateRange } from '../../domain/time/date-range.ts';
import { events } from '../../schema/collections/events.ts';
import { columnsOf } from '../../schema/model/collection.ts';
import type { ColumnType } from '../../schema/model/field.ts';
import { tombstonesTable } from '../people/people-tables.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { listArchives, type Archive } from './archives.ts';
import { isErased } from './erased.ts';
import { checkArchive, linesOfArchive } from './read-object.ts';
import { restoredEventsTable } from './restored-table.ts';
import type { OpenStorage } from '../storage/host-storage.ts';

const rowsAtOnce = 1_000;

export interface RestoreReport {
	readonly archives: number;
	/** Rows that came into the table now. */
	readonly restored: number;
	/** Rows that were there from an earlier time. */
	readonly already_there: number;
	/** Rows of people who are erased; they stay out. */
	readonly erased: number;
}

/**
 * Brings the events of some days back into a table of their own. Each archive is read to its end and found to be
 * what was written before its first row comes in. Repeating it adds nothing.
 *
 * @throws {DamagedArchive} what was restored before stays
 */
export async function restoreEvents(
	knex: Knex,
	openStorage: OpenStorage,
	days: DateRange,
	onArchive: (archive: Archive) => void = () => undefined,
): Promise<RestoreReport> {
	const archives = await listArchives(knex, days);
	const sum = { restored: 0, already_there: 0, erased: 0 };
	for (const archive of archives) {
		const storage = await openStorage(archive.storage);
		await checkArchive(storage, archive.object, archive);
		for await (const lines of linesOfArchive(storage, archive.object, archive))
			for (let from = 0; from < lines.length; from += rowsAtOnce) {
				const some = lines.slice(from, from + rowsAtOnce);
				const { restored, erased } = await restoreLines(knex, archive.id, some);
				sum.restored += restored;
				sum.erased += erased;
				sum.already_there += some.length - restored - erased;
			}
		onArchive(archive);
	}
	return { archives: archives.length, ...sum };
}

async function restoreLines(
	knex: Knex,
	archive: string,
	lines: readonly string[],
): Promise<{ readonly restored: number; readonly erased: number }> {
	return knex.transaction(async (trx) => {
		await shutErasuresOut(trx);
		const erased = await isErased(trx, lines.map(readLine));
		const kept = lines.filter((_, index) => !erased[index]);
		const restored = kept.length > 0 ? await insertLines(trx, archive, kept) : 0;
		return { restored, erased: lines.length - kept.length };
	});
}

/**
 * An erasure writes its tombstones first and deletes restored rows afterwards: so it comes before these rows, which
 * then stay out, or after them, and deletes them.
 */
async function shutErasuresOut(trx: Knex.Transaction): Promise<void> {
	if (isPostgres(trx)) await trx.raw('lock table ?? in share mode', [tombstonesTable]);
	// SQLite locks the whole file at the first write; a read before it could be outdated by then.
	else await trx(tombstonesTable).whereRaw('1 = 0').delete();
}

/** @returns how many were not there */
async function insertLines(knex: Knex, archive: string, lines: readonly string[]): Promise<number> {
	const columns = columnsOf(events);
	const names = columns.map(([name]) => name);
	const identifiers = [...names, 'archive'].map(() => '??').join(', ');
	const values = columns.map(([name, { type }]) =>
		(isPostgres(knex) ? fromPostgres : fromSqlite)(name, type),
	);
	const source = isPostgres(knex)
		? `json_to_recordset(?::json) as given (${columns.map(([name, { type }]) => `"${name}" ${givenType(type)}`).join(', ')})`
		: 'json_each(?) where true';
	const inserted = (await knex.raw(
		`insert into ?? (${identifiers}) select ${values.join(', ')}, ${isPostgres(knex) ? '?::uuid' : '?'} from ${source} on conflict do nothing returning id`,
		[restoredEventsTable, ...names, 'archive', archive, `[${lines.join(',')}]`],
	)) as { rows: unknown[] } | unknown[];
	return Array.isArray(inserted) ? inserted.length : inserted.rows.length;
}

const givenType = (type: ColumnType): string =>
	type === 'bigInteger' ? 'bigint' : type === 'integer' ? 'integer' : 'text';

/** Times may come from SQLite, as milliseconds since 1970. */
function fromPostgres(name: string, type: ColumnType): string {
	if (type === 'json') return `"${name}"::json`;
	if (type !== 'timestamp') return `"${name}"`;
	return `case when "${name}" ~ '^[-0-9]+$' then to_timestamp("${name}"::numeric / 1000) else "${name}"::timestamptz end`;
}

const fromSqlite = (name: string): string => `json_extract(value, '$."${name}"')`;
