import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One hash over the content of files and folders: git checkouts and copies change times, not content. */
export function treeFingerprint(root: string, names: string[]): string {
	const hash = createHash('sha256');
	for (const name of names) addTo(hash, root, name);
	return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, root: string, name: string): void {
	const path = join(root, name);
	if (!existsSync(path)) return;
	if (statSync(path).isDirectory()) {
		for (const child of readdirSync(path).toSorted()) addTo(hash, root, `${name}/${child}`);
		return;
	}
	hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
}
