import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from './build-bundle.ts';
import { withFileLock } from './file-lock.ts';
import { bundleName, packedFolder, repositoryRoot, workFolder } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { runProcess } from './run-process.ts';
import { treeFingerprint } from './tree-fingerprint.ts';

const stampFile = join(workFolder, 'packed-from');

/**
 * Builds, packs and unpacks the bundle into the extensions folder of the host tests. They load what npm would publish,
 * so a file that is missing from the tarball fails a test and not an installation.
 */
export async function packBundle(): Promise<string> {
	await withFileLock(join(workFolder, 'pack.lock'), async () => {
		await buildBundle();
		const content = treeFingerprint(repositoryRoot, ['dist', 'package.json', 'README.md', 'LICENSE']);
		const unpacked = join(packedFolder, bundleName);
		if (existsSync(unpacked) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === content) return;
		await pack(unpacked);
		writeFileSync(stampFile, content);
	});
	return packedFolder;
}

/** Which build is in the extensions folder of the tests. */
export function packedFingerprint(): string {
	return readFileSync(stampFile, 'utf8');
}

async function pack(target: string): Promise<void> {
	const scratch = join(workFolder, 'pack');
	rmSync(scratch, { recursive: true, force: true });
	mkdirSync(scratch, { recursive: true });
	const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', scratch];
	const npm = await runProcess('npm', args, { cwd: repositoryRoot });
	const tarball = npm.stdout.trim().split('\n').at(-1);
	if (npm.code !== 0 || !tarball) throw new PlainError(`"npm pack" failed: ${npm.stderr.trim()}`);
	const tar = await runProcess('tar', ['-xzf', tarball], { cwd: scratch });
	if (tar.code !== 0) throw new PlainError(`The packed bundle cannot be unpacked: ${tar.stderr.trim()}`);
	mkdirSync(packedFolder, { recursive: true });
	rmSync(target, { recursive: true, force: true });
	renameSync(join(scratch, 'package'), target);
}
