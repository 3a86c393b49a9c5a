import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRunAt } from '../../../domain/jobs/next-run.ts';
import { recentSlots, type Schedule } from '../../../domain/jobs/schedule.ts';

const daily = (hour: number, minute: number, timeZone: string): Schedule => ({
	every: 'day',
	at: { hour, minute },
	timeZone,
	makeUp: 1,
});
const at = (schedule: Schedule, now: string): string =>
	new Date(nextRunAt(schedule, Date.parse(now))).toISOString();

describe('the next run', () => {
	it('is today when its time is still to come, and tomorrow when it was', () => {
		const nightly = daily(2, 0, 'UTC');
		expect(at(nightly, '2026-11-21T01:59:30Z')).toBe('2026-11-21T02:00:00.000Z');
		expect(at(nightly, '2026-11-21T02:00:00Z')).toBe('2026-11-22T02:00:00.000Z');
		expect(at({ every: 'hour', minute: 55, makeUp: 1 }, '2026-11-21T18:55:00Z')).toBe(
			'2026-11-21T19:55:00.000Z',
		);
	});

	it('follows daylight saving', () => {
		const berlin = daily(2, 30, 'Europe/Berlin');
		expect(at(berlin, '2026-03-27T12:00:00Z')).toBe('2026-03-28T01:30:00.000Z');
		// 02:30 does not exist on that day: it is due when the clock jumps past it.
		expect(at(berlin, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
		expect(at(berlin, '2026-03-29T12:00:00Z')).toBe('2026-03-30T00:30:00.000Z');
	});

	it('is when the ledger finds the next slot due, and no minute earlier', () => {
		const schedule: fc.Arbitrary<Schedule> = fc.oneof(
			fc
				.tuple(
					fc.nat(23),
					fc.nat(59),
					fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Riyadh', 'Asia/Kathmandu', 'America/New_York'),
				)
				.map(([hour, minute, zone]) => daily(hour, minute, zone)),
			fc.nat(59).map((minute): Schedule => ({ every: 'hour', minute, makeUp: 1 })),
		);
		const now = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') });
		fc.assert(
			fc.property(schedule, now, (wanted, time) => {
				const next = nextRunAt(wanted, time);
				const due = recentSlots(wanted, time)[0];
				expect(next).toBeGreaterThan(time);
				expect(recentSlots(wanted, next)[0]).not.toBe(due);
				expect(recentSlots(wanted, Math.max(time, next - 60_000))[0]).toBe(due);
			}),
		);
	});
});
