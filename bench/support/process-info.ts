import { readFileSync } from 'node:fs';

/** Clock ticks of the kernel's statistics, µs each; the same on every Linux. */
const tick = 10_000;

/** User and system time of a process, µs; NaN on systems without /proc. */
export function processorTime(pid: number): number {
	const fields = read(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ');
	return fields ? (Number(fields[11]) + Number(fields[12])) * tick : Number.NaN;
}

/** What of a process is in memory, MB; NaN on systems without /proc. */
export function residentMegabytes(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? Number.NaN) / 1024;
}

function read(path: string): string | null {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return null;
	}
}
