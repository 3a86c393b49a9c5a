import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from './build-client.ts';
import { repositoryRoot, workFolder } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { runProcess } from './run-process.ts';
import { treeFingerprint } from './tree-fingerprint.ts';

export const extensionCli = join(repositoryRoot, 'node_modules/@directus/extensions-sdk/cli.js');

const stampFile = join(workFolder, 'built');
const sources = [
	'domain',
	'platform',
	'schema',
	'extensions',
	'client',
	'tsconfig.json',
	'extension.config.js',
	'package.json',
	'package-lock.json',
];

/** Changes whenever a build would make something else. */
export function sourceFingerprint(): string {
	return treeFingerprint(repositoryRoot, sources);
}

/** Builds dist/api.js, dist/app.js and dist/client unless they are made of exactly these sources. True when it built. */
export async function buildBundle(options: { force?: boolean } = {}): Promise<boolean> {
	const fingerprint = sourceFingerprint();
	if (!options.force && isBuilt(fingerprint)) return false;
	process.stderr.write('Building the bundle…\n');
	const build = await runProcess(process.execPath, [extensionCli, 'build'], { cwd: repositoryRoot });
	const output = `${build.stdout}${build.stderr}`;
	// The SDK's command reports some errors and still exits with 0.
	if (build.code !== 0 || !exist(bundleFiles))
		throw new PlainError(`The bundle does not build:\n${output.trim()}`);
	buildClient();
	mkdirSync(workFolder, { recursive: true });
	writeFileSync(stampFile, fingerprint);
	return true;
}

/** `npm run dev` writes dist without us: what is there afterwards must not pass for a real build. */
export function forgetBuild(): void {
	rmSync(stampFile, { force: true });
}

function isBuilt(fingerprint: string): boolean {
	return (
		exist([...bundleFiles, 'client/index.js']) &&
		existsSync(stampFile) &&
		readFileSync(stampFile, 'utf8') === fingerprint
	);
}

const bundleFiles = ['app.js', 'api.js'];

function exist(outputs: readonly string[]): boolean {
	return outputs.every((file) => existsSync(join(repositoryRoot, 'dist', file)));
}
