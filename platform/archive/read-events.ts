import type { Knex } from 'knex';
import { spanOfDay } from '../../domain/archive/days.ts';
import { idOfLine } from '../../domain/archive/event-line.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { listArchives, type Archive } from './archives.ts';
import { boundsOf, readLines, type EventLine } from './event-rows.ts';
import { linesOfArchive } from './read-object.ts';
import type { OpenStorage } from '../storage/host-storage.ts';

const rowsAtOnce = 1_000;

/**
 * All events received on a UTC day, as lines in portions: those in archives and those in the table, each once, also
 * while they are being archived. Holds no connection between portions.
 *
 * @throws {DamagedArchive}
 */
export async function* linesOfDay(
	knex: Knex,
	openStorage: OpenStorage,
	day: CivilDate,
): AsyncGenerator<string[]> {
	const span = spanOfDay(day);
	const bounds = await boundsOf(knex, span);
	const known = new Set<string>();

	for (let after: string | null = null; ;) {
		// The table comes first: what leaves it before we look is in an archive that we see afterwards.
		const rows: EventLine[] = bounds ? await readLines(knex, span, { ...bounds, after }, rowsAtOnce) : [];
		const archives = await listArchives(knex, { from: day, to: day });
		const fresh = archives.filter(({ id }) => !known.has(id));

		for (const archive of fresh) yield* linesAfter(openStorage, archive, after);
		const doubled = archives.filter(({ id, cleared_at }) => cleared_at === null || !known.has(id));
		const current = rows.filter(({ id }) => !doubled.some((archive) => covers(archive, id)));
		if (current.length > 0) yield current.map(({ line }) => line);

		if (rows.length < rowsAtOnce) return;
		for (const { id } of fresh) known.add(id);
		after = rows.at(-1)!.id;
	}
}

/** What was handed out from the table before an archive came into being is not handed out again. */
async function* linesAfter(
	openStorage: OpenStorage,
	archive: Archive,
	after: string | null,
): AsyncGenerator<string[]> {
	const storage = await openStorage(archive.storage);
	for await (const lines of linesOfArchive(storage, archive.object, archive))
		yield after === null ? lines : lines.filter((line) => BigInt(idOfLine(line)) > BigInt(after));
}

const covers = ({ first_id, last_id }: Archive, id: string): boolean =>
	Number(id) >= first_id && Number(id) <= last_id;
