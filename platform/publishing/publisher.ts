import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { representJson } from '../http/representation.ts';
import { ensureTables } from './change-log/tables.ts';
import { ensureTriggers } from './change-log/triggers.ts';
import { pruneChanges, recordUnknownChange, type Revision } from './change-log/read-changes.ts';
import type { Document } from './document.ts';
import { compareRevisions, type Entry } from './entry.ts';
import { CircuitBreaker } from '../redis/circuit-breaker.ts';
import { MemoryStore } from './memory-store.ts';
import { readTurnover, tagsOf, type Snapshot, type Turnover } from './projection.ts';
import { throttledWarning } from '../throttled-warning.ts';
import type { ResponseStore } from './response-store.ts';
import type { Sources } from './sources.ts';

/** A question that was asked: the document that answers it, from whatever is served at the time. */
export type Question = (sources: Sources) => Document;

export interface PublisherOptions {
	readonly knex: Knex;
	readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly maxBytes: number;
	readonly headers: (document: Document, sources: Sources) => Record<string, string>;
	/** Answers shared with other instances; null without Redis. */
	readonly shared: ResponseStore | null;
	/** Tells the other instances to look, after an event of this one. */
	readonly announce: () => void;
}

/** Answers that are rebuilt before a turnover is seen; others are built when asked for, from memory. */
const mostRebuilt = 200;
const keptChanges = 10_000;
/**
 * Longest time that a reader waits for what was just published, ms. An editor who saves and looks sees the new
 * content; should the database be slow, the old is served on.
 */
const longestSettlingMs = 1_000;
/** After an event we look at once and again a little later: Directus may announce a write before it is committed. */
const laterLooks = [30, 150, 600];

/**
 * The heart of delivery. Holds all served content in memory as of one revision and finished answers made from
 * it. Publishing swaps both in one step: a reader sees the old state or the new one, and never the old one again.
 */
export class Publisher {
	readonly #options: PublisherOptions;
	readonly #store: MemoryStore;
	readonly #breaker = new CircuitBreaker();
	/** How each stored answer was asked for, so that it can be made anew. */
	readonly #questions = new WeakMap<Entry, Question>();
	readonly #listeners = new Set<(turnover: Turnover, retired: readonly string[]) => void>();
	readonly #warn: (error: unknown, message: string) => void;
	/** Where answers came from since the process began; those of the last had to be made from content. */
	readonly lookups = { memory: 0, redis: 0, database: 0 };
	#settling: Promise<void> | null = null;
	#current: Snapshot | null = null;
	readonly #looks = new Map<number, NodeJS.Timeout>();
	#refreshing: Promise<void> | null = null;
	#again = false;
	#reload: string[] = [];
	#generation = 0;

	constructor(options: PublisherOptions) {
		this.#options = options;
		this.#warn = throttledWarning(options.logger);
		this.#store = new MemoryStore(options.maxBytes);
	}

	/** Rises with every turnover; what was resolved under another generation is to be resolved anew. */
	get generation(): number {
		return this.#generation;
	}

	get revision(): Revision | null {
		return this.#current?.revision ?? null;
	}

	/** All that is served now; null until content has been read. */
	get sources(): Sources | null {
		return this.#current?.sources ?? null;
	}

	/** The same, read first if it never was. */
	async readSources(): Promise<Sources> {
		if (!this.#current) await this.refresh();
		if (!this.#current) throw new Error('Content has not been read');
		return this.#current.sources;
	}

	get stats(): { bytes: number; entries: number } {
		return { bytes: this.#store.size, entries: this.#store.count };
	}

	/** Calls back after each turnover. @returns a function that ends it */
	onTurnover(listener: (turnover: Turnover, retired: readonly string[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** A stored answer, if it is there. */
	peek(key: string): Entry | undefined {
		return this.#store.peek(key);
	}

	/** The name of the answer to a question; null before content was read. Throws what the question throws. */
	keyOf(question: Question): string | null {
		return this.#current && question(this.#current.sources).key;
	}

	/** The answer, when content is in memory; builds it if need be. Throws what the question throws. */
	answerNow(question: Question): { entry: Entry; hit: boolean } | null {
		const current = this.#current;
		if (!current) return null;

		const document = question(current.sources);
		const held = this.#store.peek(document.key);
		if (held) return { entry: held, hit: true };

		const entry = this.#build(document, current);
		this.#questions.set(entry, question);
		this.#store.store(entry);
		return { entry, hit: false };
	}

	/**
	 * The answer: from this process, from the shared store, or built. Content is read first if it never was;
	 * readers that wait share one reading.
	 */
	async answer(question: Question): Promise<{ entry: Entry; hit: boolean }> {
		if (this.#settling) await this.#settling;
		if (!this.#current) await this.refresh();
		const isShared = await this.#fetchShared(question);
		const answer = this.answerNow(question);
		if (!answer) throw new Error('Content has not been read');
		this.lookups[answer.hit ? (isShared ? 'redis' : 'memory') : 'database'] += 1;
		if (!answer.hit) void this.#share([answer.entry]);
		return answer;
	}

	/**
	 * Takes an answer that another instance built, unless it is out of date by what we know.
	 *
	 * @returns whether it did
	 */
	async #fetchShared(question: Question): Promise<boolean> {
		const { shared } = this.#options;
		if (!shared) return false;
		const { key } = question(this.#current!.sources);
		if (this.#store.peek(key)) return false;

		const entry = await this.#breaker.run(() => shared.get(key, this.#current!.revision));
		if (!entry || this.#store.peek(key)) return false;
		// Newer content than ours is for those who have it all.
		if (compareRevisions(entry.revision, this.#current!.revision) > 0) return false;
		const isStored = this.#store.store(entry);
		if (isStored) this.#questions.set(entry, question);
		return isStored;
	}

	async #share(entries: readonly Entry[]): Promise<void> {
		const { shared } = this.#options;
		if (shared) await this.#breaker.run(() => Promise.all(entries.map((entry) => shared.put(entry))));
	}

	/** Takes over what was committed by now. Calls at the same time share a reading that begins after the last of them. */
	refresh(reload: readonly string[] = []): Promise<void> {
		this.#reload.push(...reload);
		if (this.#refreshing) {
			this.#again = true;
			return this.#refreshing;
		}

		this.#refreshing = this.#refreshUntilQuiet().finally(() => {
			this.#refreshing = null;
		});
		return this.#refreshing;
	}

	/**
	 * Looks at once, and again later in case the announced write is not committed yet. However many events come
	 * together, the later looks happen once. Never throws.
	 */
	async refreshAfterEvent(): Promise<void> {
		for (const pause of laterLooks) {
			clearTimeout(this.#looks.get(pause));
			this.#looks.set(pause, setTimeout(() => void this.#lookAndAnnounce(), pause).unref());
		}
		await this.#settle(this.#lookAndAnnounce());
	}

	/** Whether something was just published and is being taken over: who asks now waits for it. */
	get isSettling(): boolean {
		return this.#settling !== null;
	}

	async #settle(look: Promise<void>): Promise<void> {
		const longest = new Promise<void>((resolve) => setTimeout(resolve, longestSettlingMs).unref());
		const settling = Promise.race([look, longest]);
		this.#settling = settling;
		await settling;
		if (this.#settling === settling) this.#settling = null;
		await look;
	}

	async #lookAndAnnounce(): Promise<void> {
		const before = this.#generation;
		await this.#refreshQuietly();
		if (this.#generation !== before) this.#options.announce();
	}

	/** The check of every second: changes that nobody announced, and triggers that a migration dropped. Never throws. */
	async check(): Promise<void> {
		await this.#refreshQuietly();
	}

	/** Puts back what watches the tables, if anything removed it. */
	async ensureWatched(collections: readonly string[]): Promise<void> {
		const { knex, logger } = this.#options;
		if (!this.#current) await ensureTables(knex);
		if (!(await ensureTriggers(knex))) return;
		logger.info('BeBetter: the database notes changes of served content');
		await recordUnknownChange(knex, collections);
		if (this.#current) await this.refresh();
	}

	async prune(): Promise<void> {
		await pruneChanges(this.#options.knex, keptChanges);
	}

	async #refreshQuietly(): Promise<void> {
		try {
			await this.refresh();
		} catch (error) {
			this.#warn(error, 'BeBetter could not look for changes; what is in memory goes on being served');
		}
	}

	async #refreshUntilQuiet(): Promise<void> {
		do {
			this.#again = false;
			const reload = this.#reload.splice(0);
			try {
				const turnover = await readTurnover(this.#options.knex, this.#current, reload);
				if (turnover) this.#turnOver(turnover);
			} catch (error) {
				this.#reload.push(...reload);
				throw error;
			}
		} while (this.#again);
	}

	/** No await in here: readers get in before or after, never between. */
	#turnOver(turnover: Turnover): void {
		const { next, previous } = turnover;
		if (previous && compareRevisions(next.revision, previous.revision) < 0) return;

		const tags = tagsOf(turnover);
		const affected = tags ? this.#store.affected(tags) : [];
		const rebuilt = affected.slice(0, mostRebuilt).flatMap((entry) => this.#rebuild(entry, next));

		const retired = previous ? this.#retire(tags, next.revision) : [];
		for (const entry of rebuilt) this.#store.store(entry);
		// At the first reading nothing has changed: what is shared may go on being used.
		if (previous) void this.#retireShared(tags, next.revision, previous.revision, rebuilt);

		this.#current = next;
		this.#generation += 1;
		for (const listener of this.#listeners) listener(turnover, retired);
	}

	#retire(tags: readonly string[] | null, revision: Revision): string[] {
		return tags ? this.#store.retireNow(tags, revision) : this.#store.clearNow(revision);
	}

	async #retireShared(
		tags: readonly string[] | null,
		revision: Revision,
		after: Revision,
		rebuilt: readonly Entry[],
	): Promise<void> {
		const { shared } = this.#options;
		if (!shared) return;
		await this.#breaker.run(() => (tags ? shared.retire(tags, revision, after) : shared.clear(revision)));
		await this.#share(rebuilt);
	}

	#rebuild(entry: Entry, next: Snapshot): Entry[] {
		const question = this.#questions.get(entry);
		if (!question) return [];

		try {
			const fresh = this.#build(question(next.sources), next);
			this.#questions.set(fresh, question);
			return [fresh];
		} catch {
			// The item is gone or the app has to update: there is nothing to keep ready.
			return [];
		}
	}

	#build(document: Document, { revision, sources }: Snapshot): Entry {
		const { key, tags } = document;
		return {
			key,
			tags,
			revision,
			representation: representJson(document.body()),
			headers: this.#options.headers(document, sources),
		};
	}
}
