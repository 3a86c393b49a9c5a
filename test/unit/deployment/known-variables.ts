import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directusFolder } from '../../../host/paths.ts';

const source = join(directusFolder(12), 'node_modules/@directus/env/dist/index.js');

export const missingHost = existsSync(source)
	? null
	: 'Directus 12 is not installed, so nobody knows its variables; run "npm start" or "npm test host" once';

/**
 * What Directus 12.4 reads, out of its own source: the defaults, the list of variables it accepts from files, and
 * the families whose rest of the name goes to a driver as an option.
 */
export function readsVariable(): (name: string) => boolean {
	const code = readFileSync(source, 'utf8');
	const names = [
		...Array.from(
			section(code, 'const DEFAULTS = {').matchAll(/^\t([A-Z][A-Z0-9_]*):/gm),
			([, name]) => name,
		),
		...Array.from(
			section(code, 'const DIRECTUS_VARIABLES = [').matchAll(/^\t"([^"]+)"/gm),
			([, name]) => name,
		),
	];
	const families = ['REDIS_.+', 'DB_.+', 'STORAGE_.+', 'RETENTION_.+'];
	const patterns = [...names, ...families].map((name) => new RegExp(`^${name}$`));
	return (name) => patterns.some((pattern) => pattern.test(name));
}

/** From the line that opens a literal to the one that closes it. */
function section(code: string, opening: string): string {
	const start = code.indexOf(opening);
	if (start === -1) throw new Error(`"${opening}" is no longer in ${source}`);
	const length = code.slice(start).search(/\n[}\]];/);
	return code.slice(start, start + length);
}
