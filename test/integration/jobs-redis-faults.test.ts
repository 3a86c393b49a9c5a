import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keySlot } from '../../domain/jobs/slot.ts';
import { BullmqDispatch } from '../../platform/jobs/bullmq-dispatch.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { createEffects, firstUnits, unitsDone, unitsJob } from '../support/jobs/units.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const { missing } = databases.find(({ database }) => database === 'postgres')!;
const namespace = 'faults';

describe.skipIf(missing)(`jobs when Redis fails${missing ? ` (${missing})` : ''}`, () => {
	let opened: LedgerDatabase;
	let knex: Knex;
	let redis: OwnRedis;
	let workers: { worker: Worker; dispatch: BullmqDispatch }[];
	const rejections: unknown[] = [];
	const keepRejection = (reason: unknown): void => void rejections.push(reason);

	beforeEach(async () => {
		opened = await openLedger('postgres');
		knex = opened.knex;
		await createEffects(knex);
		redis = await ownRedis({ started: false });
		workers = [];
		rejections.length = 0;
		process.on('unhandledRejection', keepRejection);
	});
	afterEach(async () => {
		await Promise.all(workers.map(({ worker }) => worker.stop()));
		await Promise.all(workers.map(({ dispatch }) => dispatch.stop()));
		await redis.stop();
		await opened.close();
		process.removeListener('unhandledRejection', keepRejection);
		expect(rejections).toEqual([]);
	});

	const startWorker = (): { worker: Worker; dispatch: BullmqDispatch } => {
		const { logger } = keptLog();
		const dispatch = new BullmqDispatch({ url: redis.url, namespace, logger });
		const worker = new Worker({
			knex: opened.connect(),
			logger,
			jobs: [unitsJob()],
			owner: `worker ${workers.length}`,
			concurrency: 2,
			dispatch,
			pollMs: 200,
			// Nobody takes what was told to others, so only messages can bring the jobs about.
			patienceMs: 600_000,
		});
		worker.start();
		workers.push({ worker, dispatch });
		return { worker, dispatch };
	};
	const ask = async (key: string, slowMs = 0): Promise<JobRun> =>
		(await order(knex, unitsJob(), { payload: { units: 40, key, slowMs }, slot: keySlot(key) })).run;
	const untilDone = ({ id }: JobRun, timeout = 10_000) =>
		vi.waitFor(async () => expect((await readRun(knex, id))!.status).toBe('done'), { timeout, interval: 25 });
	const untilConnected = (isConnected: boolean) =>
		vi.waitFor(
			() => expect(workers.every(({ dispatch }) => dispatch.isConnected === isConnected)).toBe(true),
			{
				timeout: 10_000,
			},
		);
	/** A queue of the test's own, to look at what BullMQ keeps. */
	const looking = async <T>(look: (queue: Queue) => Promise<T>): Promise<T> => {
		const queue = new Queue('jobs', { connection: redis.client() as never, prefix: `{${namespace}}:bullmq` });
		try {
			return await look(queue);
		} finally {
			await queue.close();
		}
	};

	it('are worked while it is away from the start, and by message when it comes', async () => {
		startWorker();
		const before = await ask('before');
		await untilDone(before);
		await redis.start();
		await untilConnected(true);
		await untilDone(await ask('after'));
		expect(await unitsDone(knex, 'after')).toEqual(firstUnits(40));
	});

	it('go on while it is killed, and lose nothing when it comes back empty', async () => {
		await redis.start();
		startWorker();
		startWorker();
		await untilConnected(true);
		const during = await ask('during', 100);
		await vi.waitFor(async () => expect((await readRun(knex, during.id))!.progress).toBeGreaterThan(0), {
			timeout: 15_000,
		});

		await redis.kill();
		await untilConnected(false);
		const without = await ask('without');
		await Promise.all([untilDone(during), untilDone(without)]);

		await redis.start();
		await untilConnected(true);
		const after = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(`after ${index}`)));
		await Promise.all(after.map((run) => untilDone(run, 20_000)));
		for (const key of ['during', 'without', 'after 0', 'after 9'])
			expect(await unitsDone(knex, key)).toEqual(firstUnits(40));
	});

	it('have their timer back after it lost everything', async () => {
		await redis.start();
		startWorker();
		const timers = () => looking(async (queue) => (await queue.getJobSchedulers()).map(({ key }) => key));
		await vi.waitFor(async () => expect(await timers()).toEqual(['tick']), { timeout: 10_000 });
		await redis.kill();
		await untilConnected(false);
		await redis.start();
		await vi.waitFor(async () => expect(await timers()).toEqual(['tick']), { timeout: 10_000 });
	});

	it('go on while it is frozen', async () => {
		await redis.start();
		startWorker();
		await untilConnected(true);
		redis.freeze();
		const run = await ask('frozen');
		await untilDone(run);
		redis.thaw();
		await untilDone(await ask('thawed'));
	});

	it('leave nothing behind in it but what BullMQ needs, and count what was done', async () => {
		await redis.start();
		startWorker();
		await untilConnected(true);
		await Promise.all(
			(await Promise.all(['a', 'b', 'c'].map((key) => ask(key)))).map((run) => untilDone(run)),
		);
		await vi.waitFor(
			() =>
				looking(async (queue) =>
					expect(await queue.getJobCounts('waiting', 'active', 'completed', 'failed')).toEqual({
						waiting: 0,
						active: 0,
						completed: 0,
						failed: 0,
					}),
				),
			{ timeout: 15_000 },
		);
		const { meta } = await looking((queue) => queue.getMetrics('completed'));
		expect(meta.count).toBeGreaterThanOrEqual(3);
	});

	it('let the process stop in order while it is away', async () => {
		await redis.start();
		const { worker, dispatch } = startWorker();
		await untilConnected(true);
		await redis.kill();
		await sleep(100);
		const began = performance.now();
		await worker.stop();
		await dispatch.stop();
		expect(performance.now() - began).toBeLessThan(4_000);
	});
});
