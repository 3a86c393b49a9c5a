import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { keySlot, manualSlot } from '../../domain/jobs/slot.ts';
import type { Dispatch } from '../../platform/jobs/dispatch.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { claim } from '../../platform/jobs/ledger/claim.ts';
import { later } from '../../platform/jobs/ledger/clock.ts';
import { cancel } from '../../platform/jobs/ledger/intervene.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { Worker, type WorkerOptions } from '../../platform/jobs/worker.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { createEffects, firstUnits, unitsDone, unitsJob, type UnitsPayload } from '../support/jobs/units.ts';

const patience = { timeout: 15_000 };

/** How workers are told of jobs. */
export interface Telling {
	/** For one process; null when its worker only looks. */
	dispatch(): Dispatch | null;
	close(): Promise<void>;
}

/** What holds however workers are told of jobs. */
export function describeWorking(name: string, open: () => Promise<Telling>): void {
	describe.each(databases)(`jobs ${name}, with $database`, ({ database, missing }) => {
		describe.skipIf(missing)(missing ?? 'as they are', () => {
			let opened: LedgerDatabase;
			let knex: Knex;
			let telling: Telling;
			let running: { worker: Worker; dispatch: Dispatch | null }[];
			const { logger, lines } = keptLog();

			beforeAll(async () => {
				opened = await openLedger(database);
				knex = opened.knex;
				await createEffects(knex);
			});
			beforeEach(async () => {
				await knex('job_runs').delete();
				await knex('effects').delete();
				telling = await open();
				running = [];
				lines.length = 0;
			});
			afterEach(async () => {
				await Promise.all(running.map(({ worker }) => worker.stop()));
				await Promise.all(running.map(({ dispatch }) => dispatch?.stop()));
				await telling.close();
			});
			afterAll(() => opened?.close());

			const work = async (
				jobs: readonly Job[] = [unitsJob()],
				options: Partial<WorkerOptions> = {},
			): Promise<Worker> => {
				const dispatch = telling.dispatch();
				// A project on SQLite is one process, with one connection for everything.
				const connection = database === 'sqlite' ? knex : opened.connect();
				const owner = randomUUID();
				const common = { knex: connection, logger, jobs, owner, concurrency: 2, dispatch, pollMs: 200 };
				const worker = new Worker({ ...common, ...options });
				running.push({ worker, dispatch });
				worker.start();
				if (dispatch) await vi.waitFor(() => expect(dispatch.isConnected).toBe(true), patience);
				return worker;
			};
			/** As a request does it: into the ledger, and the bell. */
			const ask = async (payload: UnitsPayload, { job = unitsJob(), tell = true } = {}): Promise<JobRun> => {
				const { run } = await order(knex, job, { payload, slot: keySlot(payload.key ?? 'all') });
				const [first] = running;
				if (tell && first && !(await first.dispatch?.offer([run]))) first.worker.wake();
				return run;
			};
			const status = async ({ id }: JobRun) => (await readRun(knex, id))!.status;
			const untilStatus = (run: JobRun, wanted: JobRun['status'], timeout = 15_000) =>
				vi.waitFor(async () => expect(await status(run)).toBe(wanted), { timeout, interval: 25 });

			it('works a job step by step to its end', async () => {
				await work();
				const run = await ask({ units: 95, batch: 10 });
				await untilStatus(run, 'done');
				expect(await unitsDone(knex)).toEqual(firstUnits(95));
				expect(await readRun(knex, run.id)).toMatchObject({
					progress: 95,
					total: 95,
					result: { units: 95 },
					fence: 1,
					owner: null,
					error: null,
				});
			});

			it('works what was there before it started, and what nobody was told of', async () => {
				const before = await ask({ units: 5, key: 'before' });
				await work();
				const untold = await ask({ units: 5, key: 'untold' }, { tell: false });
				await Promise.all([untilStatus(before, 'done'), untilStatus(untold, 'done')]);
			});

			it('gives each of many jobs to one of several workers', async () => {
				await Promise.all([work(), work(), work()]);
				const runs: JobRun[] = [];
				for (let index = 0; index < 40; index += 1)
					runs.push(await ask({ units: 12, batch: 5, key: `k${index}` }));
				await Promise.all(runs.map((run) => untilStatus(run, 'done', 40_000)));
				for (const [index, run] of runs.entries()) {
					expect(await unitsDone(knex, `k${index}`)).toEqual(firstUnits(12));
					expect((await readRun(knex, run.id))!.fence).toBe(1);
				}
			});

			it('tries again what fails, gives it up in the end, and goes on with the others meanwhile', async () => {
				const job = unitsJob({ maxAttempts: 2 });
				await work([job]);
				const poison = await ask({ units: 5, fails: true, key: 'poison' }, { job });
				const good = await ask({ units: 5, key: 'good' }, { job });
				await untilStatus(good, 'done');
				await untilStatus(poison, 'dead');
				expect(await readRun(knex, poison.id)).toMatchObject({
					attempt: 2,
					error: 'the step fails',
					fence: 2,
				});
				expect(await unitsDone(knex, 'poison')).toEqual([]);
				expect(lines.filter((line) => line.includes('key:poison'))).toHaveLength(2);
			});

			it('runs again what is asked for while it runs', async () => {
				await work();
				const run = await ask({ units: 3, batch: 1, slowMs: 100, key: 'person' });
				await untilStatus(run, 'running');
				await ask({ units: 7, batch: 7, key: 'person' });
				await vi.waitFor(
					async () =>
						expect(await readRun(knex, run.id)).toMatchObject({ status: 'done', result: { units: 7 } }),
					{ timeout: 15_000 },
				);
				expect(await unitsDone(knex, 'person')).toHaveLength(10);
			});

			it('finishes its step when it is stopped, and hands the job over at its place', async () => {
				const first = await work();
				const run = await ask({ units: 40, batch: 1, slowMs: 40 });
				await vi.waitFor(
					async () => expect((await readRun(knex, run.id))!.progress).toBeGreaterThan(2),
					patience,
				);
				await first.stop();
				const handed = (await readRun(knex, run.id))!;
				expect(handed).toMatchObject({ status: 'queued', owner: null, attempt: 0, crashes: 0 });
				expect(handed.progress).toBeLessThan(40);

				await work();
				await untilStatus(run, 'done');
				expect(await unitsDone(knex)).toEqual(firstUnits(40));
				const done = (await readRun(knex, run.id))!;
				expect(done).toMatchObject({ crashes: 0, attempt: 0 });
				expect(done.fence).toBeGreaterThan(1);
			});

			it('hands over and takes nothing while it is paused, and goes on afterwards', async () => {
				const worker = await work();
				const run = await ask({ units: 40, batch: 1, slowMs: 20, key: 'long' });
				await vi.waitFor(
					async () => expect((await readRun(knex, run.id))!.progress).toBeGreaterThan(2),
					patience,
				);
				worker.pause();
				await untilStatus(run, 'queued');
				const waiting = await ask({ units: 5, key: 'waiting' });
				// Several looks later.
				await new Promise((resolve) => setTimeout(resolve, 1_000));
				await vi.waitFor(() => expect(worker.sinceLastLookMs).toBeLessThan(1_000), patience);
				expect([await status(run), await status(waiting)]).toEqual(['queued', 'queued']);
				expect(worker.runningCount).toBe(0);

				worker.resume();
				await Promise.all([untilStatus(run, 'done'), untilStatus(waiting, 'done')]);
				expect(await unitsDone(knex, 'long')).toEqual(firstUnits(40));
				expect(await readRun(knex, run.id)).toMatchObject({ crashes: 0, attempt: 0 });
			});

			it('takes over from a worker that vanished, where that one was', async () => {
				const run = await ask({ units: 20, key: 'orphan' });
				const orphan = (await claim(knex, { names: ['units'], owner: 'vanished' }))!;
				await knex('job_runs')
					.where({ id: orphan.id })
					.update({ lease_until: later(knex, 500), cursor: JSON.stringify({ next: 10 }) });
				await work();
				await untilStatus(run, 'done');
				expect(await unitsDone(knex, 'orphan')).toEqual(firstUnits(20).slice(10));
			});

			it('drops a job that somebody cancels', async () => {
				await work();
				const run = await ask({ units: 1_000, batch: 1, slowMs: 20 });
				await vi.waitFor(
					async () => expect((await readRun(knex, run.id))!.progress).toBeGreaterThan(1),
					patience,
				);
				expect(await cancel(knex, run.id)).toMatchObject({ status: 'cancelled' });
				const { progress } = (await readRun(knex, run.id))!;
				await vi.waitFor(
					() => expect(running.every(({ worker }) => worker.runningCount === 0)).toBe(true),
					patience,
				);
				expect(await unitsDone(knex)).toHaveLength(progress);
			});

			it('keeps its lease through long work outside a transaction, and shuts others out', async () => {
				const job = defineJob<object, { next: number }, string>({
					name: 'upload',
					summary: 'Prepares for longer than its lease',
					payload: z.looseObject({}),
					leaseSeconds: 3,
					async prepare({ signal }) {
						await new Promise((resolve) => setTimeout(resolve, 5_000));
						return signal.aborted ? 'aborted' : 'uploaded';
					},
					step: async ({ prepared }) => ({ result: { prepared } }),
				});
				await Promise.all([work([job]), work([job])]);
				const run = await ask({ units: 0 }, { job });
				await untilStatus(run, 'done');
				expect(await readRun(knex, run.id)).toMatchObject({ fence: 1, result: { prepared: 'uploaded' } });
			});

			it('refuses an input that does not fit any more, without trying again', async () => {
				const { id } = await ask({ units: 1 });
				await knex('job_runs')
					.where({ id })
					.update({ payload: JSON.stringify({ units: 'many' }) });
				await work();
				await untilStatus({ id } as JobRun, 'dead');
				expect((await readRun(knex, id))!.error).toContain('units must be a whole number');
			});

			it('enqueues a scheduled slot once, however many workers look, and makes up missed ones', async () => {
				const nightly: Job = {
					...unitsJob({ name: 'nightly' }),
					schedule: {
						every: 'hour',
						// No hour of it begins while this test runs.
						minute: (new Date().getUTCMinutes() + 30) % 60,
						makeUp: 3,
						payload: (slot) => ({ units: 1, key: slot }),
					},
				};
				const { run } = await order(knex, nightly, {
					payload: { units: 0 },
					slot: { name: '2026-01-01T00', coalesces: false },
				});
				const workers = [work([nightly], { tickMs: 300 }), work([nightly], { tickMs: 300 }), work([nightly])];
				await Promise.all(workers);
				const slots = () => knex('job_runs').whereNot({ id: run.id }).where({ name: 'nightly' });
				await vi.waitFor(
					async () => {
						const rows: JobRun[] = await slots();
						expect(rows.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
					},
					{ timeout: 15_000 },
				);
				const rows: JobRun[] = await slots();
				expect(new Set(rows.map(({ slot }) => slot)).size).toBe(3);
				for (const { slot } of rows) expect(await unitsDone(knex, slot)).toEqual([0]);
			});

			it('works at most so many jobs at a time', async () => {
				const worker = await work([unitsJob()], { concurrency: 2 });
				const runs: JobRun[] = [];
				for (let index = 0; index < 5; index += 1)
					runs.push(await ask({ units: 3, batch: 1, slowMs: 50, key: `k${index}` }));
				let most = 0;
				const watch = setInterval(() => (most = Math.max(most, worker.runningCount)), 5);
				await Promise.all(runs.map((run) => untilStatus(run, 'done')));
				clearInterval(watch);
				expect(most).toBe(2);
			});

			it('leaves jobs of another release alone', async () => {
				await work();
				const newer = unitsJob({ name: 'of-the-next-release' });
				const { run } = await order(knex, newer, { payload: { units: 1 }, slot: manualSlot('x') });
				await running[0]!.dispatch?.offer([run]);
				const known = await ask({ units: 1 });
				await untilStatus(known, 'done');
				expect(await readRun(knex, run.id)).toMatchObject({ status: 'queued', fence: 0 });
			});
		});
	});
}
