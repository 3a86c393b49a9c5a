import { describe, expect, it } from 'vitest';
import { RequestMetrics } from '../../../platform/metrics/request-metrics.ts';

describe('the count of requests', () => {
	it('is one, whoever answered', () => {
		const metrics = new RequestMetrics();
		const observe = metrics.observer('/mobile/foods/:slug');
		observe('GET', 200, 1);
		observe('HEAD', 200, 1);
		observe('GET', 304, 1);
		metrics.observe('GET', '/mobile/foods/:slug', 200, 30);
		const counts = metrics.read().map(({ method, status, count }) => [method, status, count]);
		expect(counts).toEqual([
			['GET', 200, 2],
			['HEAD', 200, 1],
			['GET', 304, 1],
		]);
		expect(metrics.totals()).toMatchObject({ requests: 4, errors: 0, limited: 0 });
	});

	it('has 200 routes at most, and what a client calls its method is no label', () => {
		const metrics = new RequestMetrics();
		for (let turn = 0; turn < 1_000; turn += 1) metrics.observe(`M${turn}`, `/route/${turn}`, 200, 1);
		const routes = new Set(metrics.read().map(({ route }) => route));
		expect(routes.size).toBe(201);
		expect(routes).toContain('other');
		expect(new Set(metrics.read().map(({ method }) => method))).toEqual(new Set(['OTHER']));
		expect(metrics.totals().requests).toBe(1_000);
	});

	it('leaves probes out of the totals', () => {
		const metrics = new RequestMetrics();
		metrics.observe('GET', '/ops/health', 503, 1);
		metrics.observe('GET', '/server/ping', 200, 1);
		metrics.observe('GET', '/items/foods', 500, 1);
		expect(metrics.totals()).toMatchObject({ requests: 1, errors: 1 });
	});
});
