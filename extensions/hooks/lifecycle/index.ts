import { defineHook } from '@directus/extensions-sdk';
import { registerCommands } from '../../../platform/commands/index.ts';
import { parseConfig } from '../../../platform/config.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { startUp } from '../../../platform/start-up.ts';

/** Prepares the database before Directus listens, and adds `directus bebetter …`. */
export default defineHook(({ init }, hookContext) => {
	const context = hookContext as unknown as HostContext;
	const config = parseConfig(context.env);

	init('app.before', () => startUp(context, config));
	init('cli.before', ({ program }) => registerCommands(program, context));
});
