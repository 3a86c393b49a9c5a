import { machine } from '../access/caller.ts';
import type { HostContext } from '../host-context.ts';
import { recordSecurityAction } from '../security/audit.ts';
import { lockDown, type LockdownOptions } from '../security/lock-down.ts';
import { ask, print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter lockdown`. */
export function registerLockdownCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('lockdown')
		.description('When somebody may have got in: log everybody out; see "Security" in docs/operations.md')
		.option('--static-tokens', 'delete the static tokens of all users too')
		.option('--stop-jobs', 'cancel the jobs that wait or run; each can be retried')
		.option('--maintenance', 'close the app for everybody and pause jobs, until maintenance off')
		.option('--yes', 'do not ask')
		.action((options) =>
			run(() =>
				runLockdown(context, {
					staticTokens: options['staticTokens'] === true,
					stopJobs: options['stopJobs'] === true,
					maintenance: options['maintenance'] === true,
					yes: options['yes'] === true,
				}),
			),
		);
}

/** Prints what was done as JSON. */
async function runLockdown(
	context: HostContext,
	{ yes, ...options }: LockdownOptions & { readonly yes: boolean },
): Promise<void> {
	print('This logs everybody out, also yourself. Apps and the Studio ask for the password again.');
	if (options.staticTokens) print('Static tokens of all users are deleted: pipelines need new ones.');
	if (options.stopJobs) print('Jobs that wait or run are cancelled; Operations → Jobs can have them go on.');
	if (options.maintenance) print('The app is closed for everybody, and jobs pause, until "maintenance off".');
	if (!yes && (await ask('Type "lockdown" to go on: ')).trim() !== 'lockdown')
		throw new Error('Nothing was changed.');
	const outcome = await lockDown(context, options);
	await recordSecurityAction(context, machine, 'lockdown', { ...outcome });
	print(JSON.stringify(outcome, null, 2));
}
