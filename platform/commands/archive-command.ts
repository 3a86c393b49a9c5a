import { isCivilDate } from '../../domain/time/civil-date.ts';
import type { DateRange } from '../../domain/time/date-range.ts';
import { listArchives } from '../archive/archives.ts';
import { checkArchive, DamagedArchive } from '../archive/read-object.ts';
import { restoreEvents } from '../archive/restore.ts';
import { restoredEventsTable } from '../archive/restored-table.ts';
import { archiveStorageOf } from '../archive/archive-storage.ts';
import { configOf } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { archiveEventsJob } from '../jobs/definitions/archive-events.ts';
import { runJob } from './run-job.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter archive …`. */
export function registerArchiveCommands(bebetter: Command, run: Run, context: HostContext): void {
	const archive = bebetter.command('archive').description('Archives of old events');
	const days = { from: '--from <day>', to: '--to <day>' };
	archive
		.command('run')
		.description('Count events by day, and move old ones from the table to archives')
		.option('--before <day>', 'those received before this UTC day; by default BEBETTER_EVENTS_KEEP_DAYS')
		.action((options) => run(() => runArchive(context, options['before'] as string | undefined)));
	archive
		.command('list')
		.description('Print the archives: day, part, rows, bytes, hash keys, file')
		.option(days.from, 'from this UTC day')
		.option(days.to, 'to this UTC day')
		.action((options) => run(() => listCommand(context, options)));
	archive
		.command('verify')
		.description('Read archives to their end and compare them with what was written')
		.option(days.from, 'from this UTC day')
		.option(days.to, 'to this UTC day')
		.action((options) => run(() => verifyCommand(context, options)));
	archive
		.command('restore')
		.description('Bring events back into a table of their own, without those of people erased since')
		.option(days.from, 'from this UTC day')
		.option(days.to, 'to this UTC day')
		.action((options) => run(() => restoreCommand(context, options)));
}

type Typed = Record<string, unknown>;

/** Runs the job, here or on the instance that is running. */
async function runArchive(context: HostContext, before: string | undefined): Promise<void> {
	await runJob(context, archiveEventsJob, before === undefined ? {} : { before }, 'events');
}

async function listCommand({ database }: HostContext, typed: Typed): Promise<void> {
	const archives = await listArchives(database, readDays(typed));
	for (const { day, part, rows, bytes, key_ids, storage, object } of archives)
		print([day, part, rows, bytes, key_ids?.join(',') || '-', `${storage}:${object}`].join('\t'));
	const rows = archives.reduce((sum, archive) => sum + archive.rows, 0);
	print(`${archives.length} archives with ${rows} events.`);
}

/** @throws {Error} when one is damaged or missing, after all were looked at */
async function verifyCommand(context: HostContext, typed: Typed): Promise<void> {
	const openStorage = archiveStorageOf(context, configOf(context));
	const archives = await listArchives(context.database, readDays(typed));
	let damaged = 0;
	for (const archive of archives) {
		const problem = await problemOf(async () =>
			checkArchive(await openStorage(archive.storage), archive.object, archive),
		);
		if (problem === null) continue;
		damaged += 1;
		print(problem);
	}
	print(`${archives.length - damaged} of ${archives.length} archives are what was written.`);
	if (damaged > 0) throw new Error(`${damaged} archives are damaged or missing.`);
}

async function problemOf(check: () => Promise<void>): Promise<string | null> {
	try {
		await check();
		return null;
	} catch (error) {
		if (error instanceof DamagedArchive) return error.message;
		throw error;
	}
}

async function restoreCommand(context: HostContext, typed: Typed): Promise<void> {
	if (typed['from'] === undefined || typed['to'] === undefined)
		throw new Error('Say which days: --from YYYY-MM-DD --to YYYY-MM-DD, both included.');
	const openStorage = archiveStorageOf(context, configOf(context));
	const report = await restoreEvents(context.database, openStorage, readDays(typed), ({ day, part, rows }) =>
		print(`${day} part ${part}: ${rows} events read`),
	);
	print(JSON.stringify({ table: restoredEventsTable, ...report }, null, 2));
}

/** Every day where nothing is typed. */
function readDays({ from = '0001-01-01', to = '9999-12-31' }: Typed): DateRange {
	for (const [name, day] of [
		['--from', from],
		['--to', to],
	])
		if (!isCivilDate(day)) throw new Error(`${String(name)} must be a day such as 2026-05-31.`);
	if (String(from) > String(to)) throw new Error('--from is after --to; exchange them.');
	return { from: String(from), to: String(to) };
}
