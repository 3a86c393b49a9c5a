import { isFinished } from '../../domain/jobs/status.ts';
import type { HostContext } from '../host-context.ts';
import { recomputeTargetsJob } from '../jobs/definitions/recompute-targets.ts';
import { jobsOf, type Jobs } from '../jobs/jobs.ts';
import { readRun, type JobRun } from '../jobs/ledger/run.ts';
import { waitForEnd } from '../jobs/wait-for-end.ts';
import { print } from './terminal.ts';

export interface RecomputeOptions {
	readonly user: string | undefined;
	readonly all: boolean;
}

/** Left to a running instance for so long, ms; then the job is worked here. */
const leftToOthersMs = 3_000;
const reportEveryMs = 2_000;

/** Hands a job over, shows how far it is and prints its result. Without a running instance it does the work itself. */
export async function runRecompute(context: HostContext, { user, all }: RecomputeOptions): Promise<void> {
	if ((user === undefined) === !all) throw new Error('Say whose targets: --user <id> or --all.');
	const jobs = jobsOf(context);
	const payload = all ? { all: true } : { user };
	const { run } = await jobs.enqueue(recomputeTargetsJob, { payload });

	try {
		const ended = await follow(context, jobs, run);
		if (ended?.status !== 'done')
			throw new Error(`The job ${run.id} ended as ${ended?.status ?? 'deleted'}: ${ended?.error ?? ''}`);
		print(JSON.stringify(ended.result, null, 2));
	} finally {
		await jobs.stop();
	}
}

async function follow({ database }: HostContext, jobs: Jobs, { id }: JobRun): Promise<JobRun | null> {
	const { signal } = new AbortController();
	let run = await waitForEnd(database, id, leftToOthersMs, signal);
	if (run?.status === 'queued') jobs.work(1);
	while (run && !isFinished(run.status)) {
		run = await waitForEnd(database, id, reportEveryMs, signal);
		if (run) print(`${run.progress} of ${run.total ?? '?'} people`);
	}
	return run && readRun(database, id);
}
