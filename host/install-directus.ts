import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { assertDiskSpace } from './disk-space.ts';
import { withFileLock } from './file-lock.ts';
import { directusFolder, type Major, repositoryRoot, workFolder } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { withProgress } from './progress.ts';
import { runProcess } from './run-process.ts';

/**
 * Installs the pinned Directus of this major from its lock file, unless exactly that is there. It lives apart from the
 * bundle's dependencies because both majors are needed side by side and neither may leak into the bundle.
 */
export async function ensureDirectus(major: Major): Promise<void> {
	if (isInstalled(major)) return;
	await withFileLock(join(workFolder, `install-${major}.lock`), async () => {
		if (!isInstalled(major)) await install(major);
	});
}

/** Changes whenever another Directus, or another version of anything it needs, is wanted. */
export function directusFingerprint(major: Major): string {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) {
		hash.update(readFileSync(join(directusFolder(major), file)));
	}
	return hash.digest('hex').slice(0, 12);
}

/** The release our lock file pins, for messages. */
export function directusVersion(major: Major): string {
	const manifest = JSON.parse(readFileSync(join(directusFolder(major), 'package.json'), 'utf8'));
	return manifest.dependencies.directus;
}

/** The file that `directus <command>` runs, without the update check that delays the official one when offline. */
export function directusCli(major: Major): string {
	return join(directusFolder(major), 'node_modules/@directus/api/dist/cli/run.js');
}

function isInstalled(major: Major): boolean {
	const stamp = stampFile(major);
	if (!existsSync(stamp) || !existsSync(directusCli(major))) return false;
	return readFileSync(stamp, 'utf8') === directusFingerprint(major);
}

async function install(major: Major): Promise<void> {
	const version = directusVersion(major);
	const folder = directusFolder(major);
	assertDiskSpace(folder, 2500, `installing Directus ${version}`);
	await withProgress(`Installing Directus ${version} (once, up to five minutes)`, async () => {
		const args = ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
		const npm = await runProcess('npm', args, { cwd: folder, env: installEnvironment() });
		if (npm.code !== 0) throw new PlainError(explainInstallFailure(version, npm.stderr));
		const check = await runProcess(process.execPath, [directusCli(major), '--version'], {
			cwd: folder,
			env: {},
		});
		const found = check.stdout.trim().split('\n').at(-1);
		if (found !== version) {
			throw new PlainError(`Directus ${version} was installed but does not run: ${lastLine(check.stderr)}`);
		}
	});
	writeFileSync(stampFile(major), directusFingerprint(major));
}

/**
 * Native modules must be built for the Node that will load them: npm runs on Node 22 too, and node-gyp gets the headers
 * that came with it, so nothing is fetched from nodejs.org.
 */
function installEnvironment(): NodeJS.ProcessEnv {
	const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) };
	const headers = nodeHeaders();
	return headers ? { ...env, npm_config_nodedir: headers } : env;
}

function nodeHeaders(): string | undefined {
	const parent = join(repositoryRoot, 'node_modules/node/node_modules');
	if (!existsSync(parent)) return undefined;
	return readdirSync(parent)
		.map((name) => join(parent, name))
		.find((folder) => existsSync(join(folder, 'include/node/node_api.h')));
}

function explainInstallFailure(version: string, stderr: string): string {
	if (/ENOSPC/.test(stderr)) return `The disk is full: Directus ${version} needs about 1 GB.`;
	if (/gyp ERR/.test(stderr)) {
		const hint =
			process.platform === 'darwin' ? 'xcode-select --install' : 'apt install build-essential python3';
		return `A native module of Directus ${version} had to be compiled and no compiler was found: ${hint}`;
	}
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(stderr)) {
		return `Directus ${version} could not be downloaded: the package registry does not answer.`;
	}
	return `Installing Directus ${version} failed: ${lastLine(stderr)}`;
}

function lastLine(text: string): string {
	return text.trim().split('\n').at(-1) ?? 'no reason was given';
}

function stampFile(major: Major): string {
	return join(directusFolder(major), 'node_modules', '.bebetter-installed');
}
