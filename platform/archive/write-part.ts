import { randomUUID } from 'node:crypto';
import { createGzip } from 'node:zlib';
import type { Knex } from 'knex';
import type { Copy } from '../../domain/archive/check-copy.ts';
import { spanOfDay } from '../../domain/archive/days.ts';
import { idOfLine } from '../../domain/archive/event-line.ts';
import { objectName } from '../../domain/archive/object-name.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { boundsOf, readLines } from './event-rows.ts';
import { checkArchive } from './read-object.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';
import { upload } from '../storage/upload.ts';

const rowsAtOnce = 2_000;
const chunkSize = 64 * 1024;

/** A part of a day in the storage, read back and found to be what was written. */
export interface WrittenPart extends Copy {
	readonly object: string;
	readonly storage: string;
	readonly day: CivilDate;
	readonly part: number;
	/** The events in it, in order, as digits. */
	readonly ids: readonly string[];
	/** ms since 1970. */
	readonly firstReceived: number;
	readonly lastReceived: number;
	readonly keyIds: readonly string[];
}

export interface PartOptions {
	readonly day: CivilDate;
	/** The number of the part, from 1. */
	readonly part: number;
	readonly mostRows: number;
	readonly signal: AbortSignal;
}

/**
 * Writes the first events of a day that are in the table to the storage, in the order of their ids, and reads them
 * back. The same events come to the same bytes. Holds a page of events and a buffer of the compressed file, and the
 * ids of the part.
 *
 * @returns null when the table has no event of that day
 * @throws {Error} when the storage fails or gives back something else, or events come twice; then nothing of it counts
 */
export async function writePart(
	knex: Knex,
	storage: ObjectStorage,
	{ day, part, mostRows, signal }: PartOptions,
): Promise<WrittenPart | null> {
	const span = spanOfDay(day);
	const bounds = await boundsOf(knex, span);
	if (!bounds) return null;

	const object = objectName(day, part, randomUUID());
	const told = { rows: 0, firstReceived: Infinity, lastReceived: -Infinity, keyIds: new Set<string>() };
	async function* lines(): AsyncGenerator<string> {
		for (let after: string | null = null; told.rows < mostRows;) {
			signal.throwIfAborted();
			const limit = Math.min(rowsAtOnce, mostRows - told.rows);
			const rows = await readLines(knex, span, { ...bounds!, after }, limit);
			for (const { received, kid } of rows) {
				told.firstReceived = Math.min(told.firstReceived, received);
				told.lastReceived = Math.max(told.lastReceived, received);
				if (kid !== null) told.keyIds.add(kid);
			}
			told.rows += rows.length;
			if (rows.length > 0) yield `${rows.map(({ line }) => line).join('\n')}\n`;
			if (rows.length < limit) return;
			after = rows.at(-1)!.id;
		}
	}

	try {
		const file = await upload(storage, object, lines(), [createGzip({ chunkSize })]);
		const written = { rows: told.rows, ...file };
		const ids: string[] = [];
		await checkArchive(storage, object, written, (found) => {
			for (const line of found) ids.push(idOfLine(line));
		});
		if (!ascend(ids)) throw new Error('the events came out of order, so some may be missing or twice');
		if (told.rows === 0) throw new Error(`All events of ${day} were deleted meanwhile`);
		return {
			...written,
			object,
			storage: storage.name,
			day,
			part,
			ids,
			firstReceived: told.firstReceived,
			lastReceived: told.lastReceived,
			keyIds: [...told.keyIds].sort(),
		};
	} catch (error) {
		// What remains in spite of this is found when leftovers are tidied up.
		await storage.delete(object).catch(() => undefined);
		if (signal.aborted) throw error;
		throw new Error(
			`Events of ${day} could not be archived in the storage "${storage.name}", and none was deleted: ${(error as Error).message}`,
			{ cause: error },
		);
	}
}

const ascend = (ids: readonly string[]): boolean =>
	ids.every((id, index) => index === 0 || BigInt(ids[index - 1]!) < BigInt(id));
