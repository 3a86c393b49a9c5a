/** The states of a job, as the row in `job_runs` names them. */
export const jobStatuses = ['queued', 'running', 'done', 'dead', 'cancelled'] as const;

export type JobStatus = (typeof jobStatuses)[number];

/** Everything that can happen to a job: from which states, and which it is in afterwards. */
export const transitions = {
	/** A worker takes it; also from a worker whose lease ran out. */
	claim: { from: ['queued', 'running'], to: 'running' },
	/** A step is committed and more are to come. */
	advance: { from: ['running'], to: 'running' },
	/** The last step is committed. */
	complete: { from: ['running'], to: 'done' },
	/** A step failed and will be tried again, or its worker is stopping and another may go on. */
	requeue: { from: ['running'], to: 'queued' },
	/** It failed once too often. */
	bury: { from: ['running'], to: 'dead' },
	/** Somebody decided that it shall not go on. */
	cancel: { from: ['queued', 'running'], to: 'cancelled' },
	/** Somebody decided that it shall be tried again. */
	retry: { from: ['dead', 'cancelled'], to: 'queued' },
} as const satisfies Record<string, { from: readonly JobStatus[]; to: JobStatus }>;

/** Nothing happens to it any more unless somebody asks for it. */
export const finishedStatuses = ['done', 'dead', 'cancelled'] as const satisfies readonly JobStatus[];

export const isFinished = (status: JobStatus): boolean =>
	(finishedStatuses as readonly JobStatus[]).includes(status);
