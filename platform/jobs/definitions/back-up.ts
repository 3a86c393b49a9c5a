import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { BackupKey } from '../../../domain/operations/backups/backup-keys.ts';
import { backupRequestSchema } from '../../../domain/operations/backups/contract.ts';
import { objectsOf } from '../../../domain/operations/backups/manifest.ts';
import type { Shrinkage } from '../../../domain/operations/backups/shrinkage.ts';
import type { KeptPeriods } from '../../../domain/operations/backups/retention.ts';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { compareWithPrevious } from '../../backups/compare-with-previous.ts';
import type { OpenStorage } from '../../storage/host-storage.ts';
import { createBackup, type BackupSource, type WrittenBackup } from '../../backups/create-backup.ts';
import { deleteObjects, listExpired } from '../../backups/prune.ts';
import {
	deleteRecord,
	recordAbandoned,
	recordBeginning,
	recordFailed,
	recordProgress,
	recordShrinkage,
	recordWritten,
} from '../../backups/records.ts';
import { deleteOldCopies, tidyUp, type Leftovers } from '../../backups/tidy-up.ts';
import { verifyPart, recordOutcome, type VerifiedPart } from '../../backups/verify-in-parts.ts';
import { defineJob, FinalError, type Job, type JsonObject, type StepInput } from '../job.ts';

export const backUpJob = 'back-up';

const payload = backupRequestSchema;
type Payload = z.infer<typeof payload>;

export interface BackUpOptions {
	readonly source: BackupSource;
	readonly openStorage: OpenStorage;
	/** The newest first; none: not encrypted. */
	readonly keys: readonly BackupKey[];
	readonly periods: KeptPeriods;
	/** ms since 1970. */
	readonly now?: () => number;
}

interface Told {
	readonly backup: string;
	readonly rows: number;
	readonly bytes: number;
}

type Cursor = JsonObject &
	Told &
	(
		| { readonly phase: 'verify'; readonly object: number }
		| { readonly phase: 'damaged'; readonly problem: string }
		| { readonly phase: 'prune'; readonly deleted: number }
		| { readonly phase: 'tidy-up'; readonly deleted: number }
	);

/** What a step does outside the database. */
type Prepared =
	| { readonly written: WrittenBackup; readonly storage: string }
	| { readonly verified: VerifiedPart; readonly shrinkage: Shrinkage | null }
	| { readonly expired: readonly string[] }
	| { readonly leftovers: Leftovers };

type Input = StepInput<Payload, Cursor>;

const progressEveryMs = 1_000;

/**
 * Takes a backup, reads it back object by object, deletes what nobody needs any more, and tidies up. A snapshot of the
 * database does not outlive the process that reads it: killed while it writes, the backup begins anew in another
 * folder. Killed later, the next worker goes on there.
 */
export function backUp(options: BackUpOptions): Job {
	const { source, openStorage, keys, periods, now = Date.now } = options;

	async function write(knex: Knex, { reason }: Payload, signal: AbortSignal) {
		const storage = await openStorage();
		const id = randomUUID();
		await recordAbandoned(knex, new Date(now()));
		await recordBeginning(knex, id, reason, storage.name, new Date(now()));
		const key = keys[0] ?? null;
		const onProgress = nowAndThen((rows) => recordProgress(knex, id, rows));
		try {
			const written = await createBackup(source, { id, storage, key, reason, now, signal, onProgress });
			return { written, storage: storage.name };
		} catch (error) {
			await recordFailed(knex, id, (error as Error).message, new Date(now()));
			throw error;
		}
	}

	async function prepare({
		cursor,
		knex,
		payload: asked,
		signal,
	}: Input & { readonly knex: Knex }): Promise<Prepared | null> {
		switch (cursor?.phase) {
			case undefined:
				return write(knex, asked, signal);
			case 'verify': {
				const tools = { knex, openStorage, keys, signal };
				const verified = await verifyPart(tools, cursor.backup, cursor.object);
				const isWhole = verified.isLast && !verified.problem;
				return { verified, shrinkage: isWhole ? await compareWithPrevious(tools, cursor.backup) : null };
			}
			case 'prune': {
				const expired = await listExpired(knex, periods);
				for (const backup of expired) await deleteObjects(openStorage, backup);
				return { expired: expired.map(({ id }) => id) };
			}
			case 'tidy-up':
				await deleteOldCopies(source.temporaryFolder, now());
				return { leftovers: await tidyUp(knex, await openStorage(), now(), signal) };
			default:
				return null;
		}
	}

	return defineJob<Payload, Cursor, Prepared | null>({
		name: backUpJob,
		summary: 'Takes a backup of the project, reads it back, and deletes backups that are not kept any longer',
		payload,
		slot: () => keySlot('all'),
		schedule: {
			every: 'day',
			at: { hour: 1, minute: 15 },
			timeZone: 'UTC',
			makeUp: 1,
			payload: () => ({ reason: 'nightly' }),
		},
		prepare,
		async step({ trx, cursor, prepared }) {
			if (prepared && 'written' in prepared) {
				const { written, storage } = prepared;
				await recordWritten(trx, storage, written, new Date(now()));
				const { manifest } = written;
				const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
				const bytes = objectsOf(manifest).reduce((sum, object) => sum + object.bytes, 0);
				const told = { backup: manifest.id, rows, bytes };
				const total = 1 + objectsOf(manifest).length;
				return { cursor: { ...told, phase: 'verify', object: 0 }, done: 1, total };
			}
			if (!cursor || !prepared) throw new FinalError(problemOf(cursor));
			const { backup, rows, bytes } = cursor;
			const told = { backup, rows, bytes };
			if ('verified' in prepared && cursor.phase === 'verify') {
				const { verified, shrinkage } = prepared;
				await recordOutcome(trx, backup, verified, new Date(now()));
				if (shrinkage) await recordShrinkage(trx, backup, shrinkage);
				if (verified.problem)
					return { cursor: { ...told, phase: 'damaged', problem: verified.problem }, done: 0 };
				return verified.isLast
					? { cursor: { ...told, phase: 'prune', deleted: 0 }, done: 1 }
					: { cursor: { ...told, phase: 'verify', object: cursor.object + 1 }, done: 1 };
			}
			if ('expired' in prepared) {
				for (const id of prepared.expired) await deleteRecord(trx, id);
				return { cursor: { ...told, phase: 'tidy-up', deleted: prepared.expired.length }, done: 0 };
			}
			const { adopted, deleted } = 'leftovers' in prepared ? prepared.leftovers : { adopted: 0, deleted: 0 };
			return {
				result: {
					...told,
					deleted_backups: cursor.phase === 'tidy-up' ? cursor.deleted : 0,
					adopted_backups: adopted,
					deleted_leftovers: deleted,
				},
			};
		},
	});
}

const problemOf = (cursor: Cursor | null): string =>
	cursor?.phase === 'damaged'
		? `The backup ${cursor.backup} is not what was written: ${cursor.problem}. Look at the storage, then back up again.`
		: 'The job has lost its place. Start another.';

/** Calls at most once a second, and never two at a time; what a call throws does not matter. */
function nowAndThen(call: (rows: number) => Promise<void>): (rows: number) => void {
	let [last, isBusy] = [0, false];
	return (rows) => {
		if (isBusy || Date.now() - last < progressEveryMs) return;
		[last, isBusy] = [Date.now(), true];
		call(rows)
			.catch(() => undefined)
			.finally(() => (isBusy = false));
	};
}
