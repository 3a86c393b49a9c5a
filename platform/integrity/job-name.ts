/** Apart from the job, so that readers of its rows do not need the job. */
export const checkIntegrityJob = 'check-integrity';
