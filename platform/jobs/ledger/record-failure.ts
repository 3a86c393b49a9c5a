import type { Knex } from 'knex';
import { afterFailure } from '../../../domain/jobs/retry.ts';
import { FinalError } from '../job.ts';
import { later } from './clock.ts';
import { atRest, endedUnlessAsked } from './columns.ts';
import { ours, whileHeld } from './held.ts';
import { decodeRun, table, type JobRun } from './run.ts';

const longestError = 2_000;

/**
 * Notes that a step failed: it is tried again after a while, or the job is dead.
 *
 * @param random from 0 up to 1, spreads the retries
 * @throws {LeaseLost} when the job is another's by now
 */
export async function recordFailure(
	knex: Knex,
	run: JobRun,
	error: unknown,
	random: number = Math.random(),
): Promise<JobRun> {
	return whileHeld(knex, run, async (trx, current) => {
		const verdict = afterFailure(current.attempt, current.max_attempts, random, error instanceof FinalError);
		const [row] = await trx(table)
			.where(ours(run))
			.update({
				attempt: verdict.attempt,
				error: messageOf(error),
				...(verdict.verdict === 'dead'
					? endedUnlessAsked(trx, current, 'dead')
					: { ...atRest, status: 'queued', run_at: later(trx, verdict.delayMs) }),
			})
			.returning('*');
		return decodeRun(row);
	});
}

/** What an operator reads. The stack is in the log. */
function messageOf(error: unknown): string {
	const message = error instanceof Error ? error.message || error.name : String(error);
	return message.slice(0, longestError);
}
