import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import type { BackupTools } from '../../backups/backup-tools.ts';
import { firstVerifiedBackup } from '../../backups/last-verified.ts';
import { lastPassedDrill, recordDrill, recordDrillBeginning } from '../../backups/drills.ts';
import { runDrill, type DrillOutcome } from '../../backups/drill/run-drill.ts';
import { newestVerified, readBackup, type BackupRecord } from '../../backups/records.ts';
import { openBackup } from '../../backups/verify-in-parts.ts';
import type { HostContext } from '../../host-context.ts';
import { defineJob, FinalError, type Job, type JsonObject } from '../job.ts';

export const drillBackupJob = 'drill-backup';

const dayMs = 86_400_000;

const payload = z.strictObject({
	backup: z
		.uuid('must be the id of a backup')
		.optional()
		.describe('Which backup; by default the newest verified one'),
	when_due: z
		.boolean()
		.default(false)
		.describe('Only when the last one that passed is older than BEBETTER_DRILL_EVERY_DAYS'),
});
type Payload = z.infer<typeof payload>;

interface Cursor extends JsonObject {
	readonly problem: string;
}

type Prepared = { readonly id: string; readonly outcome: DrillOutcome } | { readonly skipped: string };

/** Restores a backup into a database that is thrown away, compares every row, and records what it measured. */
export function drillBackup(context: HostContext, tools: BackupTools, everyDays: number): Job {
	async function prepare(knex: Knex, asked: Payload, signal: AbortSignal): Promise<Prepared> {
		if (asked.when_due) {
			if (everyDays === 0) return { skipped: 'BEBETTER_DRILL_EVERY_DAYS is 0' };
			// A new project has nothing to lose yet, and its first start is no time for a second Directus.
			const since = (await lastPassedDrill(knex)) ?? (await firstVerifiedBackup(knex));
			if (!since) return { skipped: 'there is no verified backup yet' };
			if (Date.now() - since.getTime() < everyDays * dayMs) return { skipped: 'it is not due yet' };
		}
		const backup = await chosen(knex, asked.backup);
		if (!backup) throw new FinalError('There is no verified backup to restore. Take one first.');
		const id = randomUUID();
		const { manifest } = await openBackup(tools, backup);
		await recordDrillBeginning(knex, id, backup.id);
		return { id, outcome: await runDrill(context, backup, manifest, signal) };
	}

	return defineJob<Payload, Cursor, Prepared | null>({
		name: drillBackupJob,
		summary: 'Restores a backup for real, compares every row, and measures how long recovery takes',
		payload,
		slot: () => keySlot('all'),
		schedule: {
			every: 'day',
			at: { hour: 4, minute: 10 },
			timeZone: 'UTC',
			makeUp: 1,
			payload: () => ({ when_due: true }),
		},
		prepare: async ({ knex, payload: asked, cursor, signal }) =>
			cursor ? null : prepare(knex, asked, signal),
		async step({ trx, cursor, prepared }) {
			// The row says so already: what a failed step writes would be rolled back.
			if (!prepared) throw new FinalError(`The drill failed: ${cursor?.problem}`);
			if ('skipped' in prepared) return { result: prepared };
			const { id, outcome } = prepared;
			await recordDrill(trx, id, outcome);
			const { report, error, ...measured } = outcome;
			return error === null
				? { result: { drill: id, ...measured, seconds: report?.seconds }, done: 1, total: 1 }
				: { cursor: { problem: error }, done: 0 };
		},
	});
}

async function chosen(knex: Knex, id: string | undefined): Promise<BackupRecord | null> {
	if (id === undefined) return newestVerified(knex);
	const backup = await readBackup(knex, id);
	if (backup?.kind !== 'logical' || backup.status !== 'verified')
		throw new FinalError(`The backup ${id} is not there or not verified; verify it first.`);
	return backup;
}
