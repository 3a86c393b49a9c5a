import type { CivilDate } from '../time/civil-date.ts';

/** Below this everything in the storage is ours. */
export const archiveFolder = 'bebetter-archive/events/';

/** Version of the lines in archives; a change of their form is a new one. */
export const archiveFormat = 1;

/**
 * The name of an archive in the storage, such as
 * `bebetter-archive/events/2026/08/21/events-2026-08-21-0001-<nonce>.ndjson.gz`.
 *
 * @param nonce of each attempt its own and not to be guessed: what a worker that was thought dead still writes goes
 *   to a file that nobody reads, and nobody can have Directus serve the file as an asset by its name
 */
export const objectName = (day: CivilDate, part: number, nonce: string): string =>
	`${archiveFolder}${day.replaceAll('-', '/')}/events-${day}-${String(part).padStart(4, '0')}-${nonce}.ndjson.gz`;
