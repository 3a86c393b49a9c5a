import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	periodKey,
	periods,
	recentStarts,
	startOfNext,
	startOfPeriod,
	timeOf,
	utcDayOf,
} from '../../../../domain/operations/today/period.ts';

const day = fc
	.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => utcDayOf(date.getTime()));
const period = fc.constantFrom(...periods);

describe('periods', () => {
	it('hold every day exactly once', () => {
		fc.assert(
			fc.property(period, day, (kind, date) => {
				const start = startOfPeriod(kind, date);
				const next = startOfNext(kind, start);
				expect(start <= date && date < next).toBe(true);
				expect(startOfPeriod(kind, next)).toBe(next);
				expect(startOfPeriod(kind, utcDayOf(timeOf(next) - 1))).toBe(start);
			}),
		);
	});

	it('follow each other without a gap, each with a name of its own', () => {
		fc.assert(
			fc.property(period, day, fc.integer({ min: 2, max: 60 }), (kind, date, count) => {
				const starts = recentStarts(kind, date, count);
				expect(starts).toHaveLength(count);
				for (const [index, start] of starts.entries())
					if (index > 0) expect(startOfNext(kind, start)).toBe(starts[index - 1]);
				expect(new Set(starts.map((start) => periodKey(kind, start))).size).toBe(count);
			}),
		);
	});

	test.each([
		['day', '2026-11-21', '2026-11-21'],
		['week', '2026-11-21', '2026-W47'],
		// ISO 8601: the year of the Thursday.
		['week', '2027-01-01', '2026-W53'],
		['week', '2024-12-30', '2025-W01'],
		['week', '2023-01-01', '2022-W52'],
		['month', '2026-11-21', '2026-11'],
		['quarter', '2026-11-21', '2026-Q4'],
		['quarter', '2026-03-31', '2026-Q1'],
	] as const)('are called as people call them: %s of %s is %s', (kind, date, key) => {
		expect(periodKey(kind, startOfPeriod(kind, date))).toBe(key);
	});
});
