import { describe, expect, it } from 'vitest';
import { noLatencies } from '../../../domain/operations/metrics/latency.ts';
import { historyOf, type Sample } from '../../../domain/operations/health/samples.ts';

const now = 30_000_000;
const sample = (minute: number, more: Partial<Sample> = {}): Sample => ({
	minute,
	instance: 'one',
	requests: 0,
	errors: 0,
	limited: 0,
	latencies: noLatencies(),
	looks: 6,
	healthy: 6,
	cpu: 0,
	memory: null,
	waiting: 0,
	...more,
});

describe('the history of health', () => {
	it('is empty without samples', () => {
		const history = historyOf([], 'day', now);
		expect(history).toMatchObject({ since: null, availability: null, requests: 0 });
		expect(history.points).toHaveLength(96);
		expect(history.points.every(({ availability }) => availability === null)).toBe(true);
	});

	it('counts a minute without a sample as one in which nobody could answer, but only after the first', () => {
		const samples = [-10, -9, -8, -7, -6].map((ago) => sample(now + ago));
		expect(historyOf(samples, 'day', now).availability).toBe(0.5);
	});

	it('counts a minute as good when one of several processes was well', () => {
		const samples = [-2, -1].flatMap((ago) => [
			sample(now + ago, { healthy: 0 }),
			sample(now + ago, { instance: 'two', healthy: 3 }),
		]);
		expect(historyOf(samples, 'day', now).availability).toBe(0.5);
	});

	it('adds up requests and errors of all processes, in steps that end before this minute', () => {
		const samples = [
			sample(now - 1, {
				requests: 10,
				errors: 1,
				latencies: noLatencies().map((_, place) => (place === 8 ? 10 : 0)),
			}),
			sample(now - 1, { instance: 'two', requests: 5 }),
			sample(now, { requests: 1_000 }),
			sample(now - 20_000, { requests: 1_000 }),
		];
		const history = historyOf(samples, 'week', now);
		expect(history).toMatchObject({ requests: 15, errors: 1, step_minutes: 120 });
		expect(history.points.at(-1)).toMatchObject({ requests: 15, errors: 1, p95_ms: 1_950 });
		expect(history.points.at(-2)).toMatchObject({ requests: 0, p95_ms: null, availability: null });
	});
});
