import type { Request, Response, Router } from 'express';
import { isFinished } from '../../domain/jobs/status.ts';
import type { JobRunAnswer } from '../../domain/operations/jobs/contract.ts';
import { forAdministrators } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { ApiError, notFound } from '../http/errors.ts';
import { describeDefinitions } from './describe-definitions.ts';
import type { Jobs } from './jobs.ts';
import { encodePosition, listRuns } from './ledger/list.ts';
import { readRun, type JobRun } from './ledger/run.ts';
import { readJobRequest, readListQuery } from './requests.ts';
import { definitionsPath, jobsPath } from './routes.ts';
import { waitForEnd } from './wait-for-end.ts';

const longestWaitMs = 30_000;

/** `/ops/jobs`, for administrators. */
export function mountJobs(router: Router, jobs: Jobs, { database }: HostContext): void {
	router.post(
		jobsPath,
		forAdministrators(async (request, response) => {
			const { name, options, wait } = readJobRequest(request.body, jobs.definitions);
			const { run } = await jobs.enqueue(name, options);
			const ended = wait ? await waitForEnd(database, run.id, longestWaitMs, whileOpen(response)) : run;
			if (wait && !(ended && isFinished(ended.status))) response.status(202);
			response.json({ data: ended ?? run });
		}),
	);
	router.get(
		jobsPath,
		forAdministrators(async (request, response) => {
			const { runs, end } = await listRuns(database, readListQuery(request.originalUrl));
			response.json({
				data: runs satisfies JobRunAnswer[],
				meta: { next_cursor: end && encodePosition(end) },
			});
		}),
	);
	router.get(
		definitionsPath,
		forAdministrators(async (_request, response) => {
			response.json({ data: await describeDefinitions(database, jobs.definitions) });
		}),
	);
	router.get(
		`${jobsPath}/:id`,
		forAdministrators(async (request, response) => {
			response.json({ data: await existing(database, request) });
		}),
	);
	for (const action of ['retry', 'cancel'] as const)
		router.post(
			`${jobsPath}/:id/${action}`,
			forAdministrators(async (request, response) => {
				const run = await existing(database, request);
				const data = await jobs[action](run.id);
				if (!data) throw wrongStatus(action, await existing(database, request));
				response.json({ data });
			}),
		);
}

/** @throws {ApiError} 404 JOB_NOT_FOUND */
async function existing(database: HostContext['database'], request: Request): Promise<JobRun> {
	const run = await readRun(database, String(request.params['id']));
	if (!run)
		throw notFound('JOB_NOT_FOUND', 'There is no job with this id; finished jobs are deleted in time.');
	return run;
}

const possible = {
	retry: 'Only a job that was given up or cancelled can be retried',
	cancel: 'Only a job that waits or runs can be cancelled',
};

const wrongStatus = (action: keyof typeof possible, { status }: JobRun): ApiError =>
	new ApiError(409, 'JOB_STATUS', `${possible[action]}; this one is ${status}.`, { status });

/** Aborted when nobody waits for the answer any more. */
function whileOpen(response: Response): AbortSignal {
	const closed = new AbortController();
	response.once('close', () => closed.abort());
	return closed.signal;
}
