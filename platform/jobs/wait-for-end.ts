import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isFinished } from '../../domain/jobs/status.ts';
import { readRun, type JobRun } from './ledger/run.ts';

const firstLookMs = 50;
const longestPauseMs = 1_000;

/**
 * Waits until a job has ended, looking more and more seldom.
 *
 * @param timeoutMs how long at most
 * @param signal aborted when nobody waits any more
 * @returns the row as it is then, ended or not; null when it is gone
 */
export async function waitForEnd(
	knex: Knex,
	id: string,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<JobRun | null> {
	const deadline = performance.now() + timeoutMs;
	let pause = firstLookMs;
	for (;;) {
		const run = await readRun(knex, id);
		const left = deadline - performance.now();
		if (!run || isFinished(run.status) || left <= 0 || signal.aborted) return run;
		await sleep(Math.min(pause, left), undefined, { signal }).catch(() => undefined);
		pause = Math.min(pause * 1.5, longestPauseMs);
	}
}
