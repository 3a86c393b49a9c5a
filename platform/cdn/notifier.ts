import type { Logger } from 'pino';
import { publicTags } from '../../domain/publishing/tags.ts';
import type { Cdn } from './cdn.ts';

/** Publishes that follow each other closely share one purge. */
const gatherMs = 50;
const retryMs = 30_000;

/**
 * Tells one CDN of every turnover of this instance. Each instance tells it, after its own turnover: the last one
 * to turn over thus removes whatever the CDN fetched from it a moment before. What a CDN did not take is told
 * again until it does, because it would keep old answers for long. Never throws.
 */
export class CdnNotifier {
	readonly #cdn: Cdn;
	readonly #logger: Pick<Logger, 'warn'>;
	#tags = new Set<string>();
	#everything = false;
	#timer: NodeJS.Timeout | null = null;
	#sending = false;

	constructor(cdn: Cdn, logger: Pick<Logger, 'warn'>) {
		this.#cdn = cdn;
		this.#logger = logger;
	}

	/** @param tags what was turned over; null for everything */
	tell(tags: readonly string[] | null): void {
		if (tags === null) this.#everything = true;
		else for (const tag of publicTags(tags)) this.#tags.add(tag);
		this.#schedule(gatherMs);
	}

	stop(): void {
		if (this.#timer) clearTimeout(this.#timer);
	}

	#schedule(milliseconds: number): void {
		if (this.#sending) return;
		// A new publish does not wait for the next try of an old one.
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#send(), milliseconds);
		this.#timer.unref();
	}

	async #send(): Promise<void> {
		this.#timer = null;
		if (!this.#everything && this.#tags.size === 0) return;
		const [everything, tags] = [this.#everything, [...this.#tags]];
		this.#everything = false;
		this.#tags = new Set();

		this.#sending = true;
		const answer = await (everything ? this.#cdn.purgeAll() : this.#cdn.purgeTags(tags));
		this.#sending = false;

		if (!answer.ok) {
			this.#everything ||= everything;
			for (const tag of tags) this.#tags.add(tag);
			this.#logger.warn(
				`BeBetter: ${answer.name} did not take a purge (${answer.status ?? 'no answer'}: ${answer.error ?? ''}); it is told again in ${retryMs / 1000} s`,
			);
			this.#schedule(retryMs);
		} else this.#schedule(gatherMs);
	}
}
