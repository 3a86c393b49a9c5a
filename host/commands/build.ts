import { buildBundle } from '../build-bundle.ts';
import { runCommand } from '../plain-error.ts';

await runCommand(async () => {
	await buildBundle({ force: true });
	console.log('dist/api.js and dist/app.js are up to date.');
});
