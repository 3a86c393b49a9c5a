import { numberOf } from '../../domain/operations/doctor/settings.ts';
import type { HostContext } from '../host-context.ts';
import { readProcesses } from '../processes/read-processes.ts';

export interface Instances {
	/** Processes that answer requests, from 1. */
	readonly instances: number;
	/** Connections that each of them may open. */
	readonly webPool: number;
	/** Processes that only work jobs. */
	readonly workers: number;
	readonly workerPool: number;
	/** All processes that were seen lately; 1 when only whoever asks is there. */
	readonly processes: number;
}

/**
 * How many processes this project runs: those that were seen lately, and for the web at least as many as the process
 * manager in the image of Directus is told to start.
 */
export async function countInstances({ database, env }: HostContext): Promise<Instances> {
	const seen = await readProcesses(database);
	const web = seen.filter(({ role }) => role !== 'worker');
	const workers = seen.filter(({ role }) => role === 'worker');
	const own: number = database.client.pool?.max ?? 1;
	const planned = numberOf(env, 'PM2_INSTANCES') ?? 1;
	const instances = Math.max(web.length, planned, 1);
	return {
		instances,
		// Whoever asks has the pool that is configured now, which a running process may not have taken over yet.
		webPool: Math.max(own, ...web.map(({ pool }) => pool)),
		workers: workers.length,
		workerPool: Math.max(0, ...workers.map(({ pool }) => pool)),
		processes: Math.max(seen.length, instances),
	};
}
