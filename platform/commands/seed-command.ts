import type { HostContext } from '../host-context.ts';
import { chooseCollections, countRows, resetContent } from '../seed/reset.ts';
import { seedContent } from '../seed/seed.ts';
import { ask, print } from './terminal.ts';

export interface SeedOptions {
	readonly force: boolean;
	readonly yes: boolean;
	readonly collections: string | undefined;
	readonly dumpFolder: string;
}

export async function runSeed(context: HostContext, options: SeedOptions): Promise<void> {
	if (options.force) return reset(context, options);

	const { added } = await seedContent(context);
	const lines = describe(added);
	for (const line of lines) print(`added ${line}`);
	print(
		lines.length === 0 ? 'Nothing to add: the seed content is there, and edited rows are kept.' : 'Done.',
	);
}

async function reset(context: HostContext, { yes, collections, dumpFolder }: SeedOptions): Promise<void> {
	const names = chooseCollections(collections);
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
