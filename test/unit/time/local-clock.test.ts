import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoWeekday, mondayOf } from '../../../domain/time/iso-week.ts';
import { localClock } from '../../../domain/time/local-clock.ts';
import { zone } from '../fasting/histories.ts';

const instant = fc.integer({ min: Date.parse('1970-01-01'), max: Date.parse('2100-01-01') });

describe('the clock on the wall', () => {
	it('shows what the host writes for that zone, to the millisecond', () => {
		fc.assert(
			fc.property(instant, zone, (time, timeZone) => {
				const written = new Date(time).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
				expect(localClock(time, timeZone)).toBe(Date.parse(`${written}Z`) + (time % 1000));
			}),
		);
	});

	it('shows the milliseconds before 1970 too', () => {
		expect(localClock(-1, 'UTC')).toBe(-1);
	});

	it('shows nothing in a zone that does not exist', () => {
		expect(() => localClock(0, 'Mars/Olympus')).toThrow(RangeError);
	});
});

describe('an ISO week', () => {
	it('goes from Monday to Sunday', () => {
		expect(isoWeekday('2026-01-05')).toBe(1);
		expect(isoWeekday('2026-01-11')).toBe(7);
		expect(mondayOf('2026-01-11')).toBe('2026-01-05');
		expect(mondayOf('2026-01-01')).toBe('2025-12-29');
	});
});
