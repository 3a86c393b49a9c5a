import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueZones } from '../../../domain/fasting/due-zones.ts';
import { recomputationAt } from '../../../domain/fasting/recompute.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { localDate } from '../../../domain/time/local-clock.ts';
import { DAY, HOUR, MINUTE, zone } from './histories.ts';

describe('the zones that are due', () => {
	const at = (time: string) => Date.parse(time);

	it('are those whose clocks passed 03:00 since the last run', () => {
		const zones = ['Asia/Riyadh', 'Europe/London', 'Asia/Kathmandu', 'Asia/Riyadh'];
		expect(dueZones(zones, at('2026-01-10T23:00Z'), at('2026-01-11T00:00Z'))).toEqual([
			{ timeZone: 'Asia/Riyadh', asOf: '2026-01-10' },
		]);
		expect(dueZones(zones, at('2026-01-10T21:00Z'), at('2026-01-10T22:00Z'))).toEqual([
			{ timeZone: 'Asia/Kathmandu', asOf: '2026-01-10' },
		]);
		expect(dueZones(zones, at('2026-01-11T00:00Z'), at('2026-01-11T01:00Z'))).toEqual([]);
	});

	it('are due once when the run before was missed, as of the last finished date', () => {
		expect(dueZones(['UTC'], at('2026-01-01T04:00Z'), at('2026-01-11T02:00Z'))).toEqual([
			{ timeZone: 'UTC', asOf: '2026-01-09' },
		]);
	});

	it('are due in Helsinki also when its clock jumps from 03:00 to 04:00, and once when it shows 03:00 twice', () => {
		const runs = (from: string) =>
			[0, 1, 2, 3].flatMap((hour) =>
				dueZones(['Europe/Helsinki'], at(from) + (hour - 1) * HOUR, at(from) + hour * HOUR),
			);
		expect(runs('2026-03-29T00:00Z')).toEqual([{ timeZone: 'Europe/Helsinki', asOf: '2026-03-28' }]);
		expect(runs('2026-10-24T23:00Z')).toEqual([{ timeZone: 'Europe/Helsinki', asOf: '2026-10-24' }]);
	});

	it('are each due once for each date over a year of hourly runs, within an hour or two after 03:00', () => {
		fc.assert(
			fc.property(zone, fc.integer({ min: 0, max: 59 }), (timeZone, minute) => {
				const begin = at('2026-01-01T00:00Z') + minute * MINUTE;
				const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
				const due: string[] = [];
				for (let now = begin; now < begin + 365 * DAY; now += HOUR) {
					for (const { asOf } of dueZones([timeZone], now - HOUR, now)) {
						expect(asOf).toBe(addDays(localDate(now, timeZone), -1));
						expect(['03', '04']).toContain(clock.format(now));
						due.push(asOf);
					}
				}
				expect(due).toEqual(due.map((_, index) => addDays(due[0] ?? '', index)));
				expect(due.length).toBeGreaterThanOrEqual(364);
			}),
			{ numRuns: 15 },
		);
		// A quarter of a million looks at a clock.
	});
});

describe('what a night computes again', () => {
	it('are the last 35 dates, from the streaks of a Sunday before them', () => {
		const { dates, carriedAsOf, eventsSince } = recomputationAt('2026-03-25');
		expect(dates).toHaveLength(35);
		expect([dates.at(0), dates.at(-1)]).toEqual(['2026-02-19', '2026-03-25']);
		expect(new Date(carriedAsOf).getUTCDay()).toBe(0);
		expect(carriedAsOf).toBe('2026-02-15');
		expect(eventsSince < carriedAsOf).toBe(true);
	});

	it('needs no event that is archived after the usual 90 days', () => {
		const { eventsSince } = recomputationAt('2026-03-25');
		expect(Date.parse('2026-03-25') - Date.parse(eventsSince)).toBeLessThan(88 * DAY);
	});
});
