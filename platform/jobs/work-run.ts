import { setImmediate as breathe } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { FinalError, type Job, type JsonObject } from './job.ts';
import { commitStep, handOver } from './ledger/commit-step.ts';
import { LeaseLost } from './ledger/held.ts';
import { recordFailure } from './ledger/record-failure.ts';
import type { JobRun } from './ledger/run.ts';
import { whileRenewed } from './while-renewed.ts';

export interface WorkOptions {
	readonly knex: Knex;
	readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
	/** Aborted when the worker stops: the step under way is finished, and the job handed over. */
	readonly stopping: AbortSignal;
}

/**
 * Works a claimed job, step by step, until it ends, fails, is lost or is handed over. Never throws: what even the
 * ledger cannot be told is logged, and the job is taken over when its lease has run out.
 */
export async function workRun(job: Job, run: JobRun, options: WorkOptions): Promise<void> {
	const { logger } = options;
	try {
		await workSteps(job, run, options).catch((error: unknown) => settle(run, error, options));
	} catch (error) {
		if (error instanceof LeaseLost) return logger.info(`BeBetter: ${error.message}`);
		logger.warn(error, `BeBetter: the job ${run.name} (${run.slot}) is left until its lease has run out`);
	}
}

async function workSteps(job: Job, claimed: JobRun, options: WorkOptions): Promise<void> {
	const { knex, stopping } = options;
	const payload = readPayload(job, claimed);
	let run = claimed;

	while (run.status === 'running') {
		if (stopping.aborted) return handOver(knex, run);
		run = await workStep(job, run, payload, options);
		// A web server works jobs too: requests come first.
		await breathe();
	}
	logEnd(run, options);
}

async function workStep(
	job: Job,
	run: JobRun,
	payload: unknown,
	{ knex, stopping }: WorkOptions,
): Promise<JobRun> {
	const { cursor } = run;
	const input = { payload, cursor: cursor as JsonObject | null, signal: stopping };
	const { prepare, step } = job;
	const prepared = prepare
		? await whileRenewed(knex, run, stopping, (signal) => prepare({ ...input, signal, knex }))
		: undefined;
	return commitStep(
		knex,
		run,
		(trx) => step({ ...input, trx, prepared }),
		() => stopping.aborted,
	);
}

/** A row may be older than this release, or written by hand. */
function readPayload({ payload }: Job, run: JobRun): unknown {
	const parsed = payload.safeParse(run.payload ?? {});
	if (parsed.success) return parsed.data;
	const [problem] = parsed.error.issues;
	throw new FinalError(
		`Its input cannot be used: ${[...(problem?.path ?? []), problem?.message].join(' ')}. Enqueue it anew.`,
	);
}

async function settle(run: JobRun, error: unknown, { knex, logger, stopping }: WorkOptions): Promise<void> {
	if (error instanceof LeaseLost) throw error;
	if (stopping.aborted) return handOver(knex, run);

	const { status, attempt, max_attempts } = await recordFailure(knex, run, error);
	const outcome =
		status === 'dead'
			? 'is given up; see it under Jobs'
			: `will be tried again (${attempt} of ${max_attempts})`;
	logger.error(error, `BeBetter: the job ${run.name} (${run.slot}) failed and ${outcome}`);
}

function logEnd({ name, slot, status, progress }: JobRun, { logger, stopping }: WorkOptions): void {
	if (stopping.aborted && status === 'queued')
		logger.info(`BeBetter: handed over the job ${name} (${slot}) after ${progress}`);
}
