import { readDisks } from '../disk.ts';
import { readMemory } from '../usage.ts';
import { question, type CheckQuestion, type CheckSources } from './check-question.ts';

export function machineChecks({ context: { env }, telemetry: { usage } }: CheckSources): CheckQuestion[] {
	return [
		question('disk', async () => {
			const disks = await readDisks(env);
			return {
				observed: Math.max(0, ...disks.map(({ used }) => used)),
				facts: Object.fromEntries(disks.map(({ holds, freeBytes }) => [`free_bytes ${holds}`, freeBytes])),
			};
		}),
		question('memory', async () => {
			const { ratio, usedBytes, limitBytes } = await readMemory();
			const { rss, heapUsed } = process.memoryUsage();
			return {
				observed: ratio,
				facts: {
					used_bytes: usedBytes,
					limit_bytes: limitBytes,
					process_bytes: rss,
					heap_bytes: heapUsed,
				},
			};
		}),
		question('cpu', async () => ({ observed: usage.cpuRatio })),
		question('event_loop', async () => {
			const { p99, max } = usage.eventLoopDelay();
			return { observed: p99, facts: { max_ms: Math.round(max) } };
		}),
	];
}
