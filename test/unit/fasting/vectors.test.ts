import { describe, expect, it } from 'vitest';
import type { FastingEvent } from '../../../domain/fasting/event.ts';
import { fastingInsights, type FastingInsight } from '../../../domain/fasting/insights.ts';
import type { FastingPlan } from '../../../domain/fasting/plan.ts';
import { readSessions } from '../../../domain/fasting/read-sessions.ts';
import type { WindowDays } from '../../../domain/fasting/window.ts';
import { end, everyDay, HOUR, start } from './histories.ts';

const later = Date.parse('2027-01-01T00:00Z');

const sessionsOf = (events: FastingEvent[], now = later) => readSessions(events, 'Asia/Riyadh', now).sessions;

interface Asked {
	asOf: string;
	days?: WindowDays;
	plan?: Partial<FastingPlan>;
	now?: number;
}

function insightOf(events: FastingEvent[], { asOf, days = 7, plan, now = later }: Asked): FastingInsight {
	const history = { events, timeZone: 'Asia/Riyadh', plan: { ...everyDay, ...plan }, carried: null };
	const found = fastingInsights(history, [asOf], now).find(({ window }) => window === days);
	if (!found) throw new Error(`there is no window of ${days} days`);
	return found;
}

const f1 = () => [start('2026-01-10T20:00+03:00'), end('2026-01-11T12:00+03:00')];

/** Seven evenings in Riyadh from 4 to 10 January at 20:00. */
const f15 = () =>
	[16, 16.5, 17, 12, 16, 18, 16].flatMap((hours, index) => {
		const started = Date.parse('2026-01-04T20:00+03:00') + index * 24 * HOUR;
		return [start(started), end(started + hours * HOUR)];
	});

describe('the vectors of the specification', () => {
	it('F1: sixteen hours over midnight are completed on the date they end', () => {
		expect(sessionsOf(f1())).toMatchObject([{ status: 'completed', date: '2026-01-11' }]);
		expect(insightOf(f1(), { asOf: '2026-01-11' })).toMatchObject({
			total_hours: 16,
			current_streak: 1,
			adherence_pct: 14.3,
		});
	});

	it('F2: six minutes less than the goal are too few', () => {
		const events = [start('2026-01-10T20:00+03:00'), end('2026-01-11T11:54+03:00')];
		expect(sessionsOf(events)).toMatchObject([{ status: 'ended_early' }]);
		expect(insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			total_hours: 15.9,
			completion_rate_pct: 0,
			current_streak: 0,
		});
	});

	it('F3: five minutes less are forgiven', () => {
		const events = [start('2026-01-10T20:00+03:00'), end('2026-01-11T11:55+03:00')];
		expect(sessionsOf(events)).toMatchObject([{ status: 'completed' }]);
		expect(insightOf(events, { asOf: '2026-01-11' }).total_hours).toBe(15.92);
	});

	const newYork = { timeZone: 'America/New_York' };

	it('F4: an hour that daylight saving takes is not missed, and not counted', () => {
		const events = [start('2026-03-07T20:00-05:00', newYork), end('2026-03-08T12:00-04:00', newYork)];
		expect(sessionsOf(events)).toMatchObject([{ status: 'completed' }]);
		expect(insightOf(events, { asOf: '2026-03-08' }).total_hours).toBe(15);
	});

	it('F5: an hour that daylight saving gives counts', () => {
		const events = [start('2026-10-31T20:00-04:00', newYork), end('2026-11-01T11:00-05:00', newYork)];
		expect(sessionsOf(events)).toMatchObject([{ status: 'completed' }]);
		expect(insightOf(events, { asOf: '2026-11-01' }).total_hours).toBe(16);
	});

	it('F8: repetitions and ends of nothing are counted apart', () => {
		const started = start('2026-01-10T17:00Z');
		const events = [
			end('2026-01-10T12:00Z'),
			started,
			started,
			start('2026-01-10T17:03Z'),
			end('2026-01-11T09:00:00Z'),
			end('2026-01-11T09:00:30Z'),
		];
		expect(sessionsOf(events)).toMatchObject([{ status: 'completed' }]);
		expect(insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 16,
			quality: { duplicate_ids: 1, duplicate_starts: 1, orphan_ends: 2 },
		});
	});

	it('F9: a fast without an end is superseded by the next', () => {
		const events = [start('2026-01-10T17:00Z'), start('2026-01-11T17:00Z'), end('2026-01-12T09:30Z')];
		expect(sessionsOf(events).map(({ status }) => status)).toEqual(['superseded', 'completed']);
		expect(insightOf(events, { asOf: '2026-01-12' })).toMatchObject({ logged_fasts: 1, total_hours: 16.5 });
	});

	it('F10: a fast that goes on is not logged', () => {
		const events = [start('2026-01-10T17:00Z')];
		const now = Date.parse('2026-01-11T05:00Z');
		expect(sessionsOf(events, now)).toMatchObject([{ status: 'in_progress' }]);
		expect(insightOf(events, { asOf: '2026-01-10', now })).toMatchObject({
			logged_fasts: 0,
			avg_hours: null,
		});
	});

	it('F11: after 36 hours it is forgotten, and not a second sooner', () => {
		const events = [start('2026-01-10T17:00Z')];
		const now = Date.parse('2026-01-12T05:00:01Z');
		expect(sessionsOf(events, now)).toMatchObject([{ status: 'forgotten' }]);
		expect(sessionsOf(events, now - 1000)).toMatchObject([{ status: 'in_progress' }]);
		expect(insightOf(events, { asOf: '2026-01-11', now })).toMatchObject({ total_hours: 0, avg_hours: null });
	});

	it('F12: eighty hours need a look and are never the longest fast', () => {
		const events = [start('2026-01-10T17:00Z'), end('2026-01-14T01:00Z')];
		expect(sessionsOf(events)).toMatchObject([{ status: 'needs_review' }]);
		expect(insightOf(events, { asOf: '2026-01-14' })).toMatchObject({ longest_hours: null, logged_fasts: 0 });
	});

	it('F13: half an hour is no fast', () => {
		const events = [start('2026-01-10T17:00Z'), end('2026-01-10T17:30Z')];
		expect(sessionsOf(events)).toMatchObject([{ status: 'too_short' }]);
		expect(insightOf(events, { asOf: '2026-01-10' }).logged_fasts).toBe(0);
	});

	it('F15: a week with one fast too short', () => {
		expect(insightOf(f15(), { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 6,
			logged_fasts: 7,
			total_hours: 111.5,
			avg_hours: 15.93,
			longest_hours: 18,
			completion_rate_pct: 85.7,
			adherence_pct: 85.7,
			current_streak: 3,
			best_streak: 3,
		});
	});

	it('F16: dates before the plan and paused ones are neither counted nor missed', () => {
		const plan = { start: '2026-01-07', paused: new Set(['2026-01-09']) };
		expect(insightOf(f15(), { asOf: '2026-01-11', plan })).toMatchObject({
			adherence_pct: 75,
			current_streak: 2,
		});
	});

	it('F18: a fast that ends abroad has the date there', () => {
		const events = [
			start('2026-01-10T20:00+03:00', { goalHours: 20 }),
			end('2026-01-11T13:00+00:00', { timeZone: 'Europe/London' }),
		];
		expect(sessionsOf(events)).toMatchObject([{ status: 'completed', date: '2026-01-11' }]);
		expect(insightOf(events, { asOf: '2026-01-11' }).total_hours).toBe(20);
	});

	it('F20: a date without a fast ends the run', () => {
		expect(insightOf(f15(), { asOf: '2026-01-12' })).toMatchObject({
			current_streak: 0,
			best_streak: 3,
			completed_fasts: 5,
			total_hours: 95.5,
			adherence_pct: 71.4,
		});
	});

	it('F21: nothing at all is zero where it can be, and null where it cannot', () => {
		expect(insightOf([], { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 0,
			logged_fasts: 0,
			total_hours: 0,
			avg_hours: null,
			longest_hours: null,
			completion_rate_pct: null,
			adherence_pct: 0,
			avg_eating_window_hours: null,
			current_streak: 0,
			best_streak: 0,
		});
	});

	it('F22: a plan that is younger than the window is measured from its start', () => {
		const asked: Asked = { asOf: '2026-01-11', days: 30, plan: { start: '2026-01-05' } };
		expect(insightOf(f15(), asked).adherence_pct).toBe(85.7);
		expect(insightOf(f15(), { ...asked, plan: {} }).adherence_pct).toBe(20);
	});

	it('F23: an end that arrives before its start changes nothing', () => {
		const events = f1();
		expect(insightOf([...events].reverse(), { asOf: '2026-01-11' })).toEqual(
			insightOf(events, { asOf: '2026-01-11' }),
		);
	});

	it('F24: two completed fasts on one date are one day', () => {
		const events = [
			start('2026-01-10T13:00Z'),
			end('2026-01-11T05:00Z'),
			start('2026-01-11T06:00Z', { goalHours: 12 }),
			end('2026-01-11T18:30Z'),
		];
		expect(insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 2,
			total_hours: 28.5,
			current_streak: 1,
			adherence_pct: 14.3,
			avg_eating_window_hours: 1,
		});
	});
});
