import { backupToolsOf } from '../backups/backup-tools.ts';
import { deleteObjects, listExpired } from '../backups/prune.ts';
import { deleteRecord, listBackups, newestVerified, type BackupRecord } from '../backups/records.ts';
import type { HostContext } from '../host-context.ts';
import { backUpJob } from '../jobs/definitions/back-up.ts';
import { drillBackupJob } from '../jobs/definitions/drill-backup.ts';
import { verifyBackupJob } from '../jobs/definitions/verify-backup.ts';
import type { Command, Run } from './command.ts';
import { registerRestoreCommands } from './restore-command.ts';
import { runJob } from './run-job.ts';
import { print } from './terminal.ts';

/** Adds `directus bebetter backup …`. */
export function registerBackupCommands(bebetter: Command, run: Run, context: HostContext): void {
	const backup = bebetter.command('backup').description('Backups of the whole project');
	backup
		.command('create')
		.description('Take a backup, read it back, and delete those that are not kept any longer')
		.option('--reason <text>', 'why, for whoever reads the list', 'command line')
		.action(({ reason }) => run(() => runJob(context, backUpJob, { reason }, 'objects')));
	backup
		.command('list')
		.description('Print the backups, the newest first: id, when, status, rows, bytes, key, reason')
		.option('--json', 'as JSON')
		.action(({ json }) => run(() => list(context, json === true)));
	backup
		.command('verify')
		.description('Read a backup to its end and compare it with what was written; by default the newest')
		.option('--id <id>', 'which')
		.action(({ id }) => run(() => verify(context, id as string | undefined)));
	backup
		.command('prune')
		.description('Delete the backups that BEBETTER_BACKUP_KEEP does not keep; never the last verified one')
		.option('--dry-run', 'print which and delete nothing')
		.action(({ dryRun }) => run(() => prune(context, dryRun === true)));
	backup
		.command('drill')
		.description('Restore a backup into a database that is thrown away, compare every row, measure the time')
		.option('--id <id>', 'which; by default the newest verified one')
		.action(({ id }) =>
			run(() => runJob(context, drillBackupJob, id === undefined ? {} : { backup: id }, 'drills')),
		);
	registerRestoreCommands(backup, run, context);
}

const lineOf = ({ id, started_at, status, rows, bytes, encrypted_with, reason }: BackupRecord): string =>
	[id, started_at, status, rows, bytes, encrypted_with ?? '-', reason].join('\t');

async function list({ database }: HostContext, asJson: boolean): Promise<void> {
	const backups = await listBackups(database);
	if (asJson) return print(JSON.stringify(backups, null, 2));
	for (const backup of backups) print(lineOf(backup));
	const verified = backups.filter(({ status }) => status === 'verified');
	print(`${backups.length} backups, ${verified.length} of them verified.`);
}

async function verify(context: HostContext, id: string | undefined): Promise<void> {
	const backup = id ?? (await newestComplete(context));
	if (!backup) throw new Error('There is no backup yet. Take one: directus bebetter backup create');
	await runJob(context, verifyBackupJob, { backup }, 'objects');
}

async function newestComplete({ database }: HostContext): Promise<string | undefined> {
	const backups = await listBackups(database);
	return backups.find(({ kind, prefix }) => kind === 'logical' && prefix !== '')?.id;
}

async function prune(context: HostContext, dryRun: boolean): Promise<void> {
	const { openStorage, periods } = backupToolsOf(context);
	const expired = await listExpired(context.database, periods);
	for (const backup of expired) {
		print(`${dryRun ? 'would delete' : 'deleted'} ${lineOf(backup)}`);
		if (dryRun) continue;
		await deleteObjects(openStorage, backup);
		await deleteRecord(context.database, backup.id);
	}
	const last = await newestVerified(context.database);
	print(
		`${expired.length} backups ${dryRun ? 'would be' : 'were'} deleted. The last verified one is ${last?.id ?? 'none'}.`,
	);
}
