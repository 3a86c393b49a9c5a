import { isFinished } from '../../domain/jobs/status.ts';
import type { HostContext } from '../host-context.ts';
import { jobsOf, type Jobs } from '../jobs/jobs.ts';
import { readRun, type JobRun } from '../jobs/ledger/run.ts';
import { waitForEnd } from '../jobs/wait-for-end.ts';
import { print } from './terminal.ts';

/** Left to a running instance for so long, ms; then the job is worked here. */
const leftToOthersMs = 3_000;
const reportEveryMs = 2_000;

/**
 * Hands a job over, shows how far it is and prints its result. Without a running instance it does the work itself.
 *
 * @param units what the job's progress counts, such as people
 * @throws {ZodError} when the payload does not fit; {Error} when the job did not end well
 */
export async function runJob(
	context: HostContext,
	name: string,
	payload: unknown,
	units: string,
): Promise<void> {
	const jobs = jobsOf(context);
	const { run } = await jobs.enqueue(name, { payload });

	try {
		const ended = await follow(context, jobs, run, units);
		if (ended?.status !== 'done')
			throw new Error(`The job ${run.id} ended as ${ended?.status ?? 'deleted'}: ${ended?.error ?? ''}`);
		print(JSON.stringify(ended.result, null, 2));
	} finally {
		await jobs.stop();
	}
}

async function follow(
	{ database }: HostContext,
	jobs: Jobs,
	{ id }: JobRun,
	units: string,
): Promise<JobRun | null> {
	const { signal } = new AbortController();
	let run = await waitForEnd(database, id, leftToOthersMs, signal);
	if (run?.status === 'queued') jobs.work(1);
	let last = '';
	while (run && !isFinished(run.status)) {
		run = await waitForEnd(database, id, reportEveryMs, signal);
		const line = run && run.total !== null ? `${run.progress} of ${run.total} ${units}` : last;
		if (line !== last) print(line);
		last = line;
	}
	return run && readRun(database, id);
}
