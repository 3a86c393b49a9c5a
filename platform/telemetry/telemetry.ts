import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Knex } from 'knex';
import { SlowLog } from '../../domain/operations/performance/slow-log.ts';
import { type Config, configOf } from '../config.ts';
import { DatabaseProbe } from '../health/database-probe.ts';
import { Sampler } from '../health/sampler.ts';
import { Usage } from '../health/usage.ts';
import type { HostContext } from '../host-context.ts';
import { RequestMetrics } from '../metrics/request-metrics.ts';
import { watchQueries } from '../performance/watch-queries.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { Counters } from './counters.ts';

/** Finds who answers a request before Directus looks at it; null for what goes its usual way. */
export type FindEarly = (request: Request) => RequestHandler | null;

/** What this process knows of its own work, since it began or extensions were loaded anew. */
export class Telemetry {
	/** Names this process in samples. */
	readonly instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
	readonly requests = new RequestMetrics();
	readonly counters = new Counters();
	readonly slowRequests = new SlowLog();
	readonly slowQueries = new SlowLog();
	readonly usage = new Usage();
	readonly database: DatabaseProbe;
	/** Whether the model was brought up to date when the process began; otherwise somebody has to look. */
	isProvisioned = false;
	findEarly: FindEarly = () => null;
	readonly #knex: Knex;
	readonly #config: Config;
	readonly #sampler: Sampler;
	readonly #undo: (() => void)[] = [];
	#isDraining = false;
	#isRunning = false;

	constructor({ database, logger }: HostContext, config: Config) {
		this.#knex = database;
		this.#config = config;
		this.database = new DatabaseProbe(database);
		this.#sampler = new Sampler({
			knex: database,
			instance: this.instance,
			requests: this.requests,
			probe: this.database,
			usage: this.usage,
			logger,
		});
	}

	get isRunning(): boolean {
		return this.#isRunning;
	}

	/** Whether the process was asked to end: it finishes what it has and wants nothing new. */
	get isDraining(): boolean {
		return this.#isDraining;
	}

	/** Begins to watch statements, the event loop and the minutes. Nothing of it keeps the process alive. */
	start(): void {
		if (this.#isRunning) return;
		this.#isRunning = true;
		const drain = (): void => void (this.#isDraining = true);
		process.once('SIGTERM', drain);
		this.#undo.push(
			() => process.off('SIGTERM', drain),
			watchQueries(this.#knex, (outcome) => this.#countQuery(outcome)),
			this.usage.start(),
			this.#sampler.start(),
		);
	}

	stop(): void {
		this.#isRunning = false;
		for (const undo of this.#undo.splice(0)) undo();
	}

	#countQuery({ fingerprint, ms, hasFailed }: { fingerprint: () => string; ms: number; hasFailed: boolean }) {
		this.counters.queries[hasFailed ? 'failed' : 'done'] += 1;
		if (ms > this.#config.BEBETTER_SLOW_QUERY_MS) this.slowQueries.add(fingerprint(), ms, Date.now());
	}
}

const singleton = new ProcessSingleton<Telemetry>('telemetry');

export const telemetryOf = (context: HostContext): Telemetry =>
	singleton.get(
		() => new Telemetry(context, configOf(context)),
		(telemetry) => telemetry.start(),
	);

/** Of the process, also for code that a reload of extensions has left behind. */
export const currentTelemetry = (): Telemetry | undefined => singleton.current;
