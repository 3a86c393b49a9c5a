import type { HostContext } from '../host-context.ts';
import { prepareSqlite } from '../sql/prepare-sqlite.ts';
import type { Command, Run } from './command.ts';
import { finish } from './terminal.ts';
import { registerAggregateCommand } from './aggregate-command.ts';
import { registerAlertsCommand } from './alerts-command.ts';
import { registerArchiveCommands } from './archive-command.ts';
import { registerBackupCommands } from './backup-command.ts';
import { registerCheckCommands } from './check-command.ts';
import { registerDatabaseCommands } from './database-command.ts';
import { registerIntegrityCommand } from './integrity-command.ts';
import { registerLockdownCommand } from './lockdown-command.ts';
import { registerMaintenanceCommands } from './maintenance-command.ts';
import { registerProvisionCommand } from './provision-command.ts';
import { registerPurgeCommand } from './purge-command.ts';
import { registerRecomputeCommand } from './recompute-command.ts';
import { registerSeedCommand } from './seed-command.ts';
import { registerWorkerCommand } from './worker-command.ts';

/** Every command, each with a line here, in the order in which the help lists them. */
const registrations: readonly ((bebetter: Command, run: Run, context: HostContext) => void)[] = [
	registerProvisionCommand,
	registerSeedCommand,
	registerRecomputeCommand,
	registerAggregateCommand,
	registerPurgeCommand,
	registerIntegrityCommand,
	registerArchiveCommands,
	registerCheckCommands,
	registerMaintenanceCommands,
	registerLockdownCommand,
	registerAlertsCommand,
	registerDatabaseCommands,
	registerBackupCommands,
	registerWorkerCommand,
];

/** Adds `directus bebetter …` to the command line of Directus. */
export function registerCommands(program: unknown, context: HostContext): void {
	const bebetter = (program as Command)
		.command('bebetter')
		.description('BeBetter: content, screens, targets and operations');
	const run: Run = (work) => finish(prepareSqlite(context.database).then(work));
	for (const register of registrations) register(bebetter, run, context);
}
