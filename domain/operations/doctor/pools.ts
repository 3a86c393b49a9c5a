/** How many connections to the database the processes of a project may open. */
export interface Pools {
	/** Processes that answer requests, from 0. */
	readonly instances: number;
	/** Connections that each of them may open. */
	readonly webPool: number;
	/** Processes that only work jobs, from 0. */
	readonly workers: number;
	readonly workerPool: number;
}

/** For a person with a terminal, a backup, and what the database keeps for itself. */
const spare = 5;

/** Connections that have to be free for everything to run at once. */
export const connectionsNeeded = ({ instances, webPool, workers, workerPool }: Pools): number =>
	instances * webPool + workers * workerPool + spare;
