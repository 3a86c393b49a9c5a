import { checkAdministrator } from '../administrator.ts';
import { buildBundle } from '../build-bundle.ts';
import { startDirectus } from '../directus-process.ts';
import { prepareLocalInstance } from '../local-instance.ts';
import { runCommand } from '../plain-error.ts';
import { runUntilStopped } from '../stop-on-signal.ts';
import { welcome } from '../welcome.ts';

await runCommand(async () => {
	const options = await prepareLocalInstance();
	await buildBundle();
	process.stderr.write('Starting Directus…\n');
	const directus = await startDirectus(options);
	const stopped = runUntilStopped(directus);
	const administrator = await checkAdministrator(directus.url, options.env);
	console.log(await welcome(directus.url, options.env['PUBLIC_URL'] ?? directus.url, administrator));
	await stopped;
});
