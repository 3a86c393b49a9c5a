import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keySlot } from '../../domain/jobs/slot.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { movingClock } from '../support/host/moving-clock.ts';
import { createEffects, firstUnits, unitsDone, unitsJob } from '../support/jobs/units.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';

const script = fileURLToPath(new URL('../support/jobs/worker-process.ts', import.meta.url));
const { missing } = databases.find(({ database }) => database === 'postgres')!;
const units = 6_000;

interface WorkerProcess {
	readonly owner: string;
	readonly child: ChildProcess;
	output(): string;
	end(signal: NodeJS.Signals): Promise<unknown>;
}

describe.skipIf(missing)(`workers that are killed and frozen${missing ? ` (${missing})` : ''}`, () => {
	let opened: LedgerDatabase;
	let knex: Knex;
	let started: WorkerProcess[];

	beforeEach(async () => {
		opened = await openLedger('postgres');
		knex = opened.knex;
		await createEffects(knex);
		started = [];
	});
	afterEach(async () => {
		await Promise.all(started.map(({ end }) => end('SIGKILL')));
		await opened?.close();
	});

	interface StartOptions {
		/** Of the database. */
		readonly address?: string;
		/** How far its clock is from the machine's. */
		readonly minutesAhead?: number;
		/** Minutes of jobs that are due each hour. */
		readonly hourly?: Readonly<Record<string, number>>;
	}

	const startWorker = async (options: StartOptions = {}): Promise<WorkerProcess> => {
		const { address = opened.address, minutesAhead, hourly = {} } = options;
		const owner = `process ${started.length + 1}`;
		const clock = minutesAhead === undefined ? null : movingClock(Date.now() + minutesAhead * 60_000);
		const child = spawn(
			process.execPath,
			['--disable-warning=ExperimentalWarning', script, address, owner, JSON.stringify(hourly)],
			{ env: { ...process.env, ...clock?.env }, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		let text = '';
		const keep = (chunk: unknown): void => void (text += String(chunk));
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		const exited = once(child, 'exit');
		const worker: WorkerProcess = {
			owner,
			child,
			output: () => text,
			end: async (signal) => {
				if (child.exitCode !== null || child.signalCode !== null) return;
				child.kill(signal);
				await exited;
			},
		};
		started.push(worker);
		await vi.waitFor(() => expect(text).toContain('started'), { timeout: 20_000 });
		return worker;
	};
	const startBulk = async (slowMs: number, leaseSeconds = 1): Promise<JobRun> => {
		const payload = { units, batch: 40, slowMs };
		return (await order(knex, unitsJob({ leaseSeconds, maxAttempts: 5 }), { payload, slot: keySlot('all') }))
			.run;
	};
	const look = async ({ id }: JobRun): Promise<JobRun> => (await readRun(knex, id))!;
	const untilOwned = (run: JobRun, by: readonly WorkerProcess[]) =>
		vi.waitFor(
			async () => {
				const { owner, status } = await look(run);
				if (status === 'done') return null;
				const holder = by.find((worker) => worker.owner === owner);
				expect(holder).toBeDefined();
				return holder!;
			},
			{ timeout: 15_000, interval: 10 },
		);
	const untilDone = (run: JobRun) =>
		vi.waitFor(async () => expect((await look(run)).status).toBe('done'), { timeout: 40_000, interval: 50 });

	it('do no unit twice and lose none, however often one is killed', async () => {
		const run = await startBulk(60);
		let workers: WorkerProcess[] = await Promise.all([startWorker(), startWorker()]);
		let kills = 0;
		while (kills < 5) {
			const holder = await untilOwned(run, workers);
			if (!holder) break;
			// Somewhere in a step, or between two.
			await sleep(50 + Math.random() * 200);
			await holder.end('SIGKILL');
			kills += 1;
			workers = [...workers.filter((worker) => worker !== holder), await startWorker()];
		}
		await untilDone(run);

		expect(kills).toBe(5);
		expect(await unitsDone(knex)).toEqual(firstUnits(units));
		expect(await look(run)).toMatchObject({ progress: units, total: units, attempt: 0, crashes: 0 });
		expect((await look(run)).fence).toBeGreaterThan(5);
	}, 120_000);

	it('shut a frozen one out, which finds that out when it goes on', async () => {
		const run = await startBulk(15);
		const workers = await Promise.all([startWorker(), startWorker()]);
		let takeovers = 0;
		for (let round = 0; round < 4; round += 1) {
			const holder = await untilOwned(run, workers);
			if (!holder) break;
			await sleep(20 + Math.random() * 150);
			const { fence } = await look(run);
			holder.child.kill('SIGSTOP');
			const heir = workers.find((worker) => worker !== holder)!;
			// In the middle of a step it holds the row; the database lets go of it when the lease has run out.
			await vi.waitFor(
				async () => expect((await look(run)).fence > fence || (await look(run)).status === 'done').toBe(true),
				{ timeout: 15_000, interval: 20 },
			);
			if ((await look(run)).owner === heir.owner) takeovers += 1;
			await sleep(200);
			holder.child.kill('SIGCONT');
		}
		await untilDone(run);

		expect(takeovers).toBeGreaterThan(0);
		expect(await unitsDone(knex)).toEqual(firstUnits(units));
		expect(await look(run)).toMatchObject({ progress: units, total: units });
		// Each knows what happened to it, one way or the other, and lives on.
		await vi.waitFor(() => {
			const noticed = workers.map((worker) => worker.output()).join('');
			expect(noticed).toMatch(/no longer this worker’s|left until its lease has run out/);
		}, 15_000);
		expect(workers.every(({ child }) => child.exitCode === null && child.signalCode === null)).toBe(true);
	});

	it('hand over when they are asked to end, so that another goes on at once', async () => {
		const run = await startBulk(60, 30);
		const first = await startWorker();
		await untilOwned(run, [first]);
		const second = await startWorker();
		await first.end('SIGTERM');
		const stopped = performance.now();
		await untilOwned(run, [second]);
		// Far less than the lease.
		expect(performance.now() - stopped).toBeLessThan(15_000);
		await untilDone(run);
		expect(first.child.exitCode).toBe(0);
		expect(await unitsDone(knex)).toEqual(firstUnits(units));
		expect(await look(run)).toMatchObject({ crashes: 0, attempt: 0 });
		const byWorker = await knex('effects').distinct('worker').orderBy('worker');
		expect(byWorker).toEqual([{ worker: 'process 1' }, { worker: 'process 2' }]);
	});

	it('D3: do no unit twice and lose none when their connections break in mid step', async () => {
		const { port, pathname, username, password } = new URL(opened.address);
		const proxy = await tcpProxy(Number(port));
		const address = `postgres://${username}:${password}@127.0.0.1:${proxy.port}${pathname}`;
		try {
			const run = await startBulk(15);
			const workers = await Promise.all([startWorker({ address }), startWorker({ address })]);
			let cuts = 0;
			for (let round = 0; round < 8 && (await look(run)).status !== 'done'; round += 1) {
				const { progress } = await look(run);
				await vi.waitFor(async () => expect((await look(run)).progress).toBeGreaterThan(progress), {
					timeout: 15_000,
				});
				await sleep(Math.random() * 40);
				cuts += proxy.cut();
			}
			await untilDone(run);

			expect(cuts).toBeGreaterThan(8);
			expect(await unitsDone(knex)).toEqual(firstUnits(units));
			expect(await look(run)).toMatchObject({ progress: units, total: units, attempt: 0 });
			expect(workers.every(({ child }) => child.exitCode === null && child.signalCode === null)).toBe(true);
		} finally {
			await proxy.close();
		}
	});

	it('J4: go by the clock of the database, however wrong their own are', async () => {
		const minuteMs = 60_000;
		const at = (ms: number) => new Date(Date.now() + ms);
		const hourly = {
			due: at(-5 * minuteMs).getUTCMinutes(),
			soon: at(5 * minuteMs).getUTCMinutes(),
		};
		const slots = {
			due: at(-5 * minuteMs)
				.toISOString()
				.slice(0, 13),
			soon: at(5 * minuteMs - 3_600_000)
				.toISOString()
				.slice(0, 13),
		};
		const run = await startBulk(5, 30);
		await Promise.all([
			startWorker({ minutesAhead: 10, hourly }),
			startWorker({ minutesAhead: -10, hourly }),
		]);
		await untilDone(run);
		// Both have looked several times which schedules are due.
		await sleep(1_500);

		expect(await unitsDone(knex)).toEqual(firstUnits(units));
		for (const name of ['due', 'soon'] as const) {
			const rows: JobRun[] = await knex('job_runs').where({ name });
			expect(rows.map(({ slot, status }) => [slot, status])).toEqual([[slots[name], 'done']]);
			expect(await unitsDone(knex, `${name} ${slots[name]}`)).toEqual([0]);
		}
		expect(await look(run)).toMatchObject({ fence: 1, crashes: 0, attempt: 0 });
	});
});
