import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../../host/paths.ts';
import { PlainError } from '../../host/plain-error.ts';
import { withProgress } from '../../host/progress.ts';
import { runProcess } from '../../host/run-process.ts';

export const release = '0.4.5';

/**
 * Installs the release into a folder of its own. It cannot be one of our dependencies: it depends on all of npm 6,
 * whose `npm` would take the place of the real one in `node_modules/.bin`.
 *
 * @returns the folder of the suite
 */
export async function ensureRelease(): Promise<string> {
	const folder = join(workFolder, `cache-tests-${release}`);
	const suite = join(folder, 'node_modules/http-cache-tests');
	if (!existsSync(suite)) await withProgress(`Installing http-cache-tests ${release}`, () => install(folder));
	return suite;
}

async function install(folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { code, stderr } = await runProcess('npm', ['install', ...quietly, `http-cache-tests@${release}`], {
		cwd: folder,
	});
	if (code !== 0) throw new PlainError(`http-cache-tests ${release} could not be installed:\n${stderr}`);
}

/** A checkout is named by its commit. */
export async function nameOfCheckout(folder: string): Promise<string> {
	const { code, stdout } = await runProcess('git', ['rev-parse', '--short', 'HEAD'], { cwd: folder });
	if (code !== 0) throw new PlainError(`BEBETTER_CACHE_TESTS: ${folder} is not a git checkout.`);
	return `http-tests/cache-tests at ${stdout.trim()}`;
}
