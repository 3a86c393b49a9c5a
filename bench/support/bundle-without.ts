import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionCli } from '../../host/build-bundle.ts';
import { repositoryRoot, workFolder } from '../../host/paths.ts';
import { runProcess } from '../../host/run-process.ts';
import { onCleanUp } from './clean-up.ts';

interface Manifest {
	'directus:extension': { entries: { name: string; type: string }[] };
}

const partsOfApp = ['module', 'interface', 'operation'];

/** dist/app.js as it would be without one of its entries, built by Directus's own command in a folder of its own. */
export async function appWithout(entry: string): Promise<Buffer> {
	const folder = join(workFolder, `without-${entry}`);
	onCleanUp(async () => rmSync(folder, { recursive: true, force: true }));
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const linked of ['domain', 'platform', 'schema', 'extensions', 'node_modules'])
		symlinkSync(join(repositoryRoot, linked), join(folder, linked));
	cpSync(join(repositoryRoot, 'tsconfig.json'), join(folder, 'tsconfig.json'));

	const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as Manifest;
	const bundle = manifest['directus:extension'];
	bundle.entries = bundle.entries.filter(({ name, type }) => name !== entry && partsOfApp.includes(type));
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));

	const build = await runProcess(process.execPath, [extensionCli, 'build'], { cwd: folder });
	if (build.code !== 0) throw new Error(`The bundle without ${entry} does not build: ${build.stderr}`);
	return readFileSync(join(folder, 'dist/app.js'));
}
