import type { Knex } from 'knex';
import { csvRecord } from '../../domain/archive/csv.ts';
import { readLine } from '../../domain/archive/event-line.ts';
import { datesOf, type DateRange } from '../../domain/time/date-range.ts';
import { dailyEventStats } from '../../schema/collections/daily-event-stats.ts';
import { events } from '../../schema/collections/events.ts';
import { columnsOf, type Collection } from '../../schema/model/collection.ts';
import { comparableColumn } from '../sql/comparable-column.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { isErased } from './erased.ts';
import { linesOfDay } from './read-events.ts';
import type { OpenStorage } from '../storage/host-storage.ts';

export const exportFormats = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

type Row = Readonly<Record<string, unknown>>;

const rowsAtOnce = 500;

/** Events received on some UTC days, from archives and the table, without those of people erased since. */
export function eventPieces(
	knex: Knex,
	openStorage: OpenStorage,
	days: DateRange,
	format: ExportFormat,
): AsyncGenerator<string> {
	async function* rows(): AsyncGenerator<Row[]> {
		for (const day of datesOf(days))
			for await (const lines of linesOfDay(knex, openStorage, day)) {
				for (let from = 0; from < lines.length; from += rowsAtOnce) {
					const some = lines.slice(from, from + rowsAtOnce).map(readLine);
					const erased = await isErased(knex, some);
					yield some.filter((_, index) => !erased[index]);
				}
			}
	}
	return pieces(events, rows(), format);
}

/** Counts of events by day. */
export function dailyStatsPieces(knex: Knex, days: DateRange, format: ExportFormat): AsyncGenerator<string> {
	async function* rows(): AsyncGenerator<Row[]> {
		for (const day of datesOf(days)) {
			const found: Row[] = await knex(dailyEventStats.name)
				.where(comparableColumn(knex, 'date', 'date'), '=', day)
				.orderBy(['name', 'platform', 'app_version', 'locale']);
			yield found.map((row) => decodeRow(dailyEventStats, row));
		}
	}
	return pieces(dailyEventStats, rows(), format);
}

async function* pieces(
	of: Collection,
	portions: AsyncIterable<readonly Row[]>,
	format: ExportFormat,
): AsyncGenerator<string> {
	const names = columnsOf(of).map(([name]) => name);
	const write =
		format === 'csv'
			? (row: Row) => csvRecord(names.map((name) => row[name]))
			: (row: Row) => `${JSON.stringify(row)}\n`;
	if (format === 'csv') yield csvRecord(names);
	for await (const rows of portions) if (rows.length > 0) yield rows.map(write).join('');
}
