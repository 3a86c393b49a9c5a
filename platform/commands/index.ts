import type { HostContext } from '../host-context.ts';
import { runProvision } from './provision-command.ts';
import { runPurge } from './purge-command.ts';
import { prepareSqlite } from '../sql/prepare-sqlite.ts';
import { runRecompute } from './recompute-command.ts';
import { runSeed } from './seed-command.ts';
import { finish } from './terminal.ts';
import { runWorker } from './worker-command.ts';

/** The part of commander's Command that we use; Directus hands us its instance. */
interface Command {
	command(name: string): Command;
	description(text: string): Command;
	option(flags: string, text: string, fallback?: string): Command;
	action(run: (options: Record<string, unknown>) => Promise<void>): Command;
}

/** Adds `directus bebetter …` to the command line of Directus. */
export function registerCommands(program: unknown, context: HostContext): void {
	const run = (command: () => Promise<void>) => finish(prepareSqlite(context.database).then(command));

	const bebetter = (program as Command)
		.command('bebetter')
		.description('BeBetter: content, screens, targets and operations');

	bebetter
		.command('provision')
		.description('Bring the database to the declared model; deletes nothing')
		.option('--dry-run', 'print what would be done and change nothing')
		.action((options) => run(() => runProvision(context, { dryRun: options['dryRun'] === true })));

	bebetter
		.command('seed')
		.description('Add the seed content that was never here; edited and deleted rows stay as they are')
		.option('--force', 'delete every row of the collections and put the seed content back')
		.option(
			'--collections <names>',
			'with --force: which collections, comma-separated; without it all content and no private data',
		)
		.option('--yes', 'with --force: do not ask for the project’s name')
		.option('--dump-folder <folder>', 'with --force: where to keep what is deleted', 'dumps')
		.action((options) =>
			run(() =>
				runSeed(context, {
					force: options['force'] === true,
					yes: options['yes'] === true,
					collections: options['collections'] as string | undefined,
					dumpFolder: String(options['dumpFolder']),
				}),
			),
		);

	bebetter
		.command('recompute')
		.description('Compute nutritional targets anew; who has the same inputs keeps their target')
		.option('--user <id>', 'of one person')
		.option('--all', 'of everybody with a profile')
		.action((options) =>
			run(() =>
				runRecompute(context, {
					user: options['user'] as string | undefined,
					all: options['all'] === true,
				}),
			),
		);

	bebetter
		.command('purge')
		.description('Have answers made anew on every instance, and CDNs forget them; prints the receipt')
		.option('--collections <names>', 'everything of these collections, comma-separated')
		.option('--tags <tags>', 'tags such as foods:<id>, comma-separated')
		.option('--urls <addresses>', 'addresses such as /mobile/foods/oats, comma-separated')
		.option('--all', 'everything')
		.action((options) =>
			run(() =>
				runPurge(context, {
					collections: options['collections'] as string | undefined,
					tags: options['tags'] as string | undefined,
					urls: options['urls'] as string | undefined,
					all: options['all'] === true,
				}),
			),
		);

	bebetter
		.command('worker')
		.description('Work background jobs until asked to end; any number of these may run')
		.option('--concurrency <number>', 'jobs at a time; by default BEBETTER_JOBS_CONCURRENCY')
		.option('--health-port <port>', 'answer GET on this port with 200 while all is well')
		.action((options) =>
			finish(
				runWorker(context, {
					concurrency: options['concurrency'] as string | undefined,
					healthPort: options['healthPort'] as string | undefined,
				}),
			),
		);
}
