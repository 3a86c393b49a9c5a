import type { Knex } from 'knex';
import {
	backupJobs,
	type BackupJobView,
	type BackupsOverview,
} from '../../domain/operations/backups/contract.ts';
import { recoveryGoals } from '../../domain/operations/backups/goals.ts';
import { jobRuns } from '../../schema/collections/job-runs.ts';
import type { BackupTools } from './backup-tools.ts';
import { listDrills } from './drills.ts';
import { readLastVerifiedBackup } from './last-verified.ts';
import { listBackups } from './records.ts';

const mostBackups = 200;
const mostDrills = 50;

/** Everything that the page about backups shows. */
export async function readOverview(
	knex: Knex,
	{ openStorage, keys, periods }: BackupTools,
): Promise<BackupsOverview> {
	return {
		under_way: await listUnderWay(knex),
		backups: await listBackups(knex, mostBackups),
		drills: await listDrills(knex, mostDrills),
		last_verified: (await readLastVerifiedBackup(knex))?.toISOString() ?? null,
		goals: recoveryGoals,
		storage: (await openStorage()).name,
		encrypted_with: keys[0]?.name ?? null,
		keeps: periods,
	};
}

async function listUnderWay(knex: Knex): Promise<BackupJobView[]> {
	const rows: Record<string, unknown>[] = await knex(jobRuns.name)
		.whereIn('name', [...backupJobs])
		.whereIn('status', ['queued', 'running'])
		.select('id', 'name', 'status', 'progress', 'total', 'error');
	return rows.map((row) => ({
		id: String(row['id']),
		name: row['name'] as BackupJobView['name'],
		status: row['status'] as BackupJobView['status'],
		progress: Number(row['progress']),
		total: row['total'] === null ? null : Number(row['total']),
		error: row['error'] === null ? null : String(row['error']),
	}));
}
