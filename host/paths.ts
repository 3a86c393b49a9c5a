import { join } from 'node:path';

/** The Directus releases the bundle is developed for and tested on. */
export type Major = 11 | 12;

export const bundleName = 'directus-extension-bebetter';

export const repositoryRoot = join(import.meta.dirname, '..');

/** Everything that is made at run time: databases, packed bundles, logs. Ignored by git, safe to delete. */
export const workFolder = join(repositoryRoot, '.directus');

export const localFolder = join(workFolder, 'local');

/** An extensions folder that holds the packed bundle, exactly as npm would publish it. */
export const packedFolder = join(workFolder, 'packed');

/** Where a real Directus of this major is installed, with a lock file of its own. */
export function directusFolder(major: Major): string {
	return join(repositoryRoot, 'host', `directus-${major}`);
}
