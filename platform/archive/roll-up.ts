import type { Knex } from 'knex';
import { daysToRollUp, spanOfDay, utcDay } from '../../domain/archive/days.ts';
import {
	DailyCounter,
	everyValue,
	statsDimensions,
	unknownValue,
	type DailyStats,
} from '../../domain/archive/daily-stats.ts';
import { readLine } from '../../domain/archive/event-line.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { DateRange } from '../../domain/time/date-range.ts';
import { dailyEventStats } from '../../schema/collections/daily-event-stats.ts';
import { comparableColumn } from '../sql/comparable-column.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { insertRows } from '../sql/insert-rows.ts';
import { listArchives } from './archives.ts';
import { firstReceived, receivedWithin } from './event-rows.ts';
import { linesOfDay } from './read-events.ts';
import type { OpenStorage } from '../storage/host-storage.ts';

const table = dailyEventStats.name;

/** The finished days whose counts are due; null when none is. */
export async function dueRollUps(knex: Knex, now: number): Promise<DateRange | null> {
	const last = await knex(table)
		.orderByRaw('? desc', [comparableColumn(knex, 'date', 'date')])
		.first();
	const lastDay = last ? (decodeRow(dailyEventStats, last)['date'] as CivilDate) : null;
	const first = lastDay === null ? await firstReceived(knex, now) : null;
	return daysToRollUp(now, lastDay, first === null ? null : utcDay(first));
}

/**
 * Counts a day of which a part is in archives already, from both: what the table still has is not the day.
 *
 * @returns null when the whole day is in the table
 */
export async function countArchivedDay(
	knex: Knex,
	openStorage: OpenStorage,
	day: CivilDate,
	signal: AbortSignal,
): Promise<readonly DailyStats[] | null> {
	if ((await listArchives(knex, { from: day, to: day })).length === 0) return null;
	const counter = new DailyCounter();
	for await (const lines of linesOfDay(knex, openStorage, day)) {
		signal.throwIfAborted();
		for (const line of lines) counter.add(readLine(line));
	}
	return counter.stats;
}

/** Writes the counts of a day, in place of those it had. */
export async function rollUp(
	trx: Knex.Transaction,
	day: CivilDate,
	counted: readonly DailyStats[] | null,
): Promise<void> {
	const stats = counted ?? (await countDay(trx, day));
	await trx(table)
		.where(comparableColumn(trx, 'date', 'date'), '=', day)
		.delete();
	await insertRows(
		trx,
		dailyEventStats,
		stats.map((row) => ({ date: day, ...row })),
	);
}

async function countDay(knex: Knex, day: CivilDate): Promise<DailyStats[]> {
	const counts = 'count(*) as events, count(distinct coalesce(user_hash, anon_id)) as users';
	const dimensions = statsDimensions.map((name) => `coalesce("${name}", '${unknownValue}')`);
	const rows: Record<string, unknown>[] = await receivedWithin(knex, spanOfDay(day))
		.select(
			...statsDimensions.map((name, index) => knex.raw(`${dimensions[index]} as ??`, [name])),
			knex.raw(counts),
		)
		.groupByRaw(dimensions.join(', '));
	const all = await receivedWithin(knex, spanOfDay(day)).select(knex.raw(counts)).first();
	const every = Object.fromEntries(statsDimensions.map((name) => [name, everyValue]));
	return (rows.length > 0 ? [...rows, { ...every, ...all }] : []).map(decodeStats);
}

const decodeStats = (row: Record<string, unknown>): DailyStats =>
	({ ...row, events: Number(row['events']), users: Number(row['users']) }) as unknown as DailyStats;
