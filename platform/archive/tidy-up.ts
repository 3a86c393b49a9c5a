import type { Knex } from 'knex';
import { archiveFolder } from '../../domain/archive/object-name.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import type { ObjectStorage } from '../storage/host-storage.ts';

/** No upload takes so long. */
const leftAloneMs = 24 * 3_600_000;

/**
 * Deletes objects of ours that no archive names, as crashes leave them: they may hold events of people who are erased
 * by now.
 *
 * @returns how many there were
 */
export async function tidyUp(
	knex: Knex,
	storage: ObjectStorage,
	now: number,
	signal: AbortSignal,
): Promise<number> {
	let deleted = 0;
	try {
		for await (const object of storage.list(archiveFolder)) {
			signal.throwIfAborted();
			if (await knex(eventArchives.name).where({ object }).first('id')) continue;
			const { modified } = await storage.stat(object);
			if (now - modified.getTime() < leftAloneMs) continue;
			await storage.delete(object);
			deleted += 1;
		}
	} catch (error) {
		// Nothing was ever archived here.
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	return deleted;
}
