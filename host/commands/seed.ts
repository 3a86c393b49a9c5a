import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { directusCli } from '../install-directus.ts';
import { buildBundle } from '../build-bundle.ts';
import { localInstanceOptions, prepareLocalDatabase } from '../local-instance.ts';
import { runCommand } from '../plain-error.ts';

await runCommand(async () => {
	const options = localInstanceOptions();
	await buildBundle();
	await prepareLocalDatabase(options);
	const args = [directusCli(options.major), 'bebetter', 'seed', ...process.argv.slice(2)];
	// It may ask for the project's name before it deletes anything, so it gets the real terminal.
	const child = spawn(process.execPath, args, { cwd: options.cwd, env: options.env, stdio: 'inherit' });
	const [code] = await once(child, 'exit');
	process.exitCode = code ?? 1;
});
