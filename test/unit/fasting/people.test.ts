import { describe, expect, it } from 'vitest';
import { datesToWrite } from '../../../domain/fasting/dates-to-write.ts';
import { isFastingHiddenFrom } from '../../../domain/fasting/hidden-from.ts';
import { readPlan } from '../../../domain/fasting/read-plan.ts';
import { recomputationAt } from '../../../domain/fasting/recompute.ts';
import { checkProfileChanges, profileChanges } from '../../../domain/people/profile-changes.ts';

describe('the plan of a profile', () => {
	const nothing = { plan_start: null, fasting_weekdays: null, fasting_paused: null };

	it('is every day without an end when nothing is said', () => {
		expect(readPlan(nothing, null)).toEqual({
			start: null,
			weekdays: null,
			paused: new Set(),
			fastDaysPerWeek: null,
		});
	});

	it('has the days, the pauses and the kind that are said', () => {
		const profile = {
			plan_start: '2026-02-18',
			fasting_weekdays: ['monday', 'sunday'],
			fasting_paused: ['2026-03-01'],
		};
		expect(readPlan(profile, { kind: 'weekly', fast_days_per_week: 2 })).toEqual({
			start: '2026-02-18',
			weekdays: new Set([1, 7]),
			paused: new Set(['2026-03-01']),
			fastDaysPerWeek: 2,
		});
	});

	it('takes what makes no sense as not said', () => {
		const junk = {
			plan_start: 'soon',
			fasting_weekdays: ['someday', 3],
			fasting_paused: ['2026-02-30', null],
		};
		expect(readPlan(junk, { kind: 'weekly', fast_days_per_week: 7 })).toEqual(readPlan(nothing, null));
		expect(
			readPlan({ ...nothing, fasting_weekdays: 'monday' }, { kind: 'daily', fast_days_per_week: 2 }),
		).toEqual(readPlan(nothing, null));
	});
});

describe('what a person may say of their plan', () => {
	it.each([
		[{ fasting_weekdays: ['monday'], fasting_paused: ['2026-03-01'] }, true],
		[{ fasting_weekdays: null, fasting_paused: null }, true],
		[{ fasting_paused: [] }, true],
		[{ fasting_weekdays: [] }, false],
		[{ fasting_weekdays: ['monday', 'monday'] }, false],
		[{ fasting_weekdays: ['Monday'] }, false],
		[{ fasting_paused: ['2026-02-30'] }, false],
		[{ fasting_paused: '2026-03-01' }, false],
		[{ fasting_paused: Array.from({ length: 401 }, () => '2026-03-01') }, false],
	])('%j: %s', (changes, isAccepted) => {
		const parsed = profileChanges.safeParse(changes);
		expect(parsed.success).toBe(isAccepted);
		if (parsed.success) expect(checkProfileChanges(parsed.data, '2026-01-01')).toEqual([]);
	});
});

describe('fasting is hidden', () => {
	const nobody = { birth_date: null, pregnant: false, lactating: false, eating_disorder: false };
	it.each([
		[{}, false],
		[{ pregnant: true }, true],
		[{ lactating: true }, true],
		[{ eating_disorder: true }, true],
		[{ birth_date: '2008-03-02' }, true],
		[{ birth_date: '2008-03-01' }, false],
		[{ birth_date: 'unknown' }, false],
	])('on 1 March 2026 from %j: %s', (changes, isHidden) => {
		expect(isFastingHiddenFrom({ ...nobody, ...changes }, '2026-03-01')).toBe(isHidden);
	});
});

describe('the dates that rows are written as of', () => {
	const recomputation = recomputationAt('2026-03-25');
	const write = (knownSince: string, hasCarried: boolean) =>
		datesToWrite(recomputation, knownSince, hasCarried);

	it('are those that a night computes again', () => {
		expect(write('2020-01-01', true)).toEqual(recomputation.dates);
	});

	it('have one more where there was nothing to carry on from', () => {
		expect(write('2020-01-01', false)).toEqual([recomputation.carriedAsOf, ...recomputation.dates]);
		expect(write('2026-02-16', false)).toEqual(recomputation.dates);
	});

	it('begin when the person did, and always have the last', () => {
		expect(write('2026-03-24', false)).toEqual(['2026-03-24', '2026-03-25']);
		expect(write('2026-11-21', false)).toEqual(['2026-03-25']);
	});
});
