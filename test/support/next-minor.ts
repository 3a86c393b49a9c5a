import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionCli } from '../../host/build-bundle.ts';
import { bundleName, repositoryRoot, workFolder } from '../../host/paths.ts';
import { runProcess } from '../../host/run-process.ts';

/** What the next minor release adds to foods. */
export const addedField = 'shelf_life_days';

/** @returns an extensions folder with a release after this one, built from the same sources with one more field */
export async function nextMinor(): Promise<string> {
	const sources = join(workFolder, 'next-minor', 'sources');
	rmSync(sources, { recursive: true, force: true });
	mkdirSync(sources, { recursive: true });
	for (const name of [
		'domain',
		'platform',
		'schema',
		'extensions',
		'client',
		'tsconfig.json',
		'package.json',
	])
		cpSync(join(repositoryRoot, name), join(sources, name), { recursive: true });
	symlinkSync(join(repositoryRoot, 'node_modules'), join(sources, 'node_modules'));
	change(join(sources, 'package.json'), '"version": "0.1.0"', '"version": "0.2.0"');
	change(
		join(sources, 'schema/collections/foods.ts'),
		'\t\tserving_g: decimal(',
		`\t\t${addedField}: decimal({ label: text('Keeps for (days)', 'مدة الحفظ (أيام)'), min: 0 }),\n\t\tserving_g: decimal(`,
	);
	const build = await runProcess(process.execPath, [extensionCli, 'build'], { cwd: sources });
	if (build.code !== 0) throw new Error(`The next release does not build:\n${build.stdout}${build.stderr}`);

	const packed = join(workFolder, 'next-minor', 'packed');
	const target = join(packed, bundleName);
	rmSync(packed, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	for (const name of ['dist', 'package.json'])
		cpSync(join(sources, name), join(target, name), { recursive: true });
	return packed;
}

function change(file: string, from: string, to: string): void {
	const text = readFileSync(file, 'utf8');
	if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
	writeFileSync(file, text.replace(from, to));
}
