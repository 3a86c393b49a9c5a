import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of the test's own, small enough to be full soon. */
export interface SmallDisk {
	readonly folder: string;
	/** Leaves nobody anything but `kilobytes`. */
	fill(kilobytes?: number): void;
	free(): void;
	remove(): void;
}

/** Mounting takes root, and a kernel that lets it. */
export const missingSmallDisk: string | null = canMount()
	? null
	: 'mounting a small disk takes root on Linux';

export function smallDisk(megabytes: number): SmallDisk {
	const folder = mkdtempSync(join(tmpdir(), 'bebetter-disk-'));
	execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
	const ballast = join(folder, 'ballast');
	return {
		folder,
		fill: (kilobytes = 0) => {
			writeFileSync(ballast, '');
			const { bavail, bsize } = statfsSync(folder);
			const size = bavail * bsize - kilobytes * 1024;
			// Written, because a hole takes no room.
			writeFileSync(ballast, Buffer.alloc(Math.max(0, size - (size % bsize))));
		},
		free: () => truncateSync(ballast, 0),
		remove: () => {
			spawnSync('umount', ['--lazy', folder]);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function canMount(): boolean {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
	const folder = mkdtempSync(join(tmpdir(), 'bebetter-disk-'));
	const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
	if (status === 0) spawnSync('umount', [folder]);
	rmSync(folder, { recursive: true, force: true });
	return status === 0;
}
