import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthdaysBetween, completedYears, isCivilDate } from '../../../domain/time/civil-date.ts';

const day = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

describe('completed years', () => {
	it.each([
		['2000-02-29', '2026-02-28', 25],
		['2000-02-29', '2026-03-01', 26],
		['2000-02-29', '2028-02-28', 27],
		['2000-02-29', '2028-02-29', 28],
		['1996-01-15', '2026-01-14', 29],
		['1996-01-15', '2026-01-15', 30],
		['2026-01-15', '2026-01-15', 0],
		['2026-01-16', '2026-01-15', -1],
	])('of somebody born on %s are on %s: %i', (birth, on, years) => {
		expect(completedYears(birth, on)).toBe(years);
	});

	it('never fall as time passes', () => {
		fc.assert(
			fc.property(day, day, day, (birth, one, other) => {
				const [earlier, later] = one < other ? [one, other] : [other, one];
				expect(completedYears(birth, earlier)).toBeLessThanOrEqual(completedYears(birth, later));
			}),
		);
	});

	it.each(['2026-02-29', '2026-13-01', '15.01.1996', ''])('refuse %j, which is no day', (date) => {
		expect(isCivilDate(date)).toBe(false);
		expect(() => completedYears(date, '2026-01-15')).toThrow(RangeError);
	});
});

describe('birthdays between two days', () => {
	it('are the days on which somebody turns a year older', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 400 }), day, (from, length, birth) => {
				const to = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10);
				const before = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
				const turnsOlder = completedYears(birth, to) > completedYears(birth, before);
				expect(birthdaysBetween(from, to).includes(birth.slice(5))).toBe(turnsOlder);
			}),
			{ numRuns: 500 },
		);
	});

	it('are none when the days are in the wrong order', () => {
		expect(birthdaysBetween('2026-03-02', '2026-03-01')).toEqual([]);
	});
});
