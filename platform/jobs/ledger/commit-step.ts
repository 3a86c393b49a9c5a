import type { Knex } from 'knex';
import type { StepOutcome } from '../job.ts';
import { now } from './clock.ts';
import { atRest, endedUnlessAsked } from './columns.ts';
import { ours, whileHeld, type Held } from './held.ts';
import { decodeRun, encodeJson, table, type JobRun } from './run.ts';

/**
 * Runs one step and keeps its effect, where the job has got to and its progress in one transaction.
 *
 * @param isStopping whether the worker is to hand the job over, asked when the step is done
 * @returns the row afterwards: running while there is more to do
 * @throws {LeaseLost} when the job is another's by now; whatever the step threw. Either undoes the step.
 */
export async function commitStep(
	knex: Knex,
	run: Held,
	step: (trx: Knex.Transaction) => Promise<StepOutcome>,
	isStopping: () => boolean = () => false,
): Promise<JobRun> {
	return whileHeld(knex, run, async (trx, current) => {
		const outcome = await step(trx);
		const [row] = await trx(table)
			.where(ours(run))
			.update({
				progress: current.progress + countOf(outcome),
				total: outcome.total ?? current.total,
				attempt: 0,
				crashes: 0,
				error: null,
				...('result' in outcome
					? { result: encodeJson(outcome.result), ...endedUnlessAsked(trx, current, 'done') }
					: { cursor: encodeJson(outcome.cursor), ...(isStopping() && handedOver(trx)) }),
			})
			.returning('*');
		return decodeRun(row);
	});
}

/** Lets another worker go on at once, without a failure being counted. */
export async function handOver(knex: Knex, run: Held): Promise<void> {
	await knex(table).where(ours(run)).update(handedOver(knex));
}

const handedOver = (knex: Knex) => ({ ...atRest, status: 'queued', run_at: now(knex) });

/** Progress never goes back: a step says what it did, not where it is. */
function countOf({ done = 0 }: StepOutcome): number {
	if (Number.isSafeInteger(done) && done >= 0) return done;
	throw new Error(`A step reports the units it did as a whole number from 0, not ${done}`);
}
