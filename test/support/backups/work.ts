import type { Knex } from 'knex';
import type { Job } from '../../../platform/jobs/job.ts';
import { claim } from '../../../platform/jobs/ledger/claim.ts';
import { readRun, type JobRun } from '../../../platform/jobs/ledger/run.ts';
import { order } from '../../../platform/jobs/order.ts';
import { workRun } from '../../../platform/jobs/work-run.ts';
import { keptLog } from '../jobs/quiet-logger.ts';

/** Orders a job and works it until it ends or fails once. */
export async function workOnce(knex: Knex, job: Job, payload: object = {}): Promise<JobRun> {
	const { run } = await order(knex, job, { payload });
	await knex('job_runs')
		.where({ id: run.id })
		.update({ run_at: new Date(0) });
	const claimed = await claim(knex, { names: [job.name], owner: 'test' });
	await workRun(job, claimed!, {
		knex,
		logger: keptLog().logger,
		stopping: new AbortController().signal,
	});
	return (await readRun(knex, run.id))!;
}
