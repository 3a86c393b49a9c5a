import type { Readable } from 'node:stream';
import type { HostContext } from '../host-context.ts';
import { importHostModule } from '../host-module.ts';

/** One of Directus's storage locations, as far as archives and backups use it. */
export interface ObjectStorage {
	/** As STORAGE_LOCATIONS names it. */
	readonly name: string;
	write(object: string, content: Readable, type: string): Promise<void>;
	read(object: string): Promise<Readable>;
	delete(object: string): Promise<void>;
	list(prefix: string): AsyncIterable<string>;
	stat(object: string): Promise<{ readonly modified: Date; readonly size: number }>;
}

/** Finds a storage by its name; archives and backups know where they are. */
export type OpenStorage = (name?: string) => Promise<ObjectStorage>;

/** Which of Directus's storages something goes to, and the variable that says so. */
export interface StorageChoice {
	readonly variable: string;
	readonly chosen: string | undefined;
}

/**
 * Directus's own storage, past its files: a file there would be an asset, and who may see assets is for the project
 * to decide.
 *
 * @returns a function that throws when there is no storage of that name; without a name it is the one of the
 *   configuration, else the first
 */
export function hostStorageOf(
	{ env }: Pick<HostContext, 'env'>,
	{ variable, chosen }: StorageChoice,
): OpenStorage {
	const locations = [env['STORAGE_LOCATIONS'] ?? 'local'].flat().flatMap((names) => String(names).split(','));
	const known = locations.map((name) => name.trim()).filter(Boolean);
	return async (name = chosen ?? known[0] ?? 'local') => {
		if (!known.includes(name))
			throw new Error(
				`There is no storage "${name}": ${variable}, and what was stored earlier, must be one of STORAGE_LOCATIONS (${known.join(', ')}).`,
			);
		const driver = (await hostStorage()).location(name);
		return {
			name,
			write: (object, content, type) => driver.write(object, content, type),
			read: (object) => driver.read(object),
			delete: (object) => driver.delete(object),
			list: (prefix) => driver.list(prefix),
			stat: (object) => driver.stat(object),
		};
	};
}

interface HostStorage {
	location(name: string): Omit<ObjectStorage, 'name'>;
}

/** Directus hands its services to extensions but not its storage, so it is taken from the module that has it. */
async function hostStorage(): Promise<HostStorage> {
	const { getStorage } = await importHostModule<{ getStorage: () => Promise<HostStorage> }>(
		'@directus/api/storage/index',
	);
	return getStorage();
}
