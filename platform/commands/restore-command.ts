import { backupToolsOf } from '../backups/backup-tools.ts';
import { chooseBackup } from '../backups/choose-backup.ts';
import { loadBackup } from '../backups/restore/load-backup.ts';
import { progressMark, reportMark, restoreInto } from '../backups/restore/restore-into.ts';
import { targetNamed } from '../backups/restore/target.ts';
import { openBackup } from '../backups/verify-in-parts.ts';
import type { HostContext } from '../host-context.ts';
import type { Command, Run } from './command.ts';
import { restoreRows } from './restore-rows-command.ts';
import { print } from './terminal.ts';

/** Adds `directus bebetter backup restore`, and the part of it that runs in the database that is restored. */
export function registerRestoreCommands(backup: Command, run: Run, context: HostContext): void {
	backup
		.command('restore')
		.description('Make a working Directus of an empty database, from a backup; the live one is not touched')
		.option(
			'--into <database>',
			'postgres://user:password@host/empty-database, or the path of a new SQLite file',
		)
		.option('--from <backup>', 'its id, or its folder in the storage; by default the newest verified one')
		.action(({ into, from }) =>
			run(() => restore(context, into as string | undefined, from as string | undefined)),
		);
	backup
		.command('restore-rows')
		.description(
			'Put single rows back as they were in a backup; without --apply it only shows what it would do',
		)
		.option('--collection <name>', 'of which collection')
		.option('--ids <ids>', 'these rows, comma-separated')
		.option('--deleted-since <time>', 'rows that the newest backup before this time has, and that are gone')
		.option('--from <backup>', 'with --ids: from this backup, by its id or folder; by default the newest')
		.option('--apply', 'do it')
		.option('--no-backup', 'overwrite rows without a verified backup of the last hour')
		.action((options) => run(() => restoreRows(context, options)));
	backup
		.command('load', { hidden: true })
		.option('--storage <name>', 'where the backup is')
		.option('--folder <folder>', 'its folder')
		.action(({ storage, folder }) => run(() => load(context, String(storage), String(folder))));
}

async function restore(
	context: HostContext,
	into: string | undefined,
	from: string | undefined,
): Promise<void> {
	if (into === undefined)
		throw new Error('Say where to: --into postgres://…/empty-database, or --into new-file.db');
	const target = targetNamed(into);
	const tools = backupToolsOf(context);
	const known = await chooseBackup(context.database, tools, from);
	const { manifest } = await openBackup(tools, known);
	print(`restoring the backup ${manifest.id} of ${manifest.snapshot_started_at} into ${target.name}`);
	const { signal } = new AbortController();
	const { storage, prefix: folder } = known;
	const report = await restoreInto(context, { storage, folder, target, signal, onLine: print });
	print(JSON.stringify(report, null, 2));
	if (manifest.secrets === 'left out')
		print(
			'The backup has no passwords. Point Directus to the database (DB_…) and give one to the administrator: directus users passwd --email <address> --password <new>',
		);
}

async function load(context: HostContext, storage: string, folder: string): Promise<void> {
	const opened = await openBackup(backupToolsOf(context), { storage, prefix: folder, sha256: null });
	const report = await loadBackup(context, opened, (line) => print(`${progressMark}${line}`));
	print(`${reportMark}${JSON.stringify(report)}`);
}
