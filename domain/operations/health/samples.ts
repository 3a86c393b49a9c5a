import { groupBy } from '../../group-by.ts';
import { addLatencies, type LatencyCounts, latencyQuantile, noLatencies } from '../metrics/latency.ts';
import type { HistoryPoint, Series } from './contract.ts';

/** What one process saw in one minute. */
export interface Sample {
	/** Whole minutes since 1970. */
	readonly minute: number;
	readonly instance: string;
	readonly requests: number;
	/** Answers with a status of 500 or more. */
	readonly errors: number;
	/** Answers with 429. */
	readonly limited: number;
	readonly latencies: LatencyCounts;
	/** How often it looked whether the database answers, and how often it did. */
	readonly looks: number;
	readonly healthy: number;
	/** Shares from 0 to 1; null when unknown. */
	readonly cpu: number;
	readonly memory: number | null;
	/** Most who waited for a connection at one of the looks. */
	readonly waiting: number;
}

export const minuteMs = 60_000;

export const minuteOf = (time: number): number => Math.floor(time / minuteMs);

const spans = {
	day: { minutes: 24 * 60, step: 15 },
	week: { minutes: 7 * 24 * 60, step: 120 },
} as const;

export type Range = keyof typeof spans;

export const minutesOf = (range: Range): number => spans[range].minutes;

/**
 * Samples of any number of processes as a series over time. A minute without any sample, after the first, is one in
 * which nobody could answer.
 *
 * @param now the minute that has not ended yet; the series ends before it
 */
export function historyOf(samples: readonly Sample[], range: Range, now: number): Series {
	const { minutes, step } = spans[range];
	const end = now;
	const begin = end - minutes;
	const within = samples.filter(({ minute }) => minute >= begin && minute < end);
	const first = within.reduce((least, { minute }) => Math.min(least, minute), Infinity);
	const byStep = groupBy(within, ({ minute }) => Math.floor((minute - begin) / step));
	const points = Array.from({ length: Math.ceil(minutes / step) }, (_, place) => {
		const from = begin + place * step;
		return pointOf(byStep.get(place) ?? [], from, Math.min(from + step, end), first);
	});
	return {
		range,
		step_minutes: step,
		since: Number.isFinite(first) ? isoOf(first) : null,
		availability: availabilityOf(within, first, end),
		requests: sum(within, 'requests'),
		errors: sum(within, 'errors'),
		points,
	};
}

function pointOf(samples: readonly Sample[], from: number, to: number, first: number): HistoryPoint {
	const p95 = latencyQuantile(latenciesOf(samples), 0.95);
	return {
		at: isoOf(from),
		requests: sum(samples, 'requests'),
		errors: sum(samples, 'errors'),
		p95_ms: p95 === null ? null : Math.round(p95 * 1000),
		availability: to <= first ? null : availabilityOf(samples, Math.max(from, first), to),
	};
}

/** The mean over minutes of the best that any process saw: one that answers is enough. */
function availabilityOf(samples: readonly Sample[], from: number, to: number): number | null {
	if (!(to > from)) return null;
	const best = new Map<number, number>();
	for (const { minute, looks, healthy } of samples)
		best.set(minute, Math.max(best.get(minute) ?? 0, looks === 0 ? 0 : healthy / looks));
	const total = Array.from(best.values()).reduce((all, share) => all + share, 0);
	return total / (to - from);
}

export const latenciesOf = (samples: readonly Sample[]): number[] =>
	samples.reduce((all, { latencies }) => addLatencies(all, latencies), noLatencies());

export const sum = (samples: readonly Sample[], field: 'requests' | 'errors' | 'limited'): number =>
	samples.reduce((total, sample) => total + sample[field], 0);

const isoOf = (minute: number): string => new Date(minute * minuteMs).toISOString();
