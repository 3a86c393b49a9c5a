import type { Knex } from 'knex';
import { z } from 'zod';
import { archivedBefore, startOfDay, utcDay } from '../../../domain/archive/days.ts';
import type { DailyStats } from '../../../domain/archive/daily-stats.ts';
import { idOfLine } from '../../../domain/archive/event-line.ts';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { addDays, isCivilDate, type CivilDate } from '../../../domain/time/civil-date.ts';
import { firstUncleared, readArchive } from '../../archive/archives.ts';
import { firstReceived, receivedWithin } from '../../archive/event-rows.ts';
import { checkArchive } from '../../archive/read-object.ts';
import { clearEvents, nextPart, recordArchive } from '../../archive/record-archive.ts';
import { countArchivedDay, dueRollUps, rollUp } from '../../archive/roll-up.ts';
import type { OpenStorage } from '../../storage/host-storage.ts';
import { tidyUp } from '../../archive/tidy-up.ts';
import { writePart, type WrittenPart } from '../../archive/write-part.ts';
import { defineJob, FinalError, type Job, type JsonObject, type StepInput } from '../job.ts';

export const archiveEventsJob = 'archive-events';

/** Events of one archive: some ten megabytes before they are compressed. */
const rowsOfPart = 50_000;
const deletedAtOnce = 5_000;

const payload = z.strictObject({
	before: z
		.string()
		.refine(isCivilDate, 'must be a day such as 2026-05-31')
		.optional()
		.describe('Events received before this UTC day; by default those older than BEBETTER_EVENTS_KEEP_DAYS'),
});
type Payload = z.infer<typeof payload>;

export interface ArchiveOptions {
	readonly openStorage: OpenStorage;
	/** Full days that events stay in the table. */
	readonly keepDays: number;
	/** ms since 1970. */
	readonly now?: () => number;
	readonly rowsOfPart?: number;
	readonly deletedAtOnce?: number;
}

interface Counts {
	readonly archived_events: number;
	readonly archives: number;
	readonly rolled_up_days: number;
}

type Place =
	/** Counts the days from `day` to `to`; then archives `to` when it is due. */
	| { readonly phase: 'roll-up'; readonly day: CivilDate; readonly to: CivilDate; readonly isDue: boolean }
	/** Looks what there is to archive. */
	| { readonly phase: 'look' }
	/** Writes the next part of a day. */
	| { readonly phase: 'write'; readonly day: CivilDate }
	/** Deletes what is in an archive from the table; the first `cleared` of it are done. */
	| { readonly phase: 'clear'; readonly archive: string; readonly day: CivilDate; readonly cleared: number }
	| { readonly phase: 'tidy-up' };

interface Cursor extends JsonObject {
	readonly before: CivilDate;
	readonly place: Place;
	readonly counts: Counts;
}

/** What is read from the storage or written to it before a step. */
type Prepared =
	| { readonly stats: readonly DailyStats[] | null }
	| { readonly part: WrittenPart | null }
	| { readonly ids: readonly string[] }
	| { readonly leftovers: number };

type Input = StepInput<Payload, Cursor>;

const nothing: Counts = { archived_events: 0, archives: 0, rolled_up_days: 0 };

/**
 * Moves events that are old enough from the table to archives: counts the day, writes a part of it, reads it back,
 * records it, and deletes what is in it. Between any two of these it can be killed; the next worker goes on there.
 */
export function archiveEvents(options: ArchiveOptions): Job {
	const { openStorage, keepDays, now = Date.now } = options;
	/** Of the archive that is being cleared. A worker that goes on for another reads them from the archive again. */
	let ids: { readonly archive: string; readonly all: readonly string[] } | null = null;

	async function idsOf(knex: Knex, archive: string): Promise<readonly string[]> {
		if (ids?.archive === archive) return ids.all;
		const manifest = await readArchive(knex, archive);
		if (!manifest) throw new Error(`The archive ${archive} is gone; nothing is deleted`);
		const all: string[] = [];
		await checkArchive(await openStorage(manifest.storage), manifest.object, manifest, (lines) => {
			for (const line of lines) all.push(idOfLine(line));
		});
		ids = { archive, all };
		return all;
	}

	async function prepare({
		cursor,
		knex,
		signal,
	}: Input & { readonly knex: Knex }): Promise<Prepared | null> {
		switch (cursor?.place.phase) {
			case 'roll-up':
				return { stats: await countArchivedDay(knex, openStorage, cursor.place.day, signal) };
			case 'write': {
				const { day } = cursor.place;
				const part = await nextPart(knex, day);
				const mostRows = options.rowsOfPart ?? rowsOfPart;
				return { part: await writePart(knex, await openStorage(), { day, part, mostRows, signal }) };
			}
			case 'clear':
				return { ids: await idsOf(knex, cursor.place.archive) };
			case 'tidy-up':
				return { leftovers: await tidyUp(knex, await openStorage(), now(), signal) };
			default:
				return null;
		}
	}

	return defineJob<Payload, Cursor, Prepared | null>({
		name: archiveEventsJob,
		summary: 'Counts events by day, and moves old ones from the table to compressed archives in the storage',
		payload,
		slot: () => keySlot('all'),
		// Makes up the night on which the flow did not run; after one on which it did, the slot is taken.
		schedule: {
			every: 'day',
			at: { hour: 3, minute: 0 },
			timeZone: 'UTC',
			makeUp: 1,
			payload: () => ({}),
		},
		prepare,
		async step({ trx, payload: asked, cursor, prepared }) {
			if (!cursor) return begin(trx, readBefore(asked), now());
			const { before, place, counts } = cursor;
			const goOn = (next: Place, change: Partial<Counts> = {}, done = 0) => ({
				cursor: { before, place: next, counts: { ...counts, ...change } },
				done,
			});

			if (place.phase === 'look') return goOn(await nextPlace(trx, before));
			if (place.phase === 'roll-up' && prepared && 'stats' in prepared) {
				await rollUp(trx, place.day, prepared.stats);
				const rolled_up_days = counts.rolled_up_days + 1;
				return goOn(afterRollUp(place), { rolled_up_days });
			}
			if (place.phase === 'write' && prepared && 'part' in prepared) {
				const { part } = prepared;
				if (!part) return goOn({ phase: 'look' });
				const archive = await recordArchive(trx, part, new Date(now()));
				if (archive === null) return goOn({ phase: 'look' });
				ids = { archive, all: part.ids };
				return goOn(
					{ phase: 'clear', archive, day: place.day, cleared: 0 },
					{ archives: counts.archives + 1 },
				);
			}
			if (place.phase === 'clear' && prepared && 'ids' in prepared) {
				const cleared = place.cleared + (options.deletedAtOnce ?? deletedAtOnce);
				const isLast = cleared >= prepared.ids.length;
				const batch = prepared.ids.slice(place.cleared, cleared);
				const deleted = await clearEvents(trx, place.archive, batch, { isLast, now: new Date(now()) });
				const archived_events = counts.archived_events + deleted;
				const next: Place = isLast ? { phase: 'write', day: place.day } : { ...place, cleared };
				return goOn(next, { archived_events }, deleted);
			}
			const leftovers = prepared && 'leftovers' in prepared ? prepared.leftovers : 0;
			return { result: { before, ...counts, deleted_leftovers: leftovers } };
		},
	});

	function readBefore({ before }: Payload): CivilDate {
		try {
			return archivedBefore(now(), keepDays, before);
		} catch (error) {
			throw error instanceof RangeError ? new FinalError(error.message) : error;
		}
	}
}

async function begin(trx: Knex.Transaction, before: CivilDate, now: number) {
	const due = await dueRollUps(trx, now);
	const place: Place = due
		? { phase: 'roll-up', day: due.from, to: due.to, isDue: false }
		: { phase: 'look' };
	const total = await receivedWithin(trx, { from: 0, until: startOfDay(before) })
		.count({ count: '*' })
		.first();
	return { cursor: { before, place, counts: nothing }, done: 0, total: Number(total?.['count']) };
}

const afterRollUp = ({ day, to, isDue }: Place & { phase: 'roll-up' }): Place => {
	if (day < to) return { phase: 'roll-up', day: addDays(day, 1), to, isDue };
	return isDue ? { phase: 'write', day } : { phase: 'look' };
};

/** What a run before this one left comes first. */
async function nextPlace(trx: Knex.Transaction, before: CivilDate): Promise<Place> {
	const uncleared = await firstUncleared(trx);
	if (uncleared) return { phase: 'clear', archive: uncleared.id, day: uncleared.day, cleared: 0 };
	const first = await firstReceived(trx, startOfDay(before));
	if (first === null) return { phase: 'tidy-up' };
	const day = utcDay(first);
	return { phase: 'roll-up', day, to: day, isDue: true };
}
