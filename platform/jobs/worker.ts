import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { throttledWarning } from '../throttled-warning.ts';
import type { Dispatch } from './dispatch.ts';
import type { Job } from './job.ts';
import { buryCrashed } from './ledger/bury-crashed.ts';
import { claim, listDue } from './ledger/claim.ts';
import type { JobRun } from './ledger/run.ts';
import { enqueueDueSlots } from './schedules.ts';
import { workRun } from './work-run.ts';

export interface WorkerOptions {
	readonly knex: Knex;
	readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly jobs: readonly Job[];
	/** Names this worker in the ledger. */
	readonly owner: string;
	/** Jobs at a time, from 1. */
	readonly concurrency: number;
	/** How workers are told at once; without it they look. */
	readonly dispatch?: Dispatch | null;
	/** How often it looks into the ledger, ms. */
	readonly pollMs?: number;
	/** How often it looks which schedules are due and what has crashed, ms. */
	readonly tickMs?: number;
	/** How long a due job is left to whoever was told of it, ms. */
	readonly patienceMs?: number;
}

/** How many jobs are told of at each look; a million waiting ones must not go to Redis at once. */
const offeredAtOnce = 200;

/**
 * Works the ledger. It looks for due jobs again and again, and at once when it is woken; with a dispatch it tells
 * every worker of them instead, and takes those that nobody came for. Nothing it does can end the process.
 */
export class Worker {
	/** Runs under way, by id. */
	readonly #running = new Map<string, Promise<void>>();
	readonly #options: Required<Omit<WorkerOptions, 'dispatch'>>;
	readonly #dispatch: Dispatch | null;
	readonly #byName: ReadonlyMap<string, Job>;
	readonly #stopping = new AbortController();
	/** Aborted while no job may be taken. */
	#pausing = new AbortController();
	readonly #timers: NodeJS.Timeout[] = [];
	readonly #warn: (error: unknown, message: string) => void;
	#looking: Promise<void> | null = null;
	#lookAgain = false;
	#lastLook = performance.now();

	constructor({ dispatch = null, ...options }: WorkerOptions) {
		this.#options = { pollMs: 1_000, tickMs: 15_000, patienceMs: 10_000, ...options };
		this.#dispatch = dispatch;
		this.#byName = new Map(options.jobs.map((job) => [job.name, job]));
		this.#warn = throttledWarning(options.logger);
	}

	/** Begins to work. The table has to be there; while it is not, or the database is away, it goes on trying. */
	start(): void {
		const { pollMs, tickMs, concurrency } = this.#options;
		this.#dispatch?.listen({ work: (id) => this.#workOne(id), tick: () => this.#tick() }, concurrency);
		// Instances that started together should not look together.
		this.#every(pollMs * (0.9 + Math.random() * 0.2), () => this.wake());
		this.#every(tickMs * (0.9 + Math.random() * 0.2), () => void this.#tick());
		void this.#tick().then(() => this.wake());
	}

	/** Looks for due jobs at once. */
	readonly wake = (): void => {
		if (this.#looking) {
			this.#lookAgain = true;
			return;
		}
		this.#looking = this.#look()
			.then(() => void (this.#lastLook = performance.now()))
			.catch((error: unknown) => this.#warn(error, 'BeBetter cannot look for jobs and will try again'))
			.finally(() => {
				this.#looking = null;
				if (!this.#lookAgain) return;
				this.#lookAgain = false;
				this.wake();
			});
	};

	/** Takes no more jobs until it is resumed; those under way finish their step and are handed over. */
	pause(): void {
		this.#pausing.abort();
	}

	resume(): void {
		if (!this.#pausing.signal.aborted) return;
		this.#pausing = new AbortController();
		this.wake();
	}

	/** How long ago it last saw the ledger, ms. */
	get sinceLastLookMs(): number {
		return Math.round(performance.now() - this.#lastLook);
	}

	get runningCount(): number {
		return this.#running.size;
	}

	/** Takes no more jobs, lets each finish its step, and hands it over. Resolves when none is left. */
	async stop(): Promise<void> {
		this.#stopping.abort();
		for (const timer of this.#timers.splice(0)) clearInterval(timer);
		await this.#looking;
		await Promise.all(this.#running.values());
	}

	async #look(): Promise<void> {
		const { knex, owner, patienceMs } = this.#options;
		const names = [...this.#byName.keys()];
		// A look all the same: it says that the ledger can be seen.
		if (this.#pausing.signal.aborted) return void (await listDue(knex, { names }, 1));
		const isTold = await this.#tellOthers(names);

		while (this.#isFree) {
			const run = await claim(knex, { names, owner, dueForMs: isTold ? patienceMs : 0 });
			if (!run) return;
			void this.#begin(run);
		}
	}

	async #tellOthers(names: readonly string[]): Promise<boolean> {
		const dispatch = this.#dispatch;
		if (!dispatch?.isConnected || this.#stopping.signal.aborted) return false;
		const due = await listDue(this.#options.knex, { names }, offeredAtOnce);
		return dispatch.offer(due);
	}

	async #workOne(id: string): Promise<void> {
		if (!this.#isFree) return;
		const { knex, owner } = this.#options;
		const run = await claim(knex, { names: [...this.#byName.keys()], owner, id });
		if (run) await this.#begin(run);
	}

	get #isFree(): boolean {
		const isHeld = this.#stopping.signal.aborted || this.#pausing.signal.aborted;
		return !isHeld && this.#running.size < this.#options.concurrency;
	}

	#begin(run: JobRun): Promise<void> {
		const { knex, logger } = this.#options;
		const job = this.#byName.get(run.name)!;
		// Its lease ran out here while a step was slow: the old run ends by itself, and must not hide the new one.
		const key = `${run.id} ${run.fence}`;
		const stopping = AbortSignal.any([this.#stopping.signal, this.#pausing.signal]);
		const work = workRun(job, run, { knex, logger, stopping }).finally(() => {
			this.#running.delete(key);
			this.wake();
		});
		this.#running.set(key, work);
		return work;
	}

	async #tick(): Promise<void> {
		const { knex, logger, jobs } = this.#options;
		if (this.#stopping.signal.aborted) return;
		try {
			for (const { name, slot, error } of await buryCrashed(knex))
				logger.error(`BeBetter: the job ${name} (${slot}) is given up: ${error}`);
			const created = (await enqueueDueSlots(knex, jobs)).filter((enqueued) => enqueued.created);
			if (created.length > 0) this.wake();
		} catch (error) {
			this.#warn(error, 'BeBetter cannot look which jobs are scheduled and will try again');
		}
	}

	#every(milliseconds: number, work: () => void): void {
		const timer = setInterval(work, milliseconds);
		timer.unref();
		this.#timers.push(timer);
	}
}
