import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A module of the running Directus, the very instance that it uses itself: for what it has and hands to no extension.
 *
 * @throws {Error} when it cannot be found, with the remedy
 */
export async function importHostModule<Module>(name: string): Promise<Module> {
	return (await import(pathToFileURL(hostModule(name)).href)) as Module;
}

/** The file of such a module. */
export function hostModule(name: string): string {
	const starts = [process.argv[1] && realpathSync(process.argv[1]), join(process.cwd(), 'package.json')];
	for (const start of starts) {
		if (!start) continue;
		try {
			return createRequire(start).resolve(name);
		} catch {
			continue;
		}
	}
	throw new Error(
		`"${name}" of Directus cannot be found: start Directus by its own command, such as "npx directus start", or in its folder.`,
	);
}
