import { machine } from '../access/caller.ts';
import type { HostContext } from '../host-context.ts';
import { changeMaintenance, currentMaintenance } from '../maintenance/switch.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter maintenance …`. */
export function registerMaintenanceCommands(bebetter: Command, run: Run, context: HostContext): void {
	const maintenance = bebetter
		.command('maintenance')
		.description('Tell phones to come back later, and pause background jobs');
	maintenance
		.command('on')
		.description('Begin; every instance follows within a second')
		.option('--minutes <number>', 'end by itself after so many minutes')
		.option('--en <text>', 'what the app says in English')
		.option('--ar <text>', 'what the app says in Arabic')
		.action((options) =>
			run(() =>
				runMaintenanceOn(context, {
					minutes: options['minutes'] as string | undefined,
					en: options['en'] as string | undefined,
					ar: options['ar'] as string | undefined,
				}),
			),
		);
	maintenance
		.command('off')
		.description('End')
		.action(() => run(() => runMaintenanceOff(context)));
	maintenance
		.command('status')
		.description('Print whether it is on, since when and until when')
		.action(() => run(() => runMaintenanceStatus(context)));
}

interface MaintenanceOptions {
	/** Minutes from now, as typed. */
	readonly minutes: string | undefined;
	readonly en: string | undefined;
	readonly ar: string | undefined;
}

const mostMinutes = 7 * 24 * 60;

/** @throws {Error} for a number of minutes that is none */
export async function runMaintenanceOn(context: HostContext, options: MaintenanceOptions): Promise<void> {
	const { en, ar } = options;
	const until = endOf(options.minutes);
	await changeMaintenance(context, { on: true, until, message: { en, ar } }, machine);
	await runMaintenanceStatus(context);
}

async function runMaintenanceOff(context: HostContext): Promise<void> {
	await changeMaintenance(context, { on: false }, machine);
	await runMaintenanceStatus(context);
}

async function runMaintenanceStatus(context: HostContext): Promise<void> {
	print(JSON.stringify(await currentMaintenance(context), null, 2));
}

function endOf(typed: string | undefined): string | null {
	if (typed === undefined) return null;
	const minutes = Number(typed);
	if (!(Number.isFinite(minutes) && minutes > 0 && minutes <= mostMinutes))
		throw new Error(`--minutes must be a number from 1 to ${mostMinutes}.`);
	return new Date(Date.now() + minutes * 60_000).toISOString();
}
