import { describe, expect, it } from 'vitest';
import { goalHours } from '../../../domain/fasting/goal-hours.ts';
import { readSessions } from '../../../domain/fasting/read-sessions.ts';
import { fastingPresets } from '../../../schema/seed/fasting-presets.ts';
import { end, start } from './histories.ts';

const ramadan = { kind: 'ramadan', fasting_hours: null } as const;

describe('the goal of a fast', () => {
	it('is what its preset says', () => {
		const goals = Object.fromEntries(fastingPresets.map((preset) => [preset.slug, goalHours(preset)]));
		expect(goals).toEqual({
			'12-12': 12,
			'14-10': 14,
			'16-8': 16,
			'18-6': 18,
			'20-4': 20,
			omad: 23,
			'5-2': 24,
			ramadan: null,
		});
	});

	it('is a whole day of a weekly plan that gives no hours', () => {
		expect(goalHours({ kind: 'weekly', fasting_hours: null })).toBe(24);
	});

	it.each([
		['2016-03-05', '05:22', '18:27', 13 + 5 / 60],
		['2016-06-04', '04:11', '19:00', 14 + 49 / 60],
	])('in Ramadan is from fajr to maghrib: Makkah on %s', (date, fajr, maghrib, hours) => {
		const times = {
			fajr: Date.parse(`${date}T${fajr}+03:00`),
			maghrib: Date.parse(`${date}T${maghrib}+03:00`),
		};
		const goal = goalHours(ramadan, times);
		expect(goal).toBeCloseTo(hours, 9);

		const fast = [start(times.fajr, { goalHours: goal }), end(times.maghrib)];
		const graceful = [start(times.fajr, { goalHours: goal }), end(times.maghrib - 5 * 60_000)];
		const early = [start(times.fajr, { goalHours: goal }), end(times.maghrib - 5 * 60_000 - 1)];
		const statusOf = (events: typeof fast) => readSessions(events, 'UTC', times.maghrib).sessions[0]?.status;
		expect([fast, graceful, early].map(statusOf)).toEqual(['completed', 'completed', 'ended_early']);
	});

	it('refuses prayer times in the wrong order or of two dates', () => {
		expect(() => goalHours(ramadan, { fajr: 2, maghrib: 1 })).toThrow(/"maghrib" must be after "fajr"/);
		expect(() => goalHours(ramadan, { fajr: 0, maghrib: 86_400_000 })).toThrow(RangeError);
	});
});
