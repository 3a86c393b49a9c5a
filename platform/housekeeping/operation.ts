import { isFinished } from '../../domain/jobs/status.ts';
import { callerOfFlow, machine } from '../access/caller.ts';
import { refuseFilters, type FlowContext } from '../flows/flow-context.ts';
import type { HostContext } from '../host-context.ts';
import { ApiError, forbidden, invalidPayload } from '../http/errors.ts';
import type { JsonObject } from '../jobs/job.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { readJobRequest } from '../jobs/requests.ts';
import type { JobRun } from '../jobs/ledger/run.ts';
import { waitForEnd } from '../jobs/wait-for-end.ts';

/** What the log of a flow shows of a job: counts and never rows. */
export interface JobReport {
	readonly job: string;
	readonly id: string;
	readonly slot: string;
	/** `queued` or `running` when it was not waited for to its end. */
	readonly status: JobRun['status'];
	readonly result: JsonObject | null;
}

export interface JobInFlow {
	readonly name: string;
	readonly payload: JsonObject;
	/** How long the flow waits for the job, minutes; it goes on without the flow. */
	readonly waitMinutes: number;
}

const mostMinutes = 12 * 60;

/**
 * Has a background job done as a step of a flow and waits for its end, so that the next step finds its effect. A flow
 * on a schedule gets one job for each day (UTC), however many instances run it and whoever else asked for that day.
 *
 * @throws {ApiError} 403 FORBIDDEN to whoever is no administrator; 400 INVALID_FLOW for a filter; 400 INVALID_PAYLOAD
 * for an option that the job cannot use; 500 JOB_FAILED when the job gave up, with its error
 */
export async function jobInFlow(
	jobs: Jobs,
	{ database, logger }: HostContext,
	{ name, payload, waitMinutes }: JobInFlow,
	{ accountability, flow }: FlowContext,
	now: Date = new Date(),
): Promise<JobReport> {
	const caller = callerOfFlow(accountability);
	if (caller !== machine && caller.accountability?.admin !== true) throw forbidden();
	refuseFilters(flow);
	refuseWait(waitMinutes);

	const isNightly = flow?.trigger === 'schedule' && Object.keys(payload).length === 0;
	const slot = isNightly ? { slot: now.toISOString().slice(0, 10) } : {};
	const { options } = readJobRequest({ name, payload, ...slot }, jobs.definitions);
	const { run } = await jobs.enqueue(name, options);
	const { signal } = new AbortController();
	const ended = (await waitForEnd(database, run.id, waitMinutes * 60_000, signal)) ?? run;
	if (!isFinished(ended.status))
		logger.warn(`BeBetter: the flow goes on before the job ${name} (${run.id}) has ended`);
	if (ended.status === 'dead' || ended.status === 'cancelled') throw failed(ended);
	return { job: name, id: ended.id, slot: ended.slot, status: ended.status, result: ended.result };
}

function refuseWait(minutes: number): void {
	if (!(minutes >= 0 && minutes <= mostMinutes))
		throw invalidPayload('wait_minutes', `must be between 0 and ${mostMinutes}.`);
}

const failed = ({ id, name, status, error }: JobRun): ApiError =>
	new ApiError(
		500,
		'JOB_FAILED',
		`The job ${name} ended as ${status}: ${error ?? 'somebody cancelled it'}. Retry it with POST /ops/jobs/${id}/retry once the cause is gone.`,
		{ job: id },
	);
