import { requireFreshBackup } from '../backups/require-fresh.ts';
import type { HostContext } from '../host-context.ts';
import { chooseCollections, countRows, resetContent } from '../seed/reset.ts';
import { configOf } from '../config.ts';
import { jobsOf } from '../jobs/jobs.ts';
import { seedPeople } from '../seed/seed-people.ts';
import { seedContent } from '../seed/seed.ts';
import { removeSyntheticPeople } from '../seed/synthetic-people.ts';
import { ask, print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter seed`. */
export function registerSeedCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('seed')
		.description('Add the seed content that was never here; edited and deleted rows stay as they are')
		.option('--force', 'delete every row of the collections and put the seed content back')
		.option(
			'--collections <names>',
			'with --force: which collections, comma-separated; without it all content and no private data',
		)
		.option('--yes', 'with --force: do not ask for the project’s name')
		.option('--people', 'add synthetic people with 120 days of events to a database without any')
		.option('--remove-people', 'remove the synthetic people and their events')
		.option('--no-backup', 'with --force: go on without a verified backup of the last hour')
		.option('--dump-folder <folder>', 'with --force: where to keep what is deleted', 'dumps')
		.action((options) =>
			run(() =>
				runSeed(context, {
					force: options['force'] === true,
					people: options['people'] === true,
					removePeople: options['removePeople'] === true,
					yes: options['yes'] === true,
					withBackup: options['backup'] !== false,
					collections: options['collections'] as string | undefined,
					dumpFolder: String(options['dumpFolder']),
				}),
			),
		);
}

interface SeedOptions {
	readonly force: boolean;
	readonly people: boolean;
	readonly removePeople: boolean;
	readonly yes: boolean;
	/** Whether a reset wants a verified backup of the last hour. */
	readonly withBackup: boolean;
	readonly collections: string | undefined;
	readonly dumpFolder: string;
}

async function runSeed(context: HostContext, options: SeedOptions): Promise<void> {
	if (options.removePeople) return removePeople(context);
	if (options.people) return addPeople(context);
	if (options.force) return reset(context, options);

	const { added } = await seedContent(context);
	const lines = describe(added);
	for (const line of lines) print(`added ${line}`);
	print(
		lines.length === 0 ? 'Nothing to add: the seed content is there, and edited rows are kept.' : 'Done.',
	);
}

async function addPeople(context: HostContext): Promise<void> {
	try {
		const report = await seedPeople(context, configOf(context), { now: Date.now(), again: true });
		if ('refused' in report) throw new Error(`No synthetic people were added. ${report.refused}`);
		print(`added ${report.people} synthetic people and ${report.events} events of theirs`);
	} finally {
		await jobsOf(context).stop();
	}
}

async function removePeople(context: HostContext): Promise<void> {
	const { people, events } = await removeSyntheticPeople(context);
	print(`removed ${people} synthetic people and ${events} events of theirs`);
}

async function reset(
	context: HostContext,
	{ yes, withBackup, collections, dumpFolder }: SeedOptions,
): Promise<void> {
	const names = chooseCollections(collections);
	if (withBackup) await requireFreshBackup(context.database, Date.now());
	print('This deletes every row of these collections, edited ones too, and puts the seed content back:');
	for (const line of describe(await countRows(context.database, names))) print(`  ${line}`);
	if (!yes) await confirm(context);

	const { dump, added } = await resetContent(context, names, dumpFolder, new Date());
	print(`The deleted rows are kept in ${dump}`);
	for (const line of describe(added)) print(`added ${line}`);
}

async function confirm(context: HostContext): Promise<void> {
	const settings: { project_name: string } | undefined = await context
		.database('directus_settings')
		.select('project_name')
		.first();
	const name = settings?.project_name ?? 'Directus';
	const typed = await ask(`Type the project's name (${name}) to go on: `);
	if (typed.trim() !== name) throw new Error('That is not the project’s name; nothing was changed.');
}

const describe = (counts: Readonly<Record<string, number>>): string[] =>
	Object.entries(counts).map(
		([collection, rows]) => `${rows} ${rows === 1 ? 'row' : 'rows'} in ${collection}`,
	);
