import type { Knex } from 'knex';
import type { BackupKind, BackupStatus } from '../../domain/operations/backups/status.ts';
import type { Shrinkage } from '../../domain/operations/backups/shrinkage.ts';
import { bytesOf, rowsOf } from '../../domain/operations/backups/manifest.ts';
import type { WrittenBackup } from './create-backup.ts';
import { backupsTable } from './tables.ts';

/** A backup as its row tells of it; times are ISO 8601. */
export interface BackupRecord {
	readonly id: string;
	readonly kind: BackupKind;
	readonly storage: string;
	readonly prefix: string;
	readonly reason: string;
	readonly status: BackupStatus;
	readonly rows: number;
	/** In the storage. */
	readonly bytes: number;
	readonly sha256: string | null;
	/** The name of the key. */
	readonly encrypted_with: string | null;
	/** When its rows were as they are in it. */
	readonly started_at: string;
	readonly finished_at: string | null;
	/** When it was last read back and found to be what was written. */
	readonly verified_at: string | null;
	readonly error: string | null;
	/** The table that lost the largest share of its rows since the backup before. */
	readonly shrunk: Shrinkage | null;
}

export async function readBackup(knex: Knex, id: string): Promise<BackupRecord | null> {
	const row: Record<string, unknown> | undefined = await knex(backupsTable).where({ id }).first();
	return row ? decode(row) : null;
}

/** The newest first. */
export async function listBackups(knex: Knex, limit?: number): Promise<BackupRecord[]> {
	const query = knex(backupsTable).orderBy('started_at', 'desc').orderBy('id');
	if (limit !== undefined) void query.limit(limit);
	return ((await query) as Record<string, unknown>[]).map(decode);
}

/** The newest that was read back and can be restored by us. */
export async function newestVerified(knex: Knex, before?: Date): Promise<BackupRecord | null> {
	const query = knex(backupsTable)
		.where({ kind: 'logical', status: 'verified' })
		.orderBy('started_at', 'desc')
		.first();
	if (before) void query.where('started_at', '<', before);
	const row: Record<string, unknown> | undefined = await query;
	return row ? decode(row) : null;
}

/** When the oldest backup of which there is a record was begun; null when there is none. */
export async function readOldestBackup(knex: Knex): Promise<Date | null> {
	const row: { started_at: string | number | Date } | undefined = await knex(backupsTable)
		.orderBy('started_at')
		.first('started_at');
	return row ? new Date(row.started_at) : null;
}

/** The row of a backup that begins. */
export async function recordBeginning(
	knex: Knex,
	id: string,
	reason: string,
	storage: string,
	now: Date,
): Promise<void> {
	await knex(backupsTable).insert({
		id,
		kind: 'logical',
		storage,
		prefix: '',
		reason,
		status: 'running',
		rows: 0,
		bytes: 0,
		started_at: now,
	});
}

export async function recordProgress(knex: Knex, id: string, rows: number): Promise<void> {
	await knex(backupsTable).where({ id, status: 'running' }).update({ rows });
}

/** Complete in the storage; it does not count before it was read back. */
export async function recordWritten(
	knex: Knex,
	storage: string,
	{ folder, manifest, sha256 }: WrittenBackup,
	now: Date,
): Promise<void> {
	const row = {
		kind: 'logical',
		storage,
		prefix: folder,
		reason: manifest.reason,
		status: 'written',
		rows: rowsOf(manifest),
		bytes: bytesOf(manifest),
		sha256,
		encrypted_with: manifest.key,
		started_at: new Date(manifest.snapshot_started_at),
		finished_at: now,
		error: null,
	};
	await knex(backupsTable)
		.insert({ id: manifest.id, ...row })
		.onConflict('id')
		.merge(row);
}

export async function recordVerified(knex: Knex, id: string, now: Date): Promise<void> {
	await knex(backupsTable).where({ id }).update({ status: 'verified', verified_at: now, error: null });
}

/** What it has less of than the backup before. */
export async function recordShrinkage(knex: Knex, id: string, shrinkage: Shrinkage): Promise<void> {
	const { table, rows_before, rows_after } = shrinkage;
	await knex(backupsTable)
		.where({ id })
		.update({ shrunk_table: table, shrunk_from: rows_before, shrunk_to: rows_after });
}

export async function recordDamaged(knex: Knex, id: string, error: string): Promise<void> {
	await knex(backupsTable).where({ id }).update({ status: 'damaged', verified_at: null, error });
}

/** What began and never became complete: its job ended without it, or has begun another. */
export async function recordFailed(knex: Knex, id: string, error: string, now: Date): Promise<void> {
	await knex(backupsTable)
		.where({ id, status: 'running' })
		.update({ status: 'failed', error, finished_at: now });
}

/** Those whose process ended in the middle: only one backup is written at a time. */
export async function recordAbandoned(knex: Knex, now: Date): Promise<void> {
	await knex(backupsTable).where({ status: 'running' }).update({
		status: 'failed',
		error: 'The process that wrote it ended before it was complete; another was begun.',
		finished_at: now,
	});
}

export async function deleteRecord(knex: Knex, id: string): Promise<void> {
	await knex(backupsTable).where({ id }).delete();
}

const time = (value: unknown): string | null =>
	value === null || value === undefined ? null : new Date(value as string | number | Date).toISOString();
const text = (value: unknown): string | null =>
	value === null || value === undefined ? null : String(value);

function decode(row: Record<string, unknown>): BackupRecord {
	return {
		id: String(row['id']),
		kind: row['kind'] as BackupKind,
		storage: String(row['storage']),
		prefix: String(row['prefix']),
		reason: String(row['reason']),
		status: row['status'] as BackupStatus,
		rows: Number(row['rows']),
		bytes: Number(row['bytes']),
		sha256: text(row['sha256']),
		encrypted_with: text(row['encrypted_with']),
		started_at: time(row['started_at']) ?? '',
		finished_at: time(row['finished_at']),
		verified_at: time(row['verified_at']),
		error: text(row['error']),
		shrunk: decodeShrinkage(row),
	};
}

const decodeShrinkage = (row: Record<string, unknown>): Shrinkage | null =>
	row['shrunk_table'] === null || row['shrunk_table'] === undefined
		? null
		: {
				table: String(row['shrunk_table']),
				rows_before: Number(row['shrunk_from']),
				rows_after: Number(row['shrunk_to']),
			};
