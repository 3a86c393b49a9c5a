import { Registry } from 'prom-client';
import type { Signals } from '../../domain/operations/signals.ts';
import type { CheckSources } from '../health/checks/check-question.ts';
import { readServerConnections } from '../health/server-connections.ts';
import { SharedQuestion } from '../health/shared-question.ts';
import { healthSignals } from '../health/signals.ts';
import { type JobSummary, summariseJobs } from '../jobs/ledger/summary.ts';
import { readSignals } from '../operations/signals.ts';
import { isPostgres } from '../sql/database-kind.ts';
import type { RedisUsage } from '../redis/usage.ts';
import { addOfInstances, sampledFamilies, type SampledFamily } from './families.ts';
import { ownGroups, sharedGroups } from './groups.ts';
import type { Snapshot } from './snapshots.ts';

/** The ledger and signals are read at most this often, ms, however often metrics are. */
const freshMs = 5_000;

/** What is read for metrics, as far as it can be had in time. */
export interface Scrape {
	readonly isDatabaseUp: boolean;
	readonly jobs: JobSummary | null;
	readonly connections: { readonly used: number; readonly most: number } | null;
	readonly redis: RedisUsage | null;
	readonly signals: Signals;
}

interface Rendered {
	readonly text: string;
	readonly contentType: string;
}

const nothingShared = { jobs: null, connections: null, redis: null, signals: {} };

/**
 * Everything this process knows of itself, in Prometheus's text format. Each reading makes a registry of its own from
 * what is counted elsewhere, so a reload of extensions leaves nothing behind.
 */
export class Exposition {
	readonly #sources: CheckSources;
	readonly #jobs: SharedQuestion<JobSummary>;
	readonly #connections: SharedQuestion<{ used: number; most: number }>;
	readonly #redis: SharedQuestion<RedisUsage> | null;
	readonly #signals: SharedQuestion<Signals>;

	constructor(sources: CheckSources) {
		const {
			context,
			delivery: { bus },
		} = sources;
		this.#sources = sources;
		this.#jobs = new SharedQuestion(() => summariseJobs(context.database), { freshMs });
		this.#connections = new SharedQuestion(() => readServerConnections(context.database), { freshMs });
		this.#redis = bus && new SharedQuestion(() => bus.usage(), { freshMs });
		this.#signals = new SharedQuestion(async () => (await readSignals(context)).signals, {
			freshMs,
			timeoutMs: 3_000,
		});
	}

	/** Of this process: the text, and what type to call it. Within 5 s, whatever hangs. */
	async render(): Promise<Rendered> {
		const scrape = await this.#scrape();
		return this.#written([...ownGroups, ...sharedGroups], scrape, new Registry());
	}

	/** Of this process as it is now and of others as they left it, each number with its `instance`. Within 5 s. */
	async renderWith(others: readonly Snapshot[]): Promise<Rendered> {
		const { instance } = this.#sources.telemetry;
		const registry = new Registry();
		addOfInstances(registry, [{ instance, families: await this.sampleOwn() }, ...others]);
		return this.#written(sharedGroups, await this.#scrape(), registry);
	}

	/** What this process counts for itself. */
	async sampleOwn(): Promise<SampledFamily[]> {
		const registry = new Registry();
		const isDatabaseUp = await this.#sources.telemetry.database.answers();
		for (const add of ownGroups) add(registry, this.#sources, { ...nothingShared, isDatabaseUp });
		return sampledFamilies(registry);
	}

	async #written(groups: typeof ownGroups, scrape: Scrape, registry: Registry): Promise<Rendered> {
		for (const add of groups) add(registry, this.#sources, scrape);
		return { text: await registry.metrics(), contentType: registry.contentType };
	}

	async #scrape(): Promise<Scrape> {
		const { context, telemetry } = this.#sources;
		const usage = await this.#redis?.ask();
		const redis = usage?.isKnown ? usage.answer : null;
		if (!(await telemetry.database.answers()))
			return {
				isDatabaseUp: false,
				jobs: null,
				connections: null,
				redis,
				signals: await healthSignals(context),
			};
		const [jobs, connections, signals] = await Promise.all([
			this.#jobs.ask(),
			isPostgres(context.database) ? this.#connections.ask() : null,
			this.#signals.ask(),
		]);
		return {
			isDatabaseUp: true,
			jobs: jobs.isKnown ? jobs.answer : null,
			connections: connections?.isKnown ? connections.answer : null,
			redis,
			signals: signals.isKnown ? signals.answer : {},
		};
	}
}
