import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
	'extension.config.js',
	'package.json',
	'package-lock.json',
];

/** Changes whenever a build would make something else. */
export function sourceFingerprint(): string {
	return treeFingerprint(repositoryRoot, sources);
}

/** Builds dist/api.js and dist/app.js unless they are made of exactly these sources. True when it built. */
export async function buildBundle(options: { force?: boolean } = {}): Promise<boolean> {
	const fingerprint = sourceFingerprint();
	if (!options.force && isBuilt(fingerprint)) return false;
	process.stderr.write('Building the bundle…\n');
	const build = await runProcess(process.execPath, [extensionCli, 'build'], { cwd: repositoryRoot });
	const output = `${build.stdout}${build.stderr}`;
	// The SDK's command reports some errors and still exits with 0.
	if (build.code !== 0 || !outputsExist())
		throw new PlainError(`The bundle does not build:\n${output.trim()}`);
	mkdirSync(workFolder, { recursive: true });
	writeFileSync(stampFile, fingerprint);
	return true;
}

/** `npm run dev` writes dist without us: what is there afterwards must not pass for a real build. */
export function forgetBuild(): void {
	rmSync(stampFile, { force: true });
}

function isBuilt(fingerprint: string): boolean {
	return outputsExist() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint;
}

function outputsExist(): boolean {
	return ['app.js', 'api.js'].every((file) => existsSync(join(repositoryRoot, 'dist', file)));
}
