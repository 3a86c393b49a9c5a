import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostCrashes } from '../../domain/jobs/retry.ts';
import { keySlot, manualSlot, namedSlot, type Slot } from '../../domain/jobs/slot.ts';
import { FinalError } from '../../platform/jobs/job.ts';
import { buryCrashed } from '../../platform/jobs/ledger/bury-crashed.ts';
import { claim, listDue } from '../../platform/jobs/ledger/claim.ts';
import { later, readClock } from '../../platform/jobs/ledger/clock.ts';
import { commitStep, handOver } from '../../platform/jobs/ledger/commit-step.ts';
import { enqueue, type Order } from '../../platform/jobs/ledger/enqueue.ts';
import { LeaseLost, renewLease } from '../../platform/jobs/ledger/held.ts';
import { cancel, retry } from '../../platform/jobs/ledger/intervene.ts';
import { decodePosition, encodePosition, listRuns } from '../../platform/jobs/ledger/list.ts';
import { pruneFinished } from '../../platform/jobs/ledger/prune.ts';
import { recordFailure } from '../../platform/jobs/ledger/record-failure.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { createEffects, unitsDone } from '../support/jobs/units.ts';

describe.each(databases)('the ledger on $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'as it is', () => {
		let opened: LedgerDatabase;
		let knex: Knex;

		beforeAll(async () => {
			opened = await openLedger(database);
			knex = opened.knex;
			await createEffects(knex);
		});
		beforeEach(async () => {
			await knex('job_runs').delete();
			await knex('effects').delete();
		});
		afterAll(() => opened?.close());

		const put = async (slot: Slot, more: Partial<Order> = {}): Promise<JobRun> => {
			const order = { name: 'job', payload: {}, leaseSeconds: 30, maxAttempts: 3, priority: 0, delayMs: 0 };
			return (await enqueue(knex, { ...order, slot, ...more })).run;
		};
		const take = (owner = 'worker', id?: string) =>
			claim(knex, { names: ['job'], owner, ...(id !== undefined && { id }) });
		const letLeaseRunOut = ({ id }: JobRun) =>
			knex('job_runs')
				.where({ id })
				.update({ lease_until: later(knex, -1_000) });
		const step = (run: JobRun, cursor: Record<string, unknown>, done = 1) =>
			commitStep(knex, run, async (trx) => {
				await trx('effects').insert({ job: run.slot, unit: Number(cursor['next']) });
				return { cursor, done };
			});
		const finish = (run: JobRun, result = {}) => commitStep(knex, run, async () => ({ result }));
		const now = (run: JobRun) => readRun(knex, run.id).then((row) => row!);

		it('keeps one row for each name and slot, whoever asks and how often', async () => {
			const asked = await Promise.all(
				Array.from({ length: 8 }, () => put(namedSlot('2026-11-20'), { payload: { a: randomUUID() } })),
			);
			expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
			await put(namedSlot('2026-11-21'));
			await put(namedSlot('2026-11-20'), { name: 'other' });
			expect(await knex('job_runs').select('slot').orderBy('slot')).toHaveLength(3);
		});

		it('does not run a slot again that has been done', async () => {
			await put(namedSlot('2026-11-20'));
			await finish((await take())!, { rows: 3 });
			expect(await put(namedSlot('2026-11-20'))).toMatchObject({ status: 'done', result: { rows: 3 } });
			expect(await take()).toBeNull();
		});

		it('gives each job to one of many workers', async () => {
			for (let index = 0; index < 20; index += 1) await put(manualSlot(String(index)));
			const others = Array.from({ length: 4 }, () => opened.connect());
			const claims = others.flatMap((other, index) =>
				Array.from({ length: 8 }, () => claim(other, { names: ['job'], owner: `w${index}` })),
			);
			const taken = (await Promise.all(claims)).filter((run) => run !== null);
			expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
			// What was locked at that moment is there for the next look.
			while (await take()) taken.push((await now(taken[0]!))!);
			expect(taken).toHaveLength(20);
			expect(taken.every(({ fence, status }) => fence === 1 && status === 'running')).toBe(true);
		});

		it('takes lower priorities first, then what has waited longest, and nothing that is not due or not known', async () => {
			await put(manualSlot('late'));
			await knex('job_runs').update({ run_at: later(knex, -5_000) });
			await put(manualSlot('early'));
			await knex('job_runs')
				.where({ slot: 'manual:early' })
				.update({ run_at: later(knex, -9_000) });
			await put(manualSlot('urgent'), { priority: -1 });
			await put(manualSlot('future'), { delayMs: 60_000, priority: -9 });
			await put(manualSlot('unknown'), { name: 'of-the-next-release', priority: -9 });
			const slots = [];
			for (let run = await take(); run; run = await take()) slots.push(run.slot);
			expect(slots).toEqual(['manual:urgent', 'manual:early', 'manual:late']);
		});

		it('leaves fresh jobs to whoever was told of them', async () => {
			const run = await put(manualSlot('a'));
			expect(await claim(knex, { names: ['job'], owner: 'w', dueForMs: 5_000 })).toBeNull();
			expect(await listDue(knex, { names: ['job'] }, 10)).toEqual([{ id: run.id, fence: 0 }]);
			await knex('job_runs').update({ run_at: later(knex, -6_000) });
			expect(await claim(knex, { names: ['job'], owner: 'w', dueForMs: 5_000 })).not.toBeNull();
		});

		it('takes the job of a vanished worker over, and shuts that worker out', async () => {
			await put(manualSlot('a'));
			const zombie = (await take('zombie'))!;
			await step(zombie, { next: 1 });
			expect(await take('heir')).toBeNull();
			await letLeaseRunOut(zombie);
			const heir = (await take('heir'))!;
			expect(heir).toMatchObject({ id: zombie.id, fence: 2, cursor: { next: 1 }, progress: 1, crashes: 1 });

			await expect(step(zombie, { next: 2 })).rejects.toThrow(LeaseLost);
			await expect(finish(zombie)).rejects.toThrow(LeaseLost);
			await expect(recordFailure(knex, zombie, new Error('late'))).rejects.toThrow(LeaseLost);
			await handOver(knex, zombie);
			expect(await renewLease(knex, zombie)).toBe(false);
			expect(await unitsDone(knex, 'manual:a')).toEqual([1]);
			expect(await now(heir)).toMatchObject({ status: 'running', owner: 'heir', cursor: { next: 1 } });
			expect((await step(heir, { next: 2 })).crashes).toBe(0);
		});

		it('undoes the effect of a step that throws, and keeps cursor and progress as they were', async () => {
			await put(manualSlot('a'));
			const run = (await take())!;
			await step(run, { next: 1 }, 5);
			const broken = commitStep(knex, run, async (trx) => {
				await trx('effects').insert({ job: run.slot, unit: 2 });
				throw new Error('broken');
			});
			await expect(broken).rejects.toThrow('broken');
			await expect(step(run, { next: 2 }, -1)).rejects.toThrow('whole number from 0, not -1');
			expect(await unitsDone(knex, 'manual:a')).toEqual([1]);
			expect(await now(run)).toMatchObject({ cursor: { next: 1 }, progress: 5, status: 'running' });
		});

		it('tries a failed job again after a while, and gives it up in the end', async () => {
			await put(manualSlot('a'));
			for (const attempt of [1, 2]) {
				const run = (await take())!;
				const before = await readClock(knex);
				const failed = await recordFailure(knex, run, new Error(`failure ${attempt}`), 0.999);
				expect(failed).toMatchObject({ status: 'queued', attempt, error: `failure ${attempt}`, owner: null });
				const waits = Date.parse(failed.run_at) - before;
				expect(waits).toBeGreaterThan(2 ** (attempt - 1) * 1_000 - 500);
				await knex('job_runs').update({ run_at: later(knex, 60_000) });
				expect(await take()).toBeNull();
				await knex('job_runs').update({ run_at: later(knex, 0) });
			}
			const dead = await recordFailure(knex, (await take())!, new Error('the last'));
			expect(dead).toMatchObject({ status: 'dead', attempt: 3, error: 'the last' });
			expect(dead.finished_at).not.toBeNull();
			expect(await take()).toBeNull();
		});

		it('counts failures since the job last got further', async () => {
			const { id } = await put(manualSlot('a'), { maxAttempts: 2 });
			for (let round = 0; round < 4; round += 1) {
				await recordFailure(knex, (await take())!, new Error('trouble'), 0);
				await knex('job_runs').update({ run_at: later(knex, 0) });
				const run = (await take())!;
				expect(await step(run, { next: round })).toMatchObject({ attempt: 0, error: null });
				await handOver(knex, run);
			}
			expect(await readRun(knex, id)).toMatchObject({ status: 'queued', progress: 4 });
		});

		it('gives up at once what cannot be helped', async () => {
			await put(manualSlot('a'));
			const dead = await recordFailure(knex, (await take())!, new FinalError('no such person'));
			expect(dead).toMatchObject({ status: 'dead', attempt: 1, error: 'no such person' });
		});

		it('gives up a job with which one worker after the other vanishes', async () => {
			await put(manualSlot('a'));
			for (let crash = 0; crash <= mostCrashes; crash += 1) {
				expect(await buryCrashed(knex)).toEqual([]);
				const run = (await take())!;
				expect(run.crashes).toBe(crash);
				await letLeaseRunOut(run);
			}
			expect(await take()).toBeNull();
			expect(await buryCrashed(knex)).toMatchObject([{ status: 'dead', owner: null }]);
		});

		it('hands a job over with its last step, or between two, for another to go on at once', async () => {
			await put(manualSlot('a'));
			const first = (await take('first'))!;
			const handed = await commitStep(
				knex,
				first,
				async () => ({ cursor: { next: 7 }, done: 7 }),
				() => true,
			);
			expect(handed).toMatchObject({ status: 'queued', owner: null, lease_until: null, progress: 7 });
			const second = (await take('second'))!;
			expect(second).toMatchObject({ cursor: { next: 7 }, fence: 2, crashes: 0, attempt: 0 });
			await handOver(knex, second);
			expect(await take('third')).toMatchObject({ cursor: { next: 7 }, fence: 3 });
		});

		it('runs again what was asked for while it ran, with what was asked for last', async () => {
			const slot = keySlot('person');
			await put(slot, { payload: { weight: 1 } });
			const run = (await take())!;
			await step(run, { next: 1 });
			for (const weight of [2, 3]) await put(slot, { payload: { weight } });
			expect(await now(run)).toMatchObject({ payload: { weight: 1 }, next_payload: { weight: 3 } });

			await finish(run);
			const again = (await take())!;
			expect(again).toMatchObject({
				id: run.id,
				payload: { weight: 3 },
				next_payload: null,
				cursor: null,
				progress: 0,
			});
			await finish(again);
			expect(await take()).toBeNull();
		});

		it('lets a request survive the failure of the run before it', async () => {
			const slot = keySlot('person');
			await put(slot);
			const run = (await take())!;
			await put(slot, { payload: { weight: 2 } });
			const failed = await recordFailure(knex, run, new FinalError('broken'));
			expect(failed).toMatchObject({ status: 'queued', attempt: 0, payload: { weight: 2 } });
		});

		it('makes one run of the requests that come while it waits, and does not put it off', async () => {
			const slot = keySlot('person');
			const first = await put(slot, { payload: { weight: 1 }, delayMs: 2_000 });
			const second = await put(slot, { payload: { weight: 2 }, delayMs: 9_000 });
			expect(second).toMatchObject({ id: first.id, payload: { weight: 2 }, run_at: first.run_at });
		});

		it('runs a key again after it has ended, in whatever way', async () => {
			const slot = keySlot('person');
			for (const end of [
				finish,
				(run: JobRun) => recordFailure(knex, run, new FinalError('x')),
				(run: JobRun) => cancel(knex, run.id),
			]) {
				await put(slot);
				await end((await take())!);
			}
			await put(slot);
			expect(await take()).toMatchObject({ fence: 4, attempt: 0, error: null, result: null });
		});

		it('cancels what waits and what runs, and nothing that has ended', async () => {
			const waiting = await put(manualSlot('a'));
			expect(await cancel(knex, waiting.id)).toMatchObject({ status: 'cancelled' });
			await put(manualSlot('b'));
			const run = (await take())!;
			expect(await cancel(knex, run.id)).toMatchObject({ status: 'cancelled', owner: null });
			await expect(step(run, { next: 1 })).rejects.toThrow(LeaseLost);
			expect(await unitsDone(knex, 'manual:b')).toEqual([]);
			expect(await cancel(knex, run.id)).toBeNull();
			expect(await cancel(knex, 'no id')).toBeNull();
		});

		it('retries what was given up where it was, and nothing else', async () => {
			await put(manualSlot('a'));
			const run = (await take())!;
			expect(await retry(knex, run.id)).toBeNull();
			await step(run, { next: 4 }, 4);
			await recordFailure(knex, run, new FinalError('broken'));
			expect(await retry(knex, run.id)).toMatchObject({
				status: 'queued',
				cursor: { next: 4 },
				progress: 4,
				attempt: 0,
				error: null,
				finished_at: null,
			});
			expect(await take()).toMatchObject({ fence: 2, cursor: { next: 4 } });
		});

		it('renews a lease from now on', async () => {
			await put(manualSlot('a'), { leaseSeconds: 100 });
			const run = (await take())!;
			await letLeaseRunOut(run);
			expect(await renewLease(knex, run)).toBe(true);
			const left = Date.parse((await now(run)).lease_until!) - (await readClock(knex));
			expect(left).toBeGreaterThan(95_000);
			expect(left).toBeLessThanOrEqual(100_000);
		});

		it('lists by name and status, newest first, page by page', async () => {
			for (let index = 0; index < 5; index += 1) await put(manualSlot(String(index)));
			await put(manualSlot('other'), { name: 'other' });
			await finish((await take())!);

			const first = await listRuns(knex, { name: 'job', limit: 3 });
			const second = await listRuns(knex, {
				name: 'job',
				limit: 3,
				after: decodePosition(encodePosition(first.end!))!,
			});
			expect(second.end).toBeNull();
			const all = [...first.runs, ...second.runs];
			expect(new Set(all.map(({ slot }) => slot)).size).toBe(5);
			const times = all.map(({ created_at }) => created_at);
			expect(times).toEqual([...times].sort().reverse());
			expect((await listRuns(knex, { limit: 9, status: 'done' })).runs).toHaveLength(1);
			expect(decodePosition('nonsense')).toBeNull();
		});

		it('prunes what ended long ago, and nothing that may still run', async () => {
			for (const slot of ['done', 'dead', 'cancelled', 'queued']) await put(manualSlot(slot));
			const old = { created_at: later(knex, -90 * 86_400_000) };
			for (const status of ['done', 'dead', 'cancelled'])
				await knex('job_runs')
					.where({ slot: `manual:${status}` })
					.update({ ...old, status, finished_at: later(knex, -31 * 86_400_000) });
			await knex('job_runs').where({ slot: 'manual:queued' }).update(old);
			await put(manualSlot('recent'));
			await finish((await take('w', (await knex('job_runs').where({ slot: 'manual:recent' }).first()).id))!);

			expect(await pruneFinished(knex, 30, 2)).toBe(2);
			expect(await pruneFinished(knex, 30, 2)).toBe(1);
			expect(await pruneFinished(knex, 30, 2)).toBe(0);
			const left: { slot: string }[] = await knex('job_runs').select('slot').orderBy('slot');
			expect(left.map(({ slot }) => slot)).toEqual(['manual:queued', 'manual:recent']);
		});

		it('keeps times as Directus does', async () => {
			const run = await put(manualSlot('a'));
			const stored = (await knex('job_runs').where({ id: run.id }).first()).created_at;
			if (database === 'sqlite') expect(stored).toBe(Date.parse(run.created_at));
			else expect(stored).toEqual(new Date(run.created_at));
			expect(Math.abs((await readClock(knex)) - Date.now())).toBeLessThan(5_000);
		});
	});
});
