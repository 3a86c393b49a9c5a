import type { HostContext } from '../host-context.ts';
import { planProvision, provision } from '../provision/index.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter provision`. */
export function registerProvisionCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('provision')
		.description('Bring the database to the declared model; deletes nothing')
		.option('--dry-run', 'print what would be done and change nothing')
		.action((options) => run(() => runProvision(context, { dryRun: options['dryRun'] === true })));
}

async function runProvision(context: HostContext, { dryRun }: { dryRun: boolean }): Promise<void> {
	const { steps, nativeRules, notes } = dryRun ? await planProvision(context) : await provision(context);

	for (const step of steps) print(`${dryRun ? 'would ' : ''}${step}`);
	print(
		steps.length === 0
			? 'Nothing to do: the database is as declared.'
			: `${steps.length} changes${dryRun ? ' planned' : ' made'}.`,
	);
	for (const note of notes) print(note);
	if (!nativeRules)
		print(
			'This licence allows no row-level permission rules: people reach their own rows through /mobile/me.',
		);
}
