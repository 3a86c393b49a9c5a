import { defineHook } from '@directus/extensions-sdk';
import { registerCommands } from '../../../platform/commands/index.ts';
import { configOf } from '../../../platform/config.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { heartbeatOf } from '../../../platform/processes/heartbeat.ts';
import { startUp } from '../../../platform/start-up.ts';

/** Prepares the database before Directus listens, and adds `directus bebetter …`. */
export default defineHook(({ init }, hookContext) => {
	const context = hookContext as unknown as HostContext;
	const config = configOf(context);
	// After a reload of extensions this goes on where the old copy was.
	heartbeatOf(context);

	init('app.before', () => startUp(context, config));
	init('cli.before', ({ program }) => registerCommands(program, context));
});
