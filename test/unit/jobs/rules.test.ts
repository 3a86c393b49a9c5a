import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, retryDelayMs } from '../../../domain/jobs/retry.ts';
import { missedSlots, recentSlots, type Schedule } from '../../../domain/jobs/schedule.ts';
import { keySlot, manualSlot, namedSlot } from '../../../domain/jobs/slot.ts';
import { isFinished, jobStatuses, transitions } from '../../../domain/jobs/status.ts';
import { jobRuns } from '../../../schema/collections/job-runs.ts';

describe('states', () => {
	it('are those that the collection declares', () => {
		expect(jobRuns.fields.status.choices?.map(({ value }) => value)).toEqual(jobStatuses);
	});

	it('lead on to an end, from which only a request leads back', () => {
		for (const status of jobStatuses) {
			const open = Object.entries(transitions)
				.filter(([, { from }]) => (from as readonly string[]).includes(status))
				.map(([name]) => name);
			expect(open.length === 0 || open.join() === 'retry').toBe(isFinished(status));
		}
	});
});

describe('retries', () => {
	const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

	it('wait at random up to a ceiling that doubles from 1 s to 10 minutes', () => {
		const ceilings = [1, 2, 3, 9, 10, 11, 500].map((attempt) => retryDelayMs(attempt, 1));
		expect(ceilings).toEqual([1_000, 2_000, 4_000, 256_000, 512_000, 600_000, 600_000]);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000 }), randoms, (attempt, random) => {
				const delay = retryDelayMs(attempt, random);
				return Number.isInteger(delay) && delay >= 0 && delay <= retryDelayMs(attempt, 1);
			}),
		);
	});

	it('end after exactly as many failures as are allowed, or at the one that is final', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 20 }), randoms, (maxAttempts, random) => {
				let failed = 0;
				for (;;) {
					const verdict = afterFailure(failed, maxAttempts, random, false);
					failed = verdict.attempt;
					if (verdict.verdict === 'dead') break;
				}
				expect(failed).toBe(maxAttempts);
				expect(afterFailure(0, maxAttempts, random, true).verdict).toBe('dead');
			}),
		);
	});
});

describe('slots', () => {
	it('of different kinds never meet', () => {
		expect(manualSlot('a')).toEqual({ name: 'manual:a', coalesces: false });
		expect(keySlot('a')).toEqual({ name: 'key:a', coalesces: true });
		expect(namedSlot('2026-11-20')).toEqual({ name: '2026-11-20', coalesces: false });
		expect(namedSlot('key:a')).toEqual(keySlot('a'));
	});
});

describe('schedules', () => {
	const nightly = (timeZone: string, makeUp = 1): Schedule => ({
		every: 'day',
		at: { hour: 2, minute: 0 },
		timeZone,
		makeUp,
	});
	const latest = (schedule: Schedule, time: string) => recentSlots(schedule, Date.parse(time))[0];

	it('name the local date from the hour on', () => {
		expect(latest(nightly('UTC'), '2026-11-20T01:59:59Z')).toBe('2026-11-19');
		expect(latest(nightly('UTC'), '2026-11-20T02:00:00Z')).toBe('2026-11-20');
		expect(latest(nightly('Asia/Dubai'), '2026-11-19T21:59:00Z')).toBe('2026-11-19');
		expect(latest(nightly('Asia/Dubai'), '2026-11-19T22:00:00Z')).toBe('2026-11-20');
		expect(latest(nightly('Asia/Riyadh'), '2026-12-31T23:00:00Z')).toBe('2027-01-01');
	});

	it('name the UTC hour from the minute on', () => {
		const hourly: Schedule = { every: 'hour', minute: 15, makeUp: 2 };
		expect(recentSlots(hourly, Date.parse('2026-11-20T00:14:00Z'))).toEqual([
			'2026-11-19T23',
			'2026-11-19T22',
			'2026-11-19T21',
		]);
		expect(latest(hourly, '2026-11-20T00:15:00Z')).toBe('2026-11-20T00');
	});

	it.each([
		['Europe/Berlin', '2026-03-27', '2026-03-31'],
		['Europe/Berlin', '2026-10-23', '2026-10-27'],
		['Africa/Cairo', '2026-04-22', '2026-04-26'],
		['Africa/Cairo', '2026-10-28', '2026-11-01'],
		['America/Sao_Paulo', '2026-02-10', '2026-02-14'],
	])('give each local date once where clocks change: %s from %s to %s', (timeZone, from, to) => {
		for (const hour of [0, 1, 2, 3, 23]) {
			const schedule: Schedule = { every: 'day', at: { hour, minute: 30 }, timeZone, makeUp: 1 };
			const taken = new Set<string>();
			for (let time = Date.parse(from); time <= Date.parse(to); time += 300_000) {
				const missed = missedSlots(recentSlots(schedule, time), taken, taken.size > 0);
				expect(missed.length).toBeLessThanOrEqual(1);
				for (const slot of missed) taken.add(slot);
			}
			const days = [...taken].map((slot) => Date.parse(slot));
			for (const [index, day] of days.slice(1).entries()) expect(day - days[index]!).toBe(86_400_000);
			expect(taken.size).toBeGreaterThanOrEqual(4);
		}
	});

	it('make up the latest slots after an outage, as many as are declared', () => {
		const recent = recentSlots(nightly('UTC', 3), Date.parse('2026-11-20T09:00:00Z'));
		expect(recent).toEqual(['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17']);
		const missed = (...taken: string[]) => missedSlots(recent, new Set(taken), true);
		expect(missed('2026-11-20')).toEqual([]);
		expect(missed('2026-11-19')).toEqual(['2026-11-20']);
		expect(missed('2026-11-18', '2026-11-17')).toEqual(['2026-11-20', '2026-11-19']);
		expect(missed()).toEqual(['2026-11-20', '2026-11-19', '2026-11-18']);
		expect(missedSlots(recent, new Set(), false)).toEqual(['2026-11-20']);
	});

	it('enqueue each slot once and in the end none is missing, however irregularly somebody looks', () => {
		const pauses = fc.array(fc.integer({ min: 1, max: 30 * 60 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(pauses, fc.integer({ min: 1, max: 5 }), (minutes, makeUp) => {
				const schedule = nightly('Europe/Berlin', makeUp);
				const taken = new Set<string>();
				let time = Date.parse('2026-03-20T12:00:00Z');
				for (const pause of minutes) {
					const missed = missedSlots(recentSlots(schedule, time), taken, taken.size > 0);
					for (const slot of missed) expect(taken.has(slot)).toBe(false);
					for (const slot of missed) taken.add(slot);
					time += pause * 60_000;
				}
				// A pause of up to 30 hours spans two nights at most.
				const nights = [...taken].sort();
				const span = (Date.parse(nights.at(-1)!) - Date.parse(nights[0]!)) / 86_400_000 + 1;
				if (makeUp >= 2) expect(nights).toHaveLength(span);
			}),
		);
	});
});
