import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { textOf, type Settings } from '../../domain/operations/doctor/settings.ts';

const othersMayRead = 0o004;

/** The file with Directus's variables, if everybody on the machine may read it. */
export async function readableFiles(env: Settings): Promise<string[]> {
	const file = resolve(textOf(env, 'CONFIG_PATH') ?? '.env');
	const found = await stat(file).catch(() => null);
	return found?.isFile() && (found.mode & othersMayRead) !== 0 ? [file] : [];
}
