import { buildBundle } from '../build-bundle.ts';
import { runCommand } from '../plain-error.ts';

await runCommand(async () => {
	await buildBundle({ force: true });
	console.log('dist/api.js, dist/app.js and dist/client are up to date.');
});
