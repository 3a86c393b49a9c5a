import { shareLost } from '../../domain/operations/backups/shrinkage.ts';
import type { Signals } from '../../domain/operations/signals.ts';
import type { HostContext } from '../host-context.ts';
import { lastPassedDrill } from './drills.ts';
import { readLastVerifiedBackup } from './last-verified.ts';
import { newestVerified, readOldestBackup } from './records.ts';

const hourMs = 3_600_000;

/**
 * Ages of the last verified backup and of the last drill that passed, and the largest share of its rows that a table
 * has less in the last verified backup than in the one before. Before the first drill its age counts from the
 * oldest backup, which could have been tried by then; before the first backup nobody knows.
 */
export async function backupSignals({ database }: HostContext): Promise<Signals> {
	const backup = await readLastVerifiedBackup(database);
	const drill = (await lastPassedDrill(database)) ?? (await readOldestBackup(database));
	const ageOf = (moment: Date | null, unitMs: number): number | null =>
		moment && (Date.now() - moment.getTime()) / unitMs;
	const newest = backup && (await newestVerified(database));
	return {
		backup_age_hours: ageOf(backup, hourMs),
		restore_test_age_days: ageOf(drill, 24 * hourMs),
		...(newest ? { backup_rows_lost_ratio: newest.shrunk ? shareLost(newest.shrunk) : 0 } : {}),
	};
}
