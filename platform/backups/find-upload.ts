import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { hostStorageOf } from '../storage/host-storage.ts';
import type { HostContext } from '../host-context.ts';
import type { FindUpload } from './write-inventory.ts';

/** Larger files are known by their size alone: a backup is no reason to read gigabytes. */
const mostDigestedBytes = 32 * 1024 * 1024;

/** Looks uploaded files up in the storages of Directus. */
export function uploadFinder({ env }: Pick<HostContext, 'env'>): FindUpload {
	const openStorage = hostStorageOf({ env }, { variable: 'STORAGE_LOCATIONS', chosen: undefined });
	return async ({ storage: location, name }) => {
		try {
			const storage = await openStorage(location);
			const { size: bytes } = await storage.stat(name);
			if (!isLocal(env, location) || bytes > mostDigestedBytes) return { bytes, sha256: null };
			const hash = createHash('sha256');
			await pipeline(await storage.read(name), hash);
			return { bytes, sha256: hash.digest('hex') };
		} catch {
			// Storages differ in how they say that something is not there.
			return null;
		}
	};
}

const isLocal = (env: Readonly<Record<string, unknown>>, location: string): boolean =>
	(env[`STORAGE_${location.toUpperCase()}_DRIVER`] ?? 'local') === 'local';
