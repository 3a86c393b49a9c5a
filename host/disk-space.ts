import { mkdirSync, statfsSync } from 'node:fs';
import { PlainError } from './plain-error.ts';

/** A full disk shows up as a half-written database much later; asking first costs nothing. */
export function assertDiskSpace(folder: string, megabytes: number, purpose: string): void {
	mkdirSync(folder, { recursive: true });
	const { bavail, bsize } = statfsSync(folder);
	const free = Math.floor((bavail * bsize) / 1e6);
	if (free >= megabytes) return;
	throw new PlainError(`The disk is nearly full: ${free} MB are free, ${purpose} needs ${megabytes} MB.`);
}
