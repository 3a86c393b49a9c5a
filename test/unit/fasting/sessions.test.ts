import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditedDates } from '../../../domain/fasting/dates-of-fast.ts';
import type { FastingEvent } from '../../../domain/fasting/event.ts';
import { readSessions } from '../../../domain/fasting/read-sessions.ts';
import { localDate } from '../../../domain/time/local-clock.ts';
import { DAY, end, HOUR, MINUTE, start, zone } from './histories.ts';

const later = Date.parse('2027-01-01T00:00Z');
const read = (...events: FastingEvent[]) => readSessions(events, 'Asia/Riyadh', later);
const statuses = (...events: FastingEvent[]) => read(...events).sessions.map(({ status }) => status);
const at = (hours: number, minutes = 0) => Date.parse('2026-01-10T17:00Z') + hours * HOUR + minutes * MINUTE;

describe('pairing', () => {
	it('takes a start within five minutes for the same one, and a later one for another', () => {
		expect(statuses(start(at(0)), start(at(0, 5)), end(at(16)))).toEqual(['completed']);
		expect(statuses(start(at(0)), start(at(0, 5) + 1), end(at(17)))).toEqual(['superseded', 'completed']);
	});

	it('lets a fast follow another at the same instant', () => {
		expect(statuses(start(at(16)), end(at(16)), start(at(0)), end(at(32)))).toEqual([
			'completed',
			'completed',
		]);
	});

	it('takes a start soon after an end for a new fast', () => {
		expect(statuses(start(at(0)), end(at(0, 2)), start(at(0, 4)), end(at(17)))).toEqual([
			'too_short',
			'completed',
		]);
	});

	it('goes by the id of the fast where there is one', () => {
		const { sessions, quality } = read(
			start(at(0), { fastId: 'a' }),
			start(at(10), { fastId: 'b' }),
			end(at(16), { fastId: 'a' }),
			end(at(14), { fastId: 'b' }),
		);
		expect(sessions).toMatchObject([
			{ status: 'completed', endedAt: at(16) },
			{ status: 'ended_early', endedAt: at(14) },
		]);
		expect(quality).toMatchObject({ superseded: 0, orphan_ends: 0 });
	});

	it('leaves the newer fast open when the end of an older one comes', () => {
		const { sessions, quality } = read(
			start(at(0), { fastId: 'a' }),
			start(at(10)),
			end(at(16), { fastId: 'a' }),
			end(at(27)),
		);
		expect(sessions).toMatchObject([{ endedAt: at(16) }, { startedAt: at(10), endedAt: at(27) }]);
		expect(quality.orphan_ends).toBe(0);
	});

	it('replaces an end by the edit that was recorded last, be it of an earlier time', () => {
		const { sessions, quality } = read(
			start(at(0), { fastId: 'a' }),
			end(at(20), { fastId: 'a', recordedAt: at(20) }),
			end(at(12), { fastId: 'a', recordedAt: at(30) }),
			end(at(18), { fastId: 'a', recordedAt: at(25) }),
		);
		expect(sessions).toMatchObject([{ status: 'ended_early', endedAt: at(12) }]);
		expect(quality).toMatchObject({ replaced_ends: 2, orphan_ends: 0 });
	});

	it('reopens what an edited end no longer covers: the fast after it is none inside it', () => {
		const { sessions } = read(
			start(at(0), { fastId: 'a' }),
			end(at(30), { fastId: 'a', recordedAt: at(30) }),
			end(at(16), { fastId: 'a', recordedAt: at(31) }),
			start(at(16, 3)),
			end(at(33)),
		);
		expect(sessions).toMatchObject([{ endedAt: at(16) }, { startedAt: at(16, 3), endedAt: at(33) }]);
	});

	it('drops an end that is not after the start of its fast', () => {
		const { sessions, quality } = read(
			start(at(0), { fastId: 'a' }),
			end(at(0), { fastId: 'a' }),
			end(at(-1), { fastId: 'a', recordedAt: at(40) }),
			end(at(16), { fastId: 'a' }),
		);
		expect(sessions).toMatchObject([{ status: 'completed', endedAt: at(16) }]);
		expect(quality).toMatchObject({ dropped_ends: 2, replaced_ends: 0 });
	});

	it('knows a fast that two devices started by both its ids', () => {
		const { sessions, quality } = read(
			start(at(0), { fastId: 'phone' }),
			start(at(0, 1), { fastId: 'watch' }),
			end(at(16), { fastId: 'watch', recordedAt: at(17) }),
			end(at(16, 1), { fastId: 'phone', recordedAt: at(16, 1) }),
		);
		expect(sessions).toMatchObject([{ startedAt: at(0), endedAt: at(16) }]);
		expect(quality).toMatchObject({ duplicate_starts: 1, replaced_ends: 1, orphan_ends: 0 });
	});

	it('counts a start that repeats an id as a repetition', () => {
		const { sessions, quality } = read(
			start(at(0), { fastId: 'a' }),
			start(at(3), { fastId: 'a' }),
			end(at(16), { fastId: 'a' }),
		);
		expect(sessions).toMatchObject([{ startedAt: at(0), status: 'completed' }]);
		expect(quality.duplicate_starts).toBe(1);
	});

	it('closes a fast across an update to a phone that numbers fasts, but none of another id', () => {
		expect(statuses(start(at(0)), end(at(16), { fastId: 'a' }))).toEqual(['completed']);
		expect(statuses(start(at(0), { fastId: 'a' }), end(at(16)))).toEqual(['completed']);
		const { sessions, quality } = read(start(at(0), { fastId: 'a' }), end(at(16), { fastId: 'b' }));
		expect(sessions).toMatchObject([{ status: 'forgotten', endedAt: null }]);
		expect(quality.orphan_ends).toBe(1);
	});
});

describe('the status of a fast', () => {
	it.each([
		[0, 59, 'too_short'],
		[1, 0, 'ended_early'],
		[72, 0, 'completed'],
		[72, 1, 'needs_review'],
	])('of %i h %i min is %s', (hours, minutes, status) => {
		expect(statuses(start(at(0)), end(at(hours, minutes)))).toEqual([status]);
	});

	it('without a goal is neither completed nor too early, and is credited to no date', () => {
		expect(read(start(at(0), { goalHours: null }), end(at(20))).sessions).toMatchObject([
			{ status: 'ended_no_goal', creditedDates: [] },
		]);
	});

	it('is forgotten twelve hours after a goal of more than a day', () => {
		const open = [start(at(0), { goalHours: 30 })];
		const statusAt = (now: number) => readSessions(open, 'Asia/Riyadh', now).sessions[0]?.status;
		expect(statusAt(at(42))).toBe('in_progress');
		expect(statusAt(at(42) + 1)).toBe('forgotten');
	});
});

describe('the clock on the wall', () => {
	const travelled = (zoneOfEnd: string | null) =>
		statuses(start('2026-01-10T20:00+03:00'), end('2026-01-11T12:00+13:00', { timeZone: zoneOfEnd }));

	it('cannot be moved by travel', () => {
		expect(travelled('Pacific/Auckland')).toEqual(['ended_early']);
		expect(travelled(null)).toEqual(['ended_early']);
		// The clock that moved on in Cairo is not that of the start.
		const jump = [
			start('2026-04-23T20:00+02:00', { timeZone: 'Europe/Berlin' }),
			'2026-04-24T12:00+03:00',
		] as const;
		expect(statuses(jump[0], end(jump[1], { timeZone: 'Africa/Cairo' }))).toEqual(['ended_early']);
	});

	it('is not asked in a zone that this server does not know', () => {
		const nowhere = { timeZone: 'Mars/Olympus' };
		const { sessions } = read(start(at(0), nowhere), end(at(15), nowhere));
		expect(sessions).toMatchObject([{ status: 'ended_early', date: '2026-01-11' }]);
	});

	it('keeps a goal over the jumps of Cairo and of Casablanca, which goes back for Ramadan', () => {
		const cairo = { timeZone: 'Africa/Cairo' };
		expect(statuses(start('2026-04-23T20:00+02:00', cairo), end('2026-04-24T12:00+03:00', cairo))).toEqual([
			'completed',
		]);
		const casablanca = { timeZone: 'Africa/Casablanca' };
		const { sessions } = read(
			start('2026-02-14T20:00+01:00', casablanca),
			end('2026-02-15T11:00+00:00', casablanca),
		);
		expect(sessions).toMatchObject([{ status: 'completed' }]);
	});
});

describe('the dates of a fast', () => {
	it('are the one it ends on and those wholly inside', () => {
		const monday = Date.parse('2026-01-12T20:00+03:00');
		expect(creditedDates(monday, monday + 36 * HOUR, 'Asia/Riyadh')).toEqual(['2026-01-13', '2026-01-14']);
		const midnight = Date.parse('2026-01-12T00:00+03:00');
		expect(creditedDates(midnight, midnight + DAY, 'Asia/Riyadh')).toEqual(['2026-01-12', '2026-01-13']);
		expect(creditedDates(midnight + 1, midnight + DAY, 'Asia/Riyadh')).toEqual(['2026-01-13']);
	});

	it('are in the zone of the end, and of the person where the end carries none', () => {
		const date = (timeZone: string | null) => {
			const [session] = read(start(at(0)), end('2026-01-11T22:30Z', { timeZone })).sessions;
			return session && session.endedAt !== null ? session.date : null;
		};
		expect(date('Europe/London')).toBe('2026-01-11');
		expect(date(null)).toBe('2026-01-12');
	});

	it('are those seen on a clock during the fast and never outside it, besides the last', () => {
		const quarter = 15 * MINUTE;
		fc.assert(
			fc.property(
				zone,
				fc.integer({ min: 0, max: 7 * 365 * 96 }),
				fc.integer({ min: 4, max: 72 * 4 }),
				(timeZone, offset, length) => {
					const from = Date.parse('2020-01-01T00:00Z') + offset * quarter;
					const to = from + length * quarter;
					const seen = (begin: number, until: number) => {
						const dates = new Set<string>();
						for (let time = begin; time < until; time += quarter) dates.add(localDate(time, timeZone));
						return dates;
					};
					const outside = new Set([...seen(from - 26 * HOUR, from), ...seen(to, to + 26 * HOUR)]);
					const whole = [...seen(from, to)].filter((date) => !outside.has(date));
					const last = localDate(to, timeZone);
					expect(creditedDates(from, to, timeZone)).toEqual([...new Set([...whole, last])].sort());
				},
			),
			{ numRuns: 60 },
		);
	});
});
