import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile, SlowLog } from '../../../domain/operations/performance/slow-log.ts';

describe('the log of what took long', () => {
	it('keeps the last ones only, by shape, the costliest first', () => {
		const log = new SlowLog(3);
		log.add('old', 9_000, 0);
		log.add('a', 1_000, 1_000);
		log.add('b', 5_000, 2_000);
		log.add('a', 2_000, 3_000);
		expect(log.groups()).toEqual([
			{
				fingerprint: 'b',
				count: 1,
				mean_ms: 5_000,
				p95_ms: 5_000,
				max_ms: 5_000,
				last_at: '1970-01-01T00:00:02.000Z',
			},
			{
				fingerprint: 'a',
				count: 2,
				mean_ms: 1_500,
				p95_ms: 2_000,
				max_ms: 2_000,
				last_at: '1970-01-01T00:00:03.000Z',
			},
		]);
	});

	it('has a percentile that at least that share does not exceed, and fewer do below it', () => {
		const values = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 });
		fc.assert(
			fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (unsorted, share) => {
				const sorted = [...unsorted].sort((one, other) => one - other);
				const value = percentile(sorted, share);
				expect(sorted.filter((one) => one <= value).length).toBeGreaterThanOrEqual(
					share * sorted.length - 1e-9,
				);
				expect(sorted.filter((one) => one < value).length).toBeLessThan(share * sorted.length + 1e-9);
			}),
		);
	});
});
