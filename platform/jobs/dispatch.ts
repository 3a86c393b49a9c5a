import type { JobRun } from './ledger/run.ts';

/** What a message asks a worker to do. */
export interface Handlers {
	/** Works the job of that id if it is due; resolves when it has ended or was not. */
	readonly work: (id: string) => Promise<void>;
	/** Looks which schedules are due. */
	readonly tick: () => Promise<void>;
}

/**
 * A way to tell workers at once which job is due, wherever they run. It only rings: whether a job is due and whose it
 * is, the ledger decides, and what is never delivered is found there.
 */
export interface Dispatch {
	readonly isConnected: boolean;
	/** @returns false when nobody can be told now */
	offer(runs: readonly Pick<JobRun, 'id' | 'fence'>[]): Promise<boolean>;
	/** Begins to take messages, so many at a time. */
	listen(handlers: Handlers, concurrency: number): void;
	stop(): Promise<void>;
}
