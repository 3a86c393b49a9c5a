import type { HostContext } from '../host-context.ts';
import { recomputeTargetsJob } from '../jobs/definitions/recompute-targets.ts';
import { runJob } from './run-job.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter recompute`. */
export function registerRecomputeCommand(bebetter: Command, run: Run, context: HostContext): void {
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
}

interface RecomputeOptions {
	readonly user: string | undefined;
	readonly all: boolean;
}

/** Has targets computed, of one person or of everybody. */
async function runRecompute(context: HostContext, { user, all }: RecomputeOptions): Promise<void> {
	if ((user === undefined) === !all) throw new Error('Say whose targets: --user <id> or --all.');
	await runJob(context, recomputeTargetsJob, all ? { all: true } : { user }, 'people');
}
