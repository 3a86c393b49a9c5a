import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file system that we write to. */
export interface Disk {
	/** What lies on it, such as `database` or `storage local`. */
	readonly holds: string;
	/** From 0 to 1. */
	readonly used: number;
	readonly freeBytes: number;
}

/** The disks of this machine that hold the database and uploads; none when both are elsewhere. */
export async function readDisks(env: Record<string, unknown>): Promise<Disk[]> {
	return Promise.all(
		placesOf(env).map(async ({ holds, path }) => {
			const { blocks, bavail, bfree, bsize } = await statfs(path);
			const used = blocks - bfree;
			// As df counts: what only root may use is neither used nor free.
			return { holds, used: used / (used + bavail), freeBytes: bavail * bsize };
		}),
	);
}

function placesOf(env: Record<string, unknown>): { holds: string; path: string }[] {
	const places = [];
	if (String(env['DB_CLIENT']).includes('sqlite') && env['DB_FILENAME'])
		places.push({ holds: 'database', path: dirname(String(env['DB_FILENAME'])) });
	for (const location of String(env['STORAGE_LOCATIONS'] ?? 'local').split(',')) {
		const name = location.trim();
		const prefix = `STORAGE_${name.toUpperCase()}_`;
		if ((env[`${prefix}DRIVER`] ?? 'local') === 'local')
			places.push({ holds: `storage ${name}`, path: String(env[`${prefix}ROOT`] ?? './uploads') });
	}
	return places;
}
