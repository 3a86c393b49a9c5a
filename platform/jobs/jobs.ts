import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import { configOf, type Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { maintenanceOf } from '../maintenance/watch.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { configuredRedis } from '../redis/configured.ts';
import { BullmqDispatch } from './bullmq-dispatch.ts';
import { jobDefinitions } from './definitions/index.ts';
import type { Dispatch } from './dispatch.ts';
import type { Job } from './job.ts';
import type { Enqueued } from './ledger/enqueue.ts';
import { cancel, retry } from './ledger/intervene.ts';
import type { JobRun } from './ledger/run.ts';
import { order, type OrderOptions } from './order.ts';
import { Worker } from './worker.ts';

/** Background jobs in this process: what the rest of the bundle starts them with, and what works them. */
export class Jobs {
	readonly definitions: readonly Job[];
	readonly #context: HostContext;
	readonly #config: Config;
	readonly #dispatch: Dispatch | null;
	#worker: Worker | null = null;
	#unwatch: (() => void) | null = null;

	constructor(context: HostContext, config: Config) {
		this.#context = context;
		this.#config = config;
		this.definitions = jobDefinitions(context);
		const redis = configuredRedis(context, config);
		this.#dispatch = redis && new BullmqDispatch(redis);
	}

	/**
	 * Puts a job into the ledger and tells the workers. Call it after the transaction whose effect the job works on.
	 *
	 * @param name one of the definitions'
	 * @throws {ZodError} when the payload does not fit the job's schema
	 */
	async enqueue(name: string, options: OrderOptions): Promise<Enqueued> {
		const job = this.definitions.find((job) => job.name === name);
		if (!job) throw new Error(`There is no job "${name}"`);
		const enqueued = await order(this.#context.database, job, options);
		this.#tell(enqueued.run);
		return enqueued;
	}

	/** @returns null when there is nothing to retry */
	async retry(id: string): Promise<JobRun | null> {
		const run = await retry(this.#context.database, id);
		if (run) this.#tell(run);
		return run;
	}

	/** @returns null when there is nothing to cancel */
	cancel(id: string): Promise<JobRun | null> {
		return cancel(this.#context.database, id);
	}

	/** Whether jobs are worked here. */
	get isRunning(): boolean {
		return this.#worker !== null;
	}

	/** Begins to work jobs here, unless this instance leaves that to others. */
	start(): void {
		if (this.#config.BEBETTER_ROLE === 'all') this.work(this.#config.BEBETTER_JOBS_CONCURRENCY);
	}

	/** Begins to work so many jobs at a time, and stops in order when the process is asked to end. */
	work(concurrency: number): Worker {
		const { database: knex, logger } = this.#context;
		this.#worker ??= new Worker({
			knex,
			logger,
			jobs: this.definitions,
			owner: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
			concurrency,
			dispatch: this.#dispatch,
		});
		this.#worker.start();
		this.#pauseForMaintenance(this.#worker);
		// Directus's own event for this comes when its database connections are closed already.
		for (const signal of endSignals) process.once(signal, this.#end);
		return this.#worker;
	}

	/** Resolves when every job under way has finished its step and was handed over. */
	async stop(): Promise<void> {
		for (const signal of endSignals) process.removeListener(signal, this.#end);
		this.#unwatch?.();
		await this.#worker?.stop();
		await this.#dispatch?.stop();
	}

	#pauseForMaintenance(worker: Worker): void {
		const maintenance = maintenanceOf(this.#context);
		const follow = (): void => (maintenance.isOn ? worker.pause() : worker.resume());
		this.#unwatch?.();
		this.#unwatch = maintenance.onChange(follow);
		follow();
	}

	readonly #end = (): void => {
		this.stop().catch((error: unknown) =>
			this.#context.logger.warn(error, 'BeBetter: background jobs did not stop in order'),
		);
	};

	/** What is due later, or told to nobody, is found by looking. */
	#tell(run: JobRun): void {
		if (run.status !== 'queued') return;
		const worker = this.#worker;
		if (!this.#dispatch?.isConnected) return worker?.wake();
		void this.#dispatch.offer([run]).then((isTold) => isTold || worker?.wake());
	}
}

const endSignals = ['SIGTERM', 'SIGINT'] as const;

const singleton = new ProcessSingleton<Jobs>('jobs');

export const jobsOf = (context: HostContext): Jobs =>
	singleton.get(
		() => new Jobs(context, configOf(context)),
		(jobs) => jobs.start(),
	);
