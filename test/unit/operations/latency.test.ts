import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addLatencies,
	latencyBounds,
	latencyBucket,
	latencyQuantile,
	noLatencies,
} from '../../../domain/operations/metrics/latency.ts';

const countsOf = (durations: readonly number[]): number[] => {
	const counts = noLatencies();
	for (const seconds of durations) counts[latencyBucket(seconds)]! += 1;
	return counts;
};

describe('latencies in buckets', () => {
	it('have no quantile without requests', () => expect(latencyQuantile(noLatencies(), 0.95)).toBeNull());

	it('have a quantile in the bucket of the true one', () => {
		const durations = fc.array(fc.double({ min: 0.0001, max: 9.9, noNaN: true }), { minLength: 1 });
		fc.assert(
			fc.property(durations, (unsorted) => {
				const sorted = [...unsorted].sort((one, other) => one - other);
				const exact = sorted[Math.ceil(0.95 * sorted.length) - 1]!;
				const place = latencyBucket(exact);
				const quantile = latencyQuantile(countsOf(unsorted), 0.95)!;
				expect(quantile).toBeLessThanOrEqual(latencyBounds[place]!);
				expect(quantile).toBeGreaterThanOrEqual(place === 0 ? 0 : latencyBounds[place - 1]!);
			}),
		);
	});

	it('add up', () => {
		expect(addLatencies(countsOf([0.01, 20]), countsOf([0.01]))).toEqual(countsOf([0.01, 0.01, 20]));
		expect(latencyQuantile(countsOf([20]), 0.5)).toBe(10);
	});
});
