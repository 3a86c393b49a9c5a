import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ChannelView } from '../../domain/operations/alerts/contract.ts';
import { testNotice } from '../../domain/operations/alerts/notice.ts';
import { configOf, type Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { readSignals } from '../operations/signals.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { telemetryOf } from '../telemetry/telemetry.ts';
import { throttledWarning } from '../throttled-warning.ts';
import { withinTime } from '../within-time.ts';
import { configuredChannels, configuredWebhook } from './channels/configured.ts';
import type { Channel } from './channels/channel.ts';
import { DatabaseWatch } from './database-watch.ts';
import { deliverDue, type TestResult } from './deliver.ts';
import { evaluateOnce } from './evaluate-once.ts';
import { ensureEvaluation, everyMs } from './evaluation.ts';
import { report, withdraw } from './reports.ts';
import { sendSafely } from './safe-request.ts';

const tickMs = 15_000;
/** Longer than a look takes by far; a database that is frozen answers never. */
const longestLookMs = 30_000;
const askedTries = 5;

/** Alerts in this process: it takes its turn at evaluating, and sends what is to be told. */
export class Alerts {
	readonly channels: readonly Channel[];
	readonly #context: HostContext;
	readonly #config: Config;
	readonly #instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
	readonly #watch: DatabaseWatch;
	readonly #warn: (error: unknown, message: string) => void;
	#timer: NodeJS.Timeout | null = null;
	#isTicking = false;
	#isEnsured = false;
	#lastReport = -Infinity;
	#pinged: { at: string | null; error: string | null } = { at: null, error: null };

	constructor(context: HostContext, config: Config) {
		this.#context = context;
		this.#config = config;
		this.channels = configuredChannels(context, config);
		this.#watch = new DatabaseWatch(configuredWebhook(context, config));
		this.#warn = throttledWarning(context.logger);
	}

	get isRunning(): boolean {
		return this.#timer !== null;
	}

	/** Whether somebody outside notices when no alert is evaluated any more; of this process only. */
	get deadMan(): Omit<ChannelView, 'name'> {
		const is_configured = this.#config.BEBETTER_DEADMAN_URL !== undefined;
		const { at, error } = this.#pinged;
		return { is_configured, waiting: 0, failed: 0, last_sent_at: at, last_error: error };
	}

	/** Begins to look; while the tables or the database are away, it goes on trying. */
	start(): void {
		if (this.#timer) return;
		// Instances that started together should not look together.
		this.#timer = setInterval(() => void this.#tick(), tickMs * (0.9 + Math.random() * 0.2));
		this.#timer.unref();
		for (const signal of endSignals) process.once(signal, this.#end);
	}

	/** Looks no more, and says nothing of this process any more. Never throws. */
	async stop(): Promise<void> {
		for (const signal of endSignals) process.removeListener(signal, this.#end);
		if (!this.#timer) return;
		clearInterval(this.#timer);
		this.#timer = null;
		await withdraw(this.#context.database, this.#instance).catch((error: unknown) =>
			this.#warn(error, 'BeBetter: what this process said of itself stays until it is old'),
		);
	}

	/** Looks now, and sends what comes of it. */
	async evaluateNow(): Promise<void> {
		for (let tries = 0; tries < askedTries; tries += 1) if (await this.#evaluate(true)) break;
		await this.#deliver();
	}

	/** Sends a test by every channel, past the outbox. */
	test(): Promise<TestResult[]> {
		const notice = testNotice(Date.now());
		return Promise.all(
			this.channels.map(async (channel) => {
				const error = await channel.send(notice, randomUUID()).then(
					() => null,
					(failure: unknown) => (failure as Error).message,
				);
				return { channel: channel.name, is_sent: error === null, error };
			}),
		);
	}

	readonly #end = (): void => void this.stop();

	async #tick(): Promise<void> {
		if (this.#isTicking) return;
		this.#isTicking = true;
		try {
			// One that hangs would keep a connection for every look.
			if (!(await telemetryOf(this.#context).database.answers())) return await this.#watchDatabase();
			await withinTime(this.#look(), longestLookMs);
			await this.#watch.worked();
			await this.#deliver();
		} catch (error) {
			this.#warn(error, 'BeBetter cannot evaluate the alerts and will try again');
			await this.#watchDatabase();
		} finally {
			this.#isTicking = false;
		}
	}

	async #look(): Promise<void> {
		if (await this.#evaluate(false)) await this.#ping();
		else await this.#reportIfDue();
	}

	/** Whatever went wrong: when it is the database, no row can tell it. */
	async #watchDatabase(): Promise<void> {
		try {
			const answers = await telemetryOf(this.#context).database.answers();
			await (answers ? this.#watch.worked() : this.#watch.failed(Date.now()));
		} catch (error) {
			this.#warn(error, 'BeBetter cannot tell anybody that the database is away');
		}
	}

	async #evaluate(isAsked: boolean): Promise<boolean> {
		if (!this.#isEnsured) await ensureEvaluation(this.#context.database);
		this.#isEnsured = true;
		const isDone = await evaluateOnce(this.#context.database, {
			instance: this.#instance,
			channels: this.channels.map(({ name }) => name),
			readSignals: () => readSignals(this.#context),
			isAsked,
		});
		if (isDone) this.#lastReport = performance.now();
		return isDone;
	}

	async #reportIfDue(): Promise<void> {
		if (performance.now() - this.#lastReport < everyMs) return;
		this.#lastReport = performance.now();
		const { signals } = await readSignals(this.#context);
		await report(this.#context.database, this.#instance, signals);
	}

	#deliver(): Promise<void> {
		return deliverDue(this.#context.database, this.channels, this.#context.logger);
	}

	/** Tells a watcher outside that alerts are evaluated; it tells people when it hears nothing. */
	async #ping(): Promise<void> {
		const url = this.#config.BEBETTER_DEADMAN_URL;
		if (url === undefined) return;
		const allowsPrivate = this.#config.BEBETTER_ALERT_ALLOW_PRIVATE;
		try {
			await sendSafely({ method: 'GET', url, allowsPrivate });
			this.#pinged = { at: new Date().toISOString(), error: null };
		} catch (error) {
			this.#pinged = { ...this.#pinged, error: (error as Error).message };
			this.#warn(error, 'BeBetter: the dead-man ping failed');
		}
	}
}

const endSignals = ['SIGTERM', 'SIGINT'] as const;

const singleton = new ProcessSingleton<Alerts>('alerts');

export const alertsOf = (context: HostContext): Alerts =>
	singleton.get(
		() => new Alerts(context, configOf(context)),
		(alerts) => alerts.start(),
	);
