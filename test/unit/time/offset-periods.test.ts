import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localClock } from '../../../domain/time/local-clock.ts';
import { offsetPeriods } from '../../../domain/time/offset-periods.ts';
import { DAY, HOUR, zone } from '../fasting/histories.ts';

const from = Date.parse('2024-01-01T00:00Z');
const years = 3 * 365;

it('gives the instants at which Cairo changed its clocks in 2026', () => {
	const periods = offsetPeriods(
		'Africa/Cairo',
		Date.parse('2026-01-01T00:00Z'),
		Date.parse('2027-01-01T00:00Z'),
	);
	expect(periods).toEqual([
		{ from: null, until: Date.parse('2026-04-23T22:00Z'), offset: 2 * HOUR },
		{ from: Date.parse('2026-04-23T22:00Z'), until: Date.parse('2026-10-29T21:00Z'), offset: 3 * HOUR },
		{ from: Date.parse('2026-10-29T21:00Z'), until: null, offset: 2 * HOUR },
	]);
});

it('gives one period to a zone that never changes its clocks, and to no time at all', () => {
	expect(offsetPeriods('Asia/Riyadh', from, from + years * DAY)).toEqual([
		{ from: null, until: null, offset: 3 * HOUR },
	]);
	expect(offsetPeriods('America/New_York', from, from)).toHaveLength(1);
});

it('reads every clock as it is, to the millisecond around changes', () => {
	fc.assert(
		fc.property(zone, fc.integer({ min: 0, max: years * 24 }), (timeZone, hours) => {
			const periods = offsetPeriods(timeZone, from, from + years * DAY);
			const offsetAt = (instant: number) =>
				periods.find(({ from, until }) => (from ?? -Infinity) <= instant && instant < (until ?? Infinity))
					?.offset;
			const changes = periods.flatMap(({ from }) => (from === null ? [] : [from - 1, from, from + 1]));
			for (const instant of [from + hours * HOUR, ...changes])
				expect(offsetAt(instant)).toBe(localClock(instant, timeZone) - instant);
		}),
	);
});
