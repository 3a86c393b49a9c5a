import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { minuteOf, type Sample } from '../../domain/operations/health/samples.ts';
import type { RequestMetrics } from '../metrics/request-metrics.ts';
import { throttledWarning } from '../throttled-warning.ts';
import type { DatabaseProbe } from './database-probe.ts';
import { poolOf } from './pool.ts';
import { pruneSamples, storeSamples } from './samples.ts';
import { readMemory, type Usage } from './usage.ts';

export interface SamplerOptions {
	readonly knex: Knex;
	readonly instance: string;
	readonly requests: RequestMetrics;
	readonly probe: DatabaseProbe;
	readonly usage: Usage;
	readonly logger: Pick<Logger, 'warn'>;
}

const lookEveryMs = 10_000;

/** Minutes that wait for a database that is away; a day of them. */
const mostWaiting = 1_440;
const pruneEveryMinutes = 60;

/** Looks every ten seconds, and writes down every minute what this process saw in it. */
export class Sampler {
	readonly #options: SamplerOptions;
	readonly #warn: (error: unknown, message: string) => void;
	#minute = minuteOf(Date.now());
	#before;
	#looks = { looks: 0, healthy: 0, waiting: 0 };
	#unsent: Sample[] = [];
	#sending: Promise<void> | null = null;

	constructor(options: SamplerOptions) {
		this.#options = options;
		this.#before = options.requests.totals();
		this.#warn = throttledWarning(options.logger);
	}

	/** @returns a function that ends it */
	start(): () => void {
		const timer = setInterval(() => void this.look(Date.now()), lookEveryMs);
		timer.unref();
		return () => clearInterval(timer);
	}

	/** One look, and the sample of the minute if it has ended. Never throws. */
	async look(now: number): Promise<void> {
		const { probe, knex } = this.#options;
		try {
			const isUp = await probe.answers();
			this.#looks.looks += 1;
			if (isUp) this.#looks.healthy += 1;
			this.#looks.waiting = Math.max(this.#looks.waiting, poolOf(knex).pending);
			if (minuteOf(now) > this.#minute) await this.#endMinute(minuteOf(now));
			if (isUp) await this.#send();
		} catch (error) {
			this.#warn(error, 'BeBetter cannot store the samples of its health yet');
		}
	}

	async #endMinute(next: number): Promise<void> {
		const { requests, usage, instance } = this.#options;
		const minute = this.#minute;
		this.#minute = next;
		usage.turn();
		const totals = requests.totals();
		const before = this.#before;
		this.#before = totals;
		const looks = this.#looks;
		this.#looks = { looks: 0, healthy: 0, waiting: 0 };
		this.#unsent.push({
			minute,
			instance,
			requests: totals.requests - before.requests,
			errors: totals.errors - before.errors,
			limited: totals.limited - before.limited,
			latencies: totals.latencies.map((count, place) => count - before.latencies[place]!),
			...looks,
			cpu: usage.cpuRatio,
			memory: (await readMemory()).ratio,
		});
		this.#unsent.splice(0, this.#unsent.length - mostWaiting);
	}

	/** One at a time: a database that froze meanwhile must not be asked again and again. */
	async #send(): Promise<void> {
		if (this.#sending || this.#unsent.length === 0) return;
		this.#sending = this.#store(this.#unsent).finally(() => (this.#sending = null));
		await this.#sending;
	}

	async #store(samples: readonly Sample[]): Promise<void> {
		const { knex } = this.#options;
		await storeSamples(knex, samples);
		this.#unsent = this.#unsent.filter((sample) => !samples.includes(sample));
		const { minute } = samples.at(-1)!;
		if (minute % pruneEveryMinutes === 0) await pruneSamples(knex, minute);
	}
}
