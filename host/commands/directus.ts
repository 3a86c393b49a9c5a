import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { directusCli } from '../install-directus.ts';
import { buildBundle } from '../build-bundle.ts';
import { localInstanceOptions, prepareLocalDatabase } from '../local-instance.ts';
import { runCommand } from '../plain-error.ts';

/** Runs any command of Directus, ours among them, on the instance and the database of `npm start`. */
await runCommand(async () => {
	const options = localInstanceOptions();
	await buildBundle();
	await prepareLocalDatabase(options);
	const args = [directusCli(options.major), ...process.argv.slice(2)];
	// What a start says of itself would stand between the lines of a command, and in its JSON.
	const env = { ...options.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' };
	// It may ask before it deletes anything, so it gets the real terminal.
	const child = spawn(process.execPath, args, { cwd: options.cwd, env, stdio: 'inherit' });
	const [code] = await once(child, 'exit');
	process.exitCode = code ?? 1;
});
