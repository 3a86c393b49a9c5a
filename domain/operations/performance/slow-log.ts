import { groupBy } from '../../group-by.ts';

/** Something that took long: when it ended, ms since 1970, and how long it took, ms. */
interface Entry {
	readonly fingerprint: string;
	readonly at: number;
	readonly ms: number;
}

/** All that is known of one shape. */
export interface SlowGroup {
	readonly fingerprint: string;
	readonly count: number;
	readonly mean_ms: number;
	readonly p95_ms: number;
	readonly max_ms: number;
	/** ISO 8601. */
	readonly last_at: string;
}

/** The last so many things that took long; older ones make room. */
export class SlowLog {
	readonly #entries: Entry[] = [];
	readonly #size: number;
	#next = 0;

	constructor(size = 500) {
		this.#size = size;
	}

	add(fingerprint: string, ms: number, at: number): void {
		this.#entries[this.#next] = { fingerprint, ms, at };
		this.#next = (this.#next + 1) % this.#size;
	}

	/** By shape, the costliest first. */
	groups(): SlowGroup[] {
		return Array.from(groupBy(this.#entries, ({ fingerprint }) => fingerprint).values(), summarise).sort(
			(one, other) => other.count * other.mean_ms - one.count * one.mean_ms,
		);
	}
}

function summarise(entries: readonly [Entry, ...Entry[]]): SlowGroup {
	const durations = entries.map(({ ms }) => ms).sort((one, other) => one - other);
	const sum = durations.reduce((total, ms) => total + ms, 0);
	return {
		fingerprint: entries[0].fingerprint,
		count: entries.length,
		mean_ms: Math.round(sum / entries.length),
		p95_ms: Math.round(percentile(durations, 0.95)),
		max_ms: Math.round(durations.at(-1)!),
		last_at: new Date(Math.max(...entries.map(({ at }) => at))).toISOString(),
	};
}

/** The smallest of sorted values that at least this share of them does not exceed (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
	if (sorted.length === 0) throw new RangeError('there has to be a value');
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
