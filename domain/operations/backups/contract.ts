import { z } from 'zod';
import { backupKinds, backupStatuses } from './status.ts';

const moment = z.iso.datetime();
const count = z.number().int().min(0);

export const backupSchema = z.object({
	id: z.uuid(),
	kind: z.enum(backupKinds).describe('logical: ours, by table; dump: of pg_dump beside the database'),
	storage: z.string(),
	prefix: z.string().describe('Its folder in the storage, or its file'),
	reason: z.string(),
	status: z.enum(backupStatuses).describe('It counts when it is verified: read back to its end'),
	rows: count,
	bytes: count.describe('In the storage'),
	sha256: z.string().nullable().describe('Of the manifest, or of the dump'),
	encrypted_with: z.string().nullable().describe('The name of the key'),
	started_at: moment.describe('The rows in it are as they were then'),
	finished_at: moment.nullable(),
	verified_at: moment.nullable(),
	error: z.string().nullable(),
	shrunk: z
		.object({ table: z.string(), rows_before: count, rows_after: count })
		.nullable()
		.describe('The table that lost the largest share of its rows since the backup before'),
});

export const drillSchema = z.object({
	id: z.uuid(),
	backup: z.uuid(),
	status: z.enum(['running', 'passed', 'failed']),
	target: z.enum(['sqlite', 'postgres']).describe('The kind of database that it was restored to'),
	rows: count,
	bytes: count,
	recovery_seconds: z.number().nullable().describe('From the beginning until all was restored and verified'),
	recovery_point_seconds: z.number().nullable().describe('How old the rows of the backup were'),
	started_at: moment,
	finished_at: moment.nullable(),
	error: z.string().nullable(),
});

export const backupJobs = ['back-up', 'verify-backup', 'drill-backup'] as const;

export const backupJobSchema = z.object({
	id: z.uuid(),
	name: z.enum(backupJobs),
	status: z.enum(['queued', 'running']),
	progress: count,
	total: count.nullable(),
	error: z.string().nullable().describe('Why it is tried again'),
});

export const backupsOverviewSchema = z.object({
	under_way: z.array(backupJobSchema).describe('Jobs about backups that wait or run'),
	backups: z.array(backupSchema).describe('The newest first'),
	drills: z.array(drillSchema).describe('The newest first'),
	last_verified: moment.nullable().describe('When the newest verified backup was taken'),
	goals: z.object({
		recovery_seconds: z.number(),
		recovery_point_seconds: z.number(),
	}),
	storage: z.string().describe('Where the next one goes'),
	encrypted_with: z.string().nullable().describe('The key of the next one; null: secrets are left out'),
	keeps: z.object({ days: count, weeks: count, months: count }),
});

export const backupRequestSchema = z.strictObject({
	reason: z
		.string('must be a text')
		.trim()
		.min(1, 'must not be empty')
		.max(200, 'may have 200 characters at most')
		.default('asked for')
		.describe('Why, for whoever reads the list'),
});

export const drillRequestSchema = z.strictObject({
	backup: z.uuid('must be the id of a backup').optional().describe('By default the newest verified one'),
});

export type BackupView = z.infer<typeof backupSchema>;
export type DrillView = z.infer<typeof drillSchema>;
export type BackupJobView = z.infer<typeof backupJobSchema>;
export type BackupsOverview = z.infer<typeof backupsOverviewSchema>;
