import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../../../domain/operations/alerts/default-rules.ts';
import {
	beginOfWatch,
	compareReleases,
	isWatched,
	type Release,
} from '../../../domain/operations/health/releases.ts';
import { minuteMs, type Sample } from '../../../domain/operations/health/samples.ts';
import { noLatencies } from '../../../domain/operations/metrics/latency.ts';

const releasedIn = 30_000_000;
const release = (minute = releasedIn): Release => ({
	at: minute * minuteMs + 20_000,
	from: { bebetter: '0.1.0', directus: '12.4.0' },
	to: { bebetter: '0.2.0', directus: '12.4.0' },
});
const at = (minutesSince: number): number => (releasedIn + minutesSince) * minuteMs + 5_000;

const sample = (
	minutesSince: number,
	requests: number,
	errors: number,
	more: Partial<Sample> = {},
): Sample => ({
	minute: releasedIn + minutesSince,
	instance: 'one',
	requests,
	errors,
	limited: 0,
	latencies: noLatencies(),
	looks: 6,
	healthy: 6,
	cpu: 0,
	memory: null,
	waiting: 0,
	...more,
});
/** All requests of one side in one of its minutes. */
const sides = (before: [number, number], after: [number, number]): Sample[] => [
	sample(-1, ...before),
	sample(1, ...after),
];
const growthOf = (samples: readonly Sample[], now = at(10)): number | null =>
	compareReleases([release()], samples, now)[0]!.error_growth;

describe('a release', () => {
	it('is compared with the 30 minutes before it, and its own minute belongs to neither', () => {
		const samples = [-31, -30, -1, 0, 1, 5, 30, 31].map((minute) => sample(minute, 10 ** 3, 10));
		const [view] = compareReleases([release()], samples, at(60));
		expect(view).toMatchObject({
			at: new Date(release().at).toISOString(),
			before: { minutes: 30, requests: 2_000, errors: 20 },
			after: { minutes: 30, requests: 3_000, errors: 30 },
			error_growth: 1,
		});
		expect(beginOfWatch(release())).toBe(releasedIn - 30);
	});

	it('has no more than the minutes that have ended', () => {
		const samples = [-1, 1, 2, 3].map((minute) => sample(minute, 100, 1));
		expect(compareReleases([release()], samples, at(3))[0]!.after).toMatchObject({
			minutes: 2,
			requests: 200,
		});
		expect(compareReleases([release()], samples, at(0))[0]!.after).toMatchObject({
			minutes: 0,
			requests: 0,
			p95_ms: null,
		});
	});

	it('adds up all processes, their latency too', () => {
		const latencies = noLatencies().map((_, place) => (place === 8 ? 10 : 0));
		const samples = ['one', 'two'].map((instance) => sample(2, 10, 1, { instance, latencies }));
		expect(compareReleases([release()], samples, at(5))[0]!.after).toMatchObject({
			requests: 20,
			errors: 2,
			p95_ms: 1_950,
		});
	});

	it('ends when the next one comes', () => {
		const samples = [1, 5, 9, 10, 11, 12].map((minute) => sample(minute, 100, 1));
		const views = compareReleases([release(), release(releasedIn + 10)], samples, at(60));
		expect(views.map(({ after }) => [after.minutes, after.requests])).toEqual([
			[30, 200],
			[9, 300],
		]);
	});

	it('is not judged by fewer than 20 requests on either side', () => {
		expect(growthOf(sides([19, 0], [1_000, 500]))).toBeNull();
		expect(growthOf(sides([1_000, 0], [19, 19]))).toBeNull();
		expect(growthOf(sides([20, 0], [20, 20]))).toBe(200);
	});

	it('is watched until its last minute has ended', () => {
		expect([0, 30, 31, 32].map((minutes) => isWatched(release(), at(minutes)))).toEqual([
			true,
			true,
			true,
			false,
		]);
	});
});

it('is worse exactly when more than twice as much fails as before, and more than 1 %', () => {
	const { threshold } = defaultRules.find(({ id }) => id === 'release-worse')!;
	const side = fc
		.record({ requests: fc.integer({ min: 20, max: 100_000 }), errors: fc.nat(100_000) })
		.map(({ requests, errors }): [number, number] => [requests, errors % (requests + 1)]);
	fc.assert(
		fc.property(side, side, (before, after) => {
			const [was, is] = [before, after].map(([requests, errors]) => errors / requests) as [number, number];
			// Numbers this close to a limit are decided by how they are rounded.
			fc.pre([2 * was, 0.01].every((limit) => Math.abs(is - limit) > 1e-9));
			expect(growthOf(sides(before, after))! > threshold).toBe(is > 2 * was && is > 0.01);
		}),
	);
});
