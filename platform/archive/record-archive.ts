import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { archiveFormat } from '../../domain/archive/object-name.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import { events } from '../../schema/collections/events.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { insertRows } from '../sql/insert-rows.ts';
import { firstUncleared, listArchives, readArchive } from './archives.ts';
import type { WrittenPart } from './write-part.ts';

/** The number that the next part of a day gets. */
export async function nextPart(knex: Knex, day: CivilDate): Promise<number> {
	const archives = await listArchives(knex, { from: day, to: day });
	return Math.max(0, ...archives.map(({ part }) => part)) + 1;
}

/**
 * Makes a verified part count. From here on its events are in the archive, and what the table still has of them are
 * remains.
 *
 * @returns the id of the archive; null when the part is of no use, because another run archived the same events or
 *   some of them were erased meanwhile
 */
export async function recordArchive(
	trx: Knex.Transaction,
	part: WrittenPart,
	now: Date,
): Promise<string | null> {
	// Two runs that wrote the same events must not both have theirs count.
	if (isPostgres(trx)) await trx.raw('lock table ?? in share row exclusive mode', [eventArchives.name]);
	const isOnlyOne = (await firstUncleared(trx)) === null && (await nextPart(trx, part.day)) === part.part;
	if (!isOnlyOne || (await countEvents(trx, part.ids)) < part.rows) return null;

	const id = randomUUID();
	await insertRows(trx, eventArchives, [
		{
			id,
			object: part.object,
			storage: part.storage,
			day: part.day,
			part: part.part,
			rows: part.rows,
			bytes: part.bytes,
			sha256: part.sha256,
			first_id: Number(part.ids[0]),
			last_id: Number(part.ids.at(-1)),
			min_received_at: new Date(part.firstReceived),
			max_received_at: new Date(part.lastReceived),
			schema_version: archiveFormat,
			key_ids: part.keyIds,
			verified_at: now,
			created_at: now,
		},
	]);
	return id;
}

/**
 * Deletes events that are in an archive, and no others.
 *
 * @param isLast whether the table has none of the archive's events afterwards
 * @returns how many were still there
 * @throws {Error} when there is no verified archive that they are in
 */
export async function clearEvents(
	trx: Knex.Transaction,
	archive: string,
	ids: readonly string[],
	{ isLast, now }: { readonly isLast: boolean; readonly now: Date },
): Promise<number> {
	const found = await readArchive(trx, archive);
	if (!found?.verified_at)
		throw new Error(`Nothing is deleted: the archive ${archive} is gone, or was never verified`);
	const deleted = await among(trx, ids).delete();
	if (isLast) await trx(eventArchives.name).where({ id: archive }).update({ cleared_at: now });
	return deleted;
}

async function countEvents(knex: Knex, ids: readonly string[]): Promise<number> {
	const row = await among(knex, ids).count({ count: '*' }).first();
	return Number(row?.['count']);
}

/** One parameter for any number of ids. */
const among = (knex: Knex, ids: readonly string[]): Knex.QueryBuilder =>
	isPostgres(knex)
		? knex(events.name).whereRaw('id = any(?::bigint[])', [`{${ids.join(',')}}`])
		: knex(events.name).whereRaw('id in (select value from json_each(?))', [`[${ids.join(',')}]`]);
