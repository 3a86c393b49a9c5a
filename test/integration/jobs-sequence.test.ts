import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keySlot } from '../../domain/jobs/slot.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { claim } from '../../platform/jobs/ledger/claim.ts';
import { commitStep } from '../../platform/jobs/ledger/commit-step.ts';
import { retry } from '../../platform/jobs/ledger/intervene.ts';
import { later } from '../../platform/jobs/ledger/clock.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { defineSequence } from '../../platform/jobs/sequence.ts';
import { workRun } from '../../platform/jobs/work-run.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { createEffects, firstUnits, unitsDone, unitsJob } from '../support/jobs/units.ts';

/** Says in its result what it was prepared with, and for which place. */
const prepared = defineJob<{ word: string }, { round: number }, string>({
	name: 'prepared',
	summary: 'Uses what it prepared',
	payload: z.strictObject({ word: z.string() }),
	leaseSeconds: 40,
	prepare: async ({ payload, cursor }) => `${payload.word} ${cursor?.round ?? 0}`,
	step: async ({ cursor, prepared }) =>
		cursor?.round === 1 ? { result: { said: prepared } } : { cursor: { round: 1 }, done: 0 },
});

interface Asked {
	readonly first: number;
	readonly fails: boolean;
}

const both = defineSequence<Asked>({
	name: 'both',
	summary: 'Does three jobs',
	payload: z.strictObject({ first: z.int(), fails: z.boolean().default(false) }),
	slot: () => keySlot('all'),
	parts: [
		{ key: 'one', job: unitsJob(), payload: ({ first }) => ({ units: first, batch: 2, key: 'one' }) },
		{ key: 'words', job: prepared, payload: () => ({ word: 'ready' }) },
		{ key: 'two', job: unitsJob(), payload: ({ fails }) => ({ units: 3, batch: 2, key: 'two', fails }) },
	],
});

describe.each(databases)('a sequence of jobs on $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'as it is', () => {
		let opened: LedgerDatabase;
		beforeAll(async () => {
			opened = await openLedger(database);
			await createEffects(opened.knex);
		});
		beforeEach(async () => {
			await opened.knex('job_runs').delete();
			await opened.knex('effects').delete();
		});
		afterAll(() => opened?.close());

		const ask = async (payload: object) => (await order(opened.knex, both, { payload })).run;
		const take = async () => (await claim(opened.knex, { names: ['both'], owner: 'worker' }))!;
		const work = (run: JobRun, stopping = new AbortController().signal) =>
			workRun(both, run, { knex: opened.knex, logger: keptLog().logger, stopping });

		it('does one after the other, and has the result of each', async () => {
			const { id } = await ask({ first: 5 });
			const taken = await take();
			expect(taken.lease_seconds).toBe(40);
			await work(taken);
			expect(await readRun(opened.knex, id)).toMatchObject({
				status: 'done',
				progress: 8,
				result: { one: { units: 5 }, words: { said: 'ready 1' }, two: { units: 3 } },
			});
			expect(await unitsDone(opened.knex, 'one')).toEqual(firstUnits(5));
			expect(await unitsDone(opened.knex, 'two')).toEqual(firstUnits(3));
		});

		it('goes on in the middle of a part after its worker was lost at any step', async () => {
			const { id } = await ask({ first: 5 });
			for (let steps = 0; (await readRun(opened.knex, id))?.status !== 'done'; steps += 1) {
				expect(steps).toBeLessThan(20);
				await opened
					.knex('job_runs')
					.where({ id })
					.update({ lease_until: later(opened.knex, -1_000) });
				await oneStep(await take());
			}
			expect(await unitsDone(opened.knex, 'one')).toEqual(firstUnits(5));
			expect(await unitsDone(opened.knex, 'two')).toEqual(firstUnits(3));
		});

		it('does not begin a part when the one before has failed, and goes on there when it is retried', async () => {
			const { id } = await ask({ first: 2, fails: true });
			for (let attempt = 0; (await readRun(opened.knex, id))?.status !== 'dead'; attempt += 1) {
				expect(attempt).toBeLessThan(10);
				await opened
					.knex('job_runs')
					.where({ id })
					.update({ run_at: later(opened.knex, -1_000) });
				await work(await take());
			}
			expect(await readRun(opened.knex, id)).toMatchObject({
				error: expect.stringContaining('the step fails'),
			});
			expect(await unitsDone(opened.knex, 'two')).toEqual([]);

			await opened
				.knex('job_runs')
				.where({ id })
				.update({ payload: JSON.stringify({ first: 2, fails: false }) });
			await retry(opened.knex, id);
			await work(await take());
			expect(await readRun(opened.knex, id)).toMatchObject({ status: 'done', result: { two: { units: 3 } } });
			expect(await unitsDone(opened.knex, 'one')).toEqual(firstUnits(2));
		});

		/** As if the process ended right after the commit of one step. */
		async function oneStep(run: JobRun): Promise<void> {
			const payload = both.payload.parse(run.payload);
			const { signal } = new AbortController();
			const input = { payload, cursor: run.cursor as Record<string, unknown> | null, signal };
			const ready = await both.prepare!({ ...input, knex: opened.knex });
			await commitStep(opened.knex, run, (trx) => both.step({ ...input, trx, prepared: ready }));
		}
	});
});
