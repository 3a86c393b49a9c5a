import type { Server } from 'node:http';
import { hostname } from 'node:os';
import type { Request, Response } from 'express';
import type { Cdn } from './cdn/cdn.ts';
import { cdnHeaders, configuredCdns } from './cdn/configured.ts';
import { CdnNotifier } from './cdn/notifier.ts';
import { configOf, type Config } from './config.ts';
import { FastPath } from './fast-path/fast-path.ts';
import { readHostSettings } from './fast-path/host-settings.ts';
import { routeMatcher } from './fast-path/match-route.ts';
import type { HostContext } from './host-context.ts';
import { HostHeaders } from './host-headers.ts';
import type { PublicRoute } from './http/route.ts';
import { maintenanceOf } from './maintenance/watch.ts';
import { mobileBase } from './mobile/paths.ts';
import { ProcessSingleton } from './process-singleton.ts';
import { Bus } from './publishing/bus.ts';
import { RedisStore } from './publishing/redis-store.ts';
import { configuredRedis } from './redis/configured.ts';
import { connectRedis } from './redis/connect.ts';
import { answerHeaders } from './publishing/answer-headers.ts';
import { tagsOf, type Turnover } from './publishing/projection.ts';
import { Publisher } from './publishing/publisher.ts';
import { securityLogOf } from './security/security-log.ts';
import { telemetryOf, type Telemetry } from './telemetry/telemetry.ts';
import { throttledWarning } from './throttled-warning.ts';
import { trackedCollections } from '../schema/publishing/tracked-tables.ts';

/** Certain within a second, the look itself included. */
const checkEveryMs = 800;
const watchEveryMs = 4_000;
const pruneEveryMs = 3_600_000;

/** Everything that serves public content in this process. */
export class Delivery {
	readonly publisher: Publisher;
	/** null on an instance that works without Redis. */
	readonly bus: Bus | null;
	readonly cdns: readonly Cdn[];
	/** Names this process in receipts. */
	readonly instance: string;
	readonly #telemetry: Telemetry;
	readonly #context: HostContext;
	readonly #config: Config;
	readonly #hostHeaders = new HostHeaders();
	readonly #undo: (() => void)[] = [];
	#started = false;

	constructor(context: HostContext, config: Config) {
		this.#context = context;
		this.#config = config;
		this.#telemetry = telemetryOf(context);
		const redis = configuredRedis(context, config);
		this.bus = redis ? new Bus(redis, () => this.#takeOver()) : null;
		const shared = redis ? connectRedis(redis, 'shared answers') : null;

		this.instance = this.bus?.instance ?? `${hostname()}:${process.pid}`;
		this.cdns = configuredCdns(config);
		const cdn = cdnHeaders(config);

		this.publisher = new Publisher({
			knex: context.database,
			logger: context.logger,
			maxBytes: config.BEBETTER_CACHE_MAX_MB * 1024 * 1024,
			headers: (document, sources) => answerHeaders(document, sources, cdn),
			shared: shared && new RedisStore(shared, config.BEBETTER_NAMESPACE),
			announce: () => void this.bus?.announce(),
		});
		this.#undo.push(
			() => this.bus?.stop(),
			() => shared?.disconnect(),
		);
	}

	/** After an event of this instance: takes over what it wrote, and has the others do so. */
	readonly lookForChanges = (): void => {
		// While the database is being prepared, and in commands, nothing is served from here.
		if (!this.#started) return;
		void this.bus?.announce();
		void this.publisher.refreshAfterEvent();
	};

	async #takeOver(): Promise<void> {
		if (this.publisher.revision) await this.publisher.refresh();
	}

	readonly learnHostHeaders = (request: Request, response: Response): void =>
		this.#hostHeaders.learn(request, response);

	/** Whether this process answers readers; a command does not. */
	get isRunning(): boolean {
		return this.#started;
	}

	/** Begins to watch for changes. The tables have to be there. */
	async start(): Promise<void> {
		this.#started = true;
		this.bus?.serve();
		this.#tellCdns();
		this.#undo.push(this.publisher.onTurnover((turnover) => this.#countPublish(turnover)));
		// A database that is not ready yet must not keep these from trying again.
		this.#every(checkEveryMs, () => this.publisher.check());
		this.#every(watchEveryMs, () => this.publisher.ensureWatched(trackedCollections));
		this.#every(pruneEveryMs, () => this.publisher.prune());
		await this.publisher.ensureWatched(trackedCollections);
		await this.publisher.refresh();
	}

	/** Answers hot reads before Express does, unless that is switched off. */
	attachFastPath(server: Server, routes: readonly PublicRoute[]): void {
		if (!this.#config.BEBETTER_FAST_PATH) return;
		const { env, logger } = this.#context;
		const maintenance = maintenanceOf(this.#context);
		const fastPath = new FastPath({
			publisher: this.publisher,
			match: routeMatcher(mobileBase, routes),
			settings: readHostSettings(env),
			logger,
			hostHeaders: () => this.#hostHeaders.current,
			onRefused: (ip) => securityLogOf(this.#context).record({ kind: 'rate_limited', ip }),
			isClosed: () => maintenance.isOn,
			observer: (route) => this.#telemetry.requests.observer(mobileBase + route),
		});
		this.#undo.push(fastPath.attach(server));
	}

	/** Ends timers and takes the fast path out; for a reload of extensions. */
	stop(): void {
		for (const undo of this.#undo.splice(0)) undo();
	}

	/**
	 * Has CDNs follow what this instance serves. The first turnover tells them to forget everything: nobody knows
	 * what was published and not told before this instance was there.
	 */
	#tellCdns(): void {
		for (const cdn of this.cdns) {
			const notifier = new CdnNotifier(cdn, this.#context.logger);
			this.#undo.push(
				this.publisher.onTurnover((turnover) => notifier.tell(tagsOf(turnover))),
				() => notifier.stop(),
			);
		}
	}

	/** The first turnover is what was there already. */
	#countPublish({ previous }: Turnover): void {
		if (previous) this.#telemetry.counters.publishes += 1;
	}

	/** Runs again and again, never twice at a time, and never throws. */
	#every(milliseconds: number, work: () => Promise<void>): void {
		const warn = throttledWarning(this.#context.logger);
		let running = false;
		const timer = setInterval(() => {
			if (running) return;
			running = true;
			work()
				.catch((error: unknown) => warn(error, 'BeBetter: a periodic check failed and will be repeated'))
				.finally(() => (running = false));
		}, milliseconds);
		timer.unref();
		this.#undo.push(() => clearInterval(timer));
	}
}

const singleton = new ProcessSingleton<Delivery>('delivery');

export const deliveryOf = (context: HostContext): Delivery =>
	singleton.get(
		() => new Delivery(context, configOf(context)),
		(delivery) => void startDelivery(delivery, context),
	);

/** Never throws: what keeps it from serving now may be over at its next look. */
export async function startDelivery(delivery: Delivery, { logger }: HostContext): Promise<void> {
	await delivery
		.start()
		.catch((error: unknown) =>
			logger.warn(error, 'BeBetter cannot serve content yet and looks again every second'),
		);
}
