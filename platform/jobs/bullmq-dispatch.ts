import { setTimeout as sleep } from 'node:timers/promises';
import { MetricsTime, Queue, Worker, type Job as Message, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { connectRedis, type RedisOptions } from '../redis/connect.ts';
import type { Dispatch, Handlers } from './dispatch.ts';
import type { JobRun } from './ledger/run.ts';

const queueName = 'jobs';
const runMessage = 'run';
const tickMessage = 'tick';
const tickEveryMs = 60_000;
/** Longest wait for messages under way when stopping, ms; what is lost is found in the ledger. */
const closeMs = 2_000;
/** Longer than BullMQ waits for a message with one command. */
const listeningTimeoutMs = 30_000;

const messageOptions: JobsOptions = {
	removeOnComplete: true,
	removeOnFail: true,
	// For a database that is away when the message comes; failures of the job itself are in the ledger.
	attempts: 3,
	backoff: { type: 'exponential', delay: 500, jitter: 1 },
};

interface Content {
	/** Of the row in the ledger; a tick has none. */
	readonly id?: string;
}

/**
 * Tells workers over BullMQ which row to work. A message carries an id and nothing else; one that comes twice, late or
 * for a job of somebody else's finds nothing to do. Redis may therefore lose everything at any time.
 */
export class BullmqDispatch implements Dispatch {
	readonly #options: RedisOptions;
	readonly #prefix: string;
	readonly #sending: Redis;
	/** null until Redis has answered for the first time. */
	#queue: Queue<Content> | null = null;
	#receiving: Redis | null = null;
	#worker: Worker<Content> | null = null;
	#renewal: NodeJS.Timeout | undefined;

	constructor(options: RedisOptions) {
		this.#options = options;
		// The hash tag keeps all keys of the queue on one node of a cluster, as its scripts need them.
		this.#prefix = `{${options.namespace}}:bullmq`;
		this.#sending = connectRedis(options, 'telling workers of jobs');
		this.#sending.on('ready', () => void this.#openQueue());
	}

	get isConnected(): boolean {
		return this.#queue !== null && this.#sending.status === 'ready';
	}

	async offer(runs: readonly Pick<JobRun, 'id' | 'fence'>[]): Promise<boolean> {
		const queue = this.#queue;
		if (!queue || !this.isConnected) return false;
		// The same row of the same fence is one message, however many instances offer it and how often.
		const messages = runs.map(({ id, fence }) => ({
			name: runMessage,
			data: { id },
			opts: { jobId: `${id}-${fence}` },
		}));
		if (messages.length === 0) return true;
		return queue.addBulk(messages).then(
			() => true,
			() => false,
		);
	}

	listen({ work, tick }: Handlers, concurrency: number): void {
		// BullMQ waits for messages here, some seconds with one command, and through any absence of Redis.
		const receiving = connectRedis(this.#options, 'being told of jobs', {
			maxRetriesPerRequest: null,
			enableOfflineQueue: true,
			commandTimeout: listeningTimeoutMs,
		});
		this.#receiving = receiving;
		const handle = async ({ name, data }: Message<Content>): Promise<void> => {
			if (name === tickMessage) return tick();
			if (data.id !== undefined) await work(data.id);
		};
		// A worker that is made while Redis is away would never notice that it came.
		const open = (): void => {
			this.#worker ??= this.#openWorker(handle, receiving, concurrency);
			void this.#setTimer();
		};
		receiving.on('ready', open);
		this.#renewal = setInterval(() => void this.#setTimer(), tickEveryMs);
		this.#renewal.unref();
	}

	#openWorker(
		handle: (message: Message<Content>) => Promise<void>,
		connection: Redis,
		concurrency: number,
	): Worker<Content> {
		const worker = new Worker<Content>(queueName, handle, {
			connection,
			prefix: this.#prefix,
			concurrency,
			metrics: { maxDataPoints: MetricsTime.ONE_WEEK },
		});
		worker.on('error', () => undefined);
		return worker;
	}

	async stop(): Promise<void> {
		clearInterval(this.#renewal);
		const closed = Promise.all([this.#worker?.close(), this.#queue?.close()]).catch(() => undefined);
		const giveUp = new AbortController();
		await Promise.race([closed, sleep(closeMs, undefined, { signal: giveUp.signal }).catch(() => undefined)]);
		giveUp.abort();
		this.#sending.disconnect();
		this.#receiving?.disconnect();
	}

	/** BullMQ sets a queue up once and for all, so it is made on a connection that works, and again if that failed. */
	async #openQueue(): Promise<void> {
		if (!this.#queue) {
			const queue = new Queue<Content>(queueName, {
				connection: this.#sending,
				prefix: this.#prefix,
				defaultJobOptions: messageOptions,
			});
			queue.on('error', () => undefined);
			const isReady = await queue.waitUntilReady().then(
				() => true,
				() => false,
			);
			if (isReady) this.#queue ??= queue;
		}
		await this.#setTimer();
	}

	/** Redis may come back without the timer, so it is set with every connection and every minute. */
	async #setTimer(): Promise<void> {
		if (!this.#worker || !this.isConnected) return;
		await this.#queue
			?.upsertJobScheduler(tickMessage, { every: tickEveryMs }, { name: tickMessage, data: {} })
			.catch(() => undefined);
	}
}
