import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FastingEvent } from '../../../domain/fasting/event.ts';
import { fastingInsights, type FastingHistory } from '../../../domain/fasting/insights.ts';
import { isEligible, type FastingPlan } from '../../../domain/fasting/plan.ts';
import { readSessions } from '../../../domain/fasting/read-sessions.ts';
import { recomputationAt } from '../../../domain/fasting/recompute.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { asOf, DAY, end, everyDay, history, HOUR, plan, start } from './histories.ts';
import { slowly } from './slow-reference.ts';

const timeZone = 'Asia/Riyadh';
const later = Date.parse('2027-01-01T00:00Z');

const known = (events: readonly FastingEvent[], plan: FastingPlan = everyDay): FastingHistory => ({
	events,
	timeZone,
	plan,
	carried: null,
});

function both(events: readonly FastingEvent[], date: string, plan: FastingPlan = everyDay) {
	const [week, month] = fastingInsights(known(events, plan), [date], later);
	if (!week || !month) throw new Error('there are two windows');
	return { week, month };
}

describe('statistics of any history', () => {
	it('do not depend on the order of arrival', () => {
		const shuffled = history.chain((events) =>
			fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
		);
		fc.assert(
			fc.property(shuffled, asOf, plan, ([events, arrived], date, plan) => {
				expect(both(arrived, date, plan)).toEqual(both(events, date, plan));
			}),
		);
	});

	it('change by repetitions in nothing but the quality', () => {
		const repeated = history.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events)));
		fc.assert(
			fc.property(repeated, asOf, plan, ([events, again], date, plan) => {
				const once = both(events, date, plan).month;
				const twice = both([...events, ...again], date, plan).month;
				expect(twice).toEqual({ ...once, quality: { ...once.quality, duplicate_ids: again.length } });
			}),
		);
	});

	it('never fall when a completed fast is added', () => {
		fc.assert(
			fc.property(history, asOf, plan, fc.integer({ min: 16, max: 72 }), (events, date, plan, hours) => {
				const after = Math.max(0, ...events.map(({ occurredAt }) => occurredAt)) || Date.parse('2026-01-01');
				const added = [start(after + 1), end(after + 1 + hours * HOUR)];
				const pairs = [both(events, date, plan), both([...events, ...added], date, plan)] as const;
				for (const window of ['week', 'month'] as const) {
					const [less, more] = [pairs[0][window], pairs[1][window]];
					expect(more.completed_fasts).toBeGreaterThanOrEqual(less.completed_fasts);
					expect(more.logged_fasts).toBeGreaterThanOrEqual(less.logged_fasts);
					expect(more.total_hours).toBeGreaterThanOrEqual(less.total_hours);
					expect(more.longest_hours ?? 0).toBeGreaterThanOrEqual(less.longest_hours ?? 0);
					expect(more.adherence_pct ?? 0).toBeGreaterThanOrEqual(less.adherence_pct ?? 0);
					expect(more.current_streak).toBeGreaterThanOrEqual(less.current_streak);
					expect(more.best_streak).toBeGreaterThanOrEqual(less.best_streak);
				}
			}),
		);
	});

	it('count in 30 days at least what they count in 7', () => {
		fc.assert(
			fc.property(history, asOf, plan, (events, date, plan) => {
				const { week, month } = both(events, date, plan);
				expect(month.completed_fasts).toBeGreaterThanOrEqual(week.completed_fasts);
				expect(month.logged_fasts).toBeGreaterThanOrEqual(week.logged_fasts);
				expect(month.total_hours).toBeGreaterThanOrEqual(week.total_hours);
				expect(month.longest_hours ?? 0).toBeGreaterThanOrEqual(week.longest_hours ?? 0);
				expect([month.current_streak, month.best_streak]).toEqual([week.current_streak, week.best_streak]);
			}),
		);
	});

	it('hold together: no average above the longest, no more completed than logged, null exactly when empty', () => {
		fc.assert(
			fc.property(history, asOf, (events, date) => {
				const { month } = both(events, date);
				expect(month.completed_fasts).toBeLessThanOrEqual(month.logged_fasts);
				expect(month.avg_hours ?? 0).toBeLessThanOrEqual(month.longest_hours ?? 0);
				expect(month.longest_hours ?? 0).toBeLessThanOrEqual(72);
				for (const figure of [month.avg_hours, month.longest_hours, month.completion_rate_pct]) {
					expect(figure === null).toBe(month.logged_fasts === 0);
				}
			}),
		);
	});

	it('are the same whether the events of years are read or the streaks are carried on', () => {
		fc.assert(
			fc.property(history, plan, (events, plan) => {
				const { dates, carriedAsOf, eventsSince } = recomputationAt('2026-03-25');
				const [stored] = fastingInsights(known(events, plan), [carriedAsOf], later);
				const carried = {
					asOf: carriedAsOf,
					current: stored?.current_streak ?? 0,
					best: stored?.best_streak ?? 0,
				};
				const recent = events.filter(({ occurredAt }) => occurredAt >= Date.parse(eventsSince));
				const figures = (history: FastingHistory) =>
					fastingInsights(history, dates, later).map((row) => ({ ...row, quality: null }));
				expect(figures({ events: recent, timeZone, plan, carried })).toEqual(figures(known(events, plan)));
			}),
			{ numRuns: 60 },
		);
	});
});

describe('streaks and adherence', () => {
	it('are what a slow search through all dates finds', () => {
		fc.assert(
			fc.property(history, asOf, plan, (events, date, plan) => {
				const { sessions } = readSessions(events, timeZone, later);
				const credited = new Set(
					sessions.flatMap((session) => (session.endedAt === null ? [] : session.creditedDates)),
				);
				const slow = slowly(date, credited, plan);
				const { week, month } = both(events, date, plan);
				expect([week.current_streak, week.best_streak]).toEqual([slow.current, slow.best]);
				for (const { window, adherence_pct } of [week, month]) {
					const expected = slow.adherence(window);
					if (expected === null) expect(adherence_pct).toBeNull();
					else expect(Math.abs((adherence_pct ?? Number.NaN) - expected)).toBeLessThanOrEqual(0.05 + 1e-9);
				}
			}),
			{ numRuns: 400 },
		);
	});

	it('count no more dates than were planned', () => {
		fc.assert(
			fc.property(history, asOf, plan, (events, date, plan) => {
				let planned = 0;
				for (let day = '2025-11-01'; day <= date; day = addDays(day, 1))
					planned += Number(isEligible(day, plan));
				const { current_streak, best_streak } = both(events, date, plan).month;
				expect(current_streak).toBeLessThanOrEqual(best_streak);
				expect(best_streak).toBeLessThanOrEqual(planned);
			}),
		);
	});

	it('are null without a planned date, and a scheduled weekday is all that is asked', () => {
		const mondays: FastingPlan = { ...everyDay, weekdays: new Set([1]) };
		const monday = Date.parse('2026-01-12T12:00+03:00');
		const events = [0, 7, 14].flatMap((days) => [
			start(monday + days * DAY - 16 * HOUR),
			end(monday + days * DAY),
		]);
		expect(both(events, '2026-02-01', mondays).week).toMatchObject({ adherence_pct: 100, current_streak: 3 });
		const future: FastingPlan = { ...everyDay, start: '2027-01-01' };
		expect(both(events, '2026-02-01', future).month).toMatchObject({ adherence_pct: null, best_streak: 0 });
	});
});

describe('a week of 5:2', () => {
	const fiveTwo: FastingPlan = { ...everyDay, fastDaysPerWeek: 2 };
	/** Fast days of the weeks from Monday 5 January on, as January dates. */
	const fastDays = (...days: number[]) =>
		days.flatMap((day) => {
			const ended = Date.parse('2026-01-01T20:00+03:00') + (day - 1) * DAY;
			return [start(ended - 24 * HOUR, { goalHours: 24 }), end(ended)];
		});

	it('counts two fast days at most, of the weeks that have ended', () => {
		expect(both(fastDays(5, 7, 9, 13), '2026-01-18', fiveTwo).week.adherence_pct).toBe(50);
		expect(both(fastDays(5, 7, 9, 13), '2026-01-17', fiveTwo).week.adherence_pct).toBe(100);
		expect(both(fastDays(6, 7), '2026-01-11', fiveTwo).week.adherence_pct).toBe(100);
	});

	it('goes on in the run only with two days that do not follow one another', () => {
		const streak = (days: number[], asOf: string) =>
			both(fastDays(...days), asOf, fiveTwo).week.current_streak;
		expect(streak([5, 7, 12, 15], '2026-01-18')).toBe(2);
		expect(streak([5, 7, 12, 13], '2026-01-18')).toBe(0);
		expect(streak([5, 7, 12, 13], '2026-01-17')).toBe(1);
		expect(streak([5, 7, 12, 15], '2026-01-15')).toBe(2);
	});

	it('without room for two such days is skipped', () => {
		const away = { ...fiveTwo, paused: new Set([12, 13, 14, 15, 16].map((day) => `2026-01-${day}`)) };
		const { week } = both(fastDays(5, 7, 19, 21), '2026-01-25', away);
		expect(week.current_streak).toBe(2);
		expect(both(fastDays(5, 7), '2026-01-18', away).week).toMatchObject({
			adherence_pct: null,
			current_streak: 1,
		});
	});

	it('carries on from Sundays only', () => {
		const carried = { asOf: '2026-01-10', current: 1, best: 1 };
		const history = { ...known([], fiveTwo), carried };
		expect(() => fastingInsights(history, ['2026-01-11'], later)).toThrow(/carry on from a Sunday/);
	});
});

describe('the eating window', () => {
	const evening = Date.parse('2026-01-10T20:00+03:00');

	it('is the pause until the next start, up to a day', () => {
		const events = [
			start(evening),
			end(evening + 16 * HOUR),
			start(evening + 24 * HOUR),
			end(evening + 40 * HOUR),
			start(evening + 64 * HOUR),
			end(evening + 80 * HOUR),
			start(evening + 104 * HOUR + 1),
		];
		expect(both(events, '2026-01-14').week.avg_eating_window_hours).toBe(16);
		expect(both(events, '2026-01-11').week.avg_eating_window_hours).toBe(8);
	});

	it('begins with no fast that is not logged', () => {
		const events = [start(evening), end(evening + 80 * HOUR), start(evening + 88 * HOUR)];
		expect(both(events, '2026-01-14').week.avg_eating_window_hours).toBeNull();
	});

	it('is none between fasts that overlap', () => {
		const events = [
			start(evening, { fastId: 'a' }),
			end(evening + 16 * HOUR, { fastId: 'a' }),
			start(evening + 10 * HOUR, { fastId: 'b' }),
			end(evening + 20 * HOUR, { fastId: 'b' }),
		];
		expect(both(events, '2026-01-11').week.avg_eating_window_hours).toBeNull();
	});
});

describe('bad input', () => {
	it('is refused by name', () => {
		expect(() => fastingInsights(known([]), ['2026-02-30'], later)).toThrow(/"asOf" "2026-02-30" is no day/);
		const history = { ...known([]), carried: { asOf: '2026-01-04', current: 0, best: 0 } };
		expect(() => fastingInsights(history, ['2026-01-04'], later)).toThrow(/"asOf" 2026-01-04 is not after/);
		expect(() =>
			fastingInsights(
				{ ...known([start(0), end(HOUR, { timeZone: null })]), timeZone: 'Nowhere' },
				[],
				later,
			),
		).toThrow(RangeError);
	});
});
