import { spawn } from 'node:child_process';
import { checkAdministrator } from '../administrator.ts';
import { buildBundle, extensionCli, forgetBuild } from '../build-bundle.ts';
import { startDirectus } from '../directus-process.ts';
import { prepareLocalInstance } from '../local-instance.ts';
import { repositoryRoot } from '../paths.ts';
import { runCommand } from '../plain-error.ts';
import { runUntilStopped } from '../stop-on-signal.ts';
import { welcome } from '../welcome.ts';

await runCommand(async () => {
	const options = await prepareLocalInstance({ EXTENSIONS_AUTO_RELOAD: 'true' });
	await buildBundle();
	const directus = await startDirectus(options);
	const watcher = watchBundle();
	const stopped = runUntilStopped(directus, () => void watcher.kill());
	const administrator = await checkAdministrator(directus.url, options.env);
	console.log(await welcome(directus.url, options.env['PUBLIC_URL'] ?? directus.url, administrator));
	await stopped;
});

/** Rebuilds on save; Directus reloads what the build writes. Readable output, because this is where people debug. */
function watchBundle() {
	forgetBuild();
	const args = [extensionCli, 'build', '--watch', '--no-minify', '--sourcemap'];
	return spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ['ignore', 'inherit', 'inherit'] });
}
