import type { SignalName, Signals } from '../signals.ts';

/** What each process knows only of itself, and which end is the bad one; the rest is the same wherever it is read. */
const worst: Partial<Record<SignalName, (...values: number[]) => number>> = {
	memory_ratio: Math.max,
	disk_used_ratio: Math.max,
	pool_pending: Math.max,
	clock_skew_seconds: Math.max,
	redis_up: Math.min,
};

/**
 * The signals of the whole: one process's own, and of those that differ between processes the worst that any of them has.
 *
 * @param others what the other processes said lately
 */
export function combineSignals(own: Signals, others: readonly Signals[]): Signals {
	const combined: Partial<Record<SignalName, number | null>> = { ...own };
	for (const [name, pick] of Object.entries(worst) as [SignalName, (...values: number[]) => number][]) {
		const known = [own, ...others]
			.map((signals) => signals[name])
			.filter((value) => typeof value === 'number');
		if (known.length > 0) combined[name] = pick(...known);
	}
	return combined;
}
