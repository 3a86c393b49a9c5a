import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStorage } from '../../../platform/storage/host-storage.ts';

/** A storage in a folder, as Directus's own local one. */
export function folderStorage(root: string): ObjectStorage {
	const at = (object: string) => join(root, object);
	return {
		name: 'folder',
		async write(object: string, content: Readable) {
			await mkdir(dirname(at(object)), { recursive: true });
			await pipeline(content, createWriteStream(at(object)));
		},
		read: (object) => Promise.resolve(createReadStream(at(object))),
		delete: (object) => unlink(at(object)),
		async *list(prefix) {
			const entries = await readdir(at(prefix), { recursive: true, withFileTypes: true });
			for (const entry of entries)
				if (entry.isFile()) yield relative(root, join(entry.parentPath, entry.name));
		},
		stat: async (object) => {
			const { mtime: modified, size } = await stat(at(object));
			return { modified, size };
		},
	};
}
