import type { Knex } from 'knex';
import { readLastVerifiedBackup } from './last-verified.ts';

/** What overwrites or deletes rows wants a backup that is younger, ms. */
const freshMs = 3_600_000;

/** @param takenAt of the last verified backup; null when there is none */
export const isFresh = (takenAt: Date | null, now: number): boolean =>
	takenAt !== null && now - takenAt.getTime() < freshMs;

/** @throws {Error} with the remedy, when the last verified backup is older than an hour or there is none */
export async function requireFreshBackup(knex: Knex, now: number): Promise<void> {
	const last = await readLastVerifiedBackup(knex);
	if (isFresh(last, now)) return;
	const which = last ? `The last verified backup is of ${last.toISOString()}` : 'There is no verified backup';
	throw new Error(
		`${which}; this wants one of the last hour. Run "directus bebetter backup create" first, or add --no-backup to go on without.`,
	);
}
