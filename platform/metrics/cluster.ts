import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { configOf } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { configuredRedis } from '../redis/configured.ts';
import { connectRedis, type RedisOptions } from '../redis/connect.ts';
import { throttledWarning } from '../throttled-warning.ts';
import type { SampledFamily } from './families.ts';
import { Snapshots, type Snapshot } from './snapshots.ts';

/** As often as Prometheus usually asks. */
const everyMs = 15_000;

type ReadOwn = () => Promise<readonly SampledFamily[]>;

/** Leaves what this process counts where other instances find it, and finds what they left. */
export class ClusterMetrics {
	readonly #instance: string;
	readonly #snapshots: Snapshots;
	readonly #connection: Redis;
	readonly #warn: (error: unknown, message: string) => void;
	#timer: NodeJS.Timeout | undefined;
	#isPutting = false;

	constructor(redis: RedisOptions, instance: string, logger: Pick<Logger, 'warn'>) {
		this.#connection = connectRedis(redis, 'metrics of all instances');
		this.#instance = instance;
		this.#snapshots = new Snapshots(this.#connection, redis.namespace);
		this.#warn = throttledWarning(logger);
	}

	get isRunning(): boolean {
		return this.#timer !== undefined;
	}

	/** Begins to leave snapshots, the first as soon as Redis is there. @param readOwn what was counted until now */
	start(readOwn: ReadOwn): void {
		if (this.isRunning) return;
		this.#timer = setInterval(() => void this.#put(readOwn), everyMs);
		this.#timer.unref();
		this.#connection.on('ready', () => void this.#put(readOwn));
	}

	/** Takes its snapshot away too: after a reload of extensions the same process counts anew, under another name. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#timer = undefined;
		await this.#snapshots.remove(this.#instance).catch(() => undefined);
		this.#connection.disconnect();
	}

	/** What the other instances left within the last minute. @throws {Error} when Redis does not answer */
	async others(): Promise<Snapshot[]> {
		return (await this.#snapshots.all()).filter(({ instance }) => instance !== this.#instance);
	}

	/** Never throws: the next one comes soon. */
	async #put(readOwn: ReadOwn): Promise<void> {
		if (this.#isPutting) return;
		this.#isPutting = true;
		try {
			await this.#snapshots.put({ instance: this.#instance, families: await readOwn() });
		} catch (error) {
			this.#warn(error, 'BeBetter: the metrics of this process do not reach the other instances');
		}
		this.#isPutting = false;
	}
}

const singleton = new ProcessSingleton<ClusterMetrics>('cluster-metrics');

/** null on an instance that works without Redis. */
export function clusterMetricsOf(
	context: HostContext,
	instance: string,
	readOwn: ReadOwn,
): ClusterMetrics | null {
	const redis = configuredRedis(context, configOf(context));
	if (!redis) return null;
	const cluster = singleton.get(
		() => new ClusterMetrics(redis, instance, context.logger),
		() => undefined,
	);
	cluster.start(readOwn);
	return cluster;
}
