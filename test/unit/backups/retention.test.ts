import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	defaultPeriods,
	expiredBackups,
	parsePeriods,
	type KeepableBackup,
} from '../../../domain/operations/backups/retention.ts';

const day = 86_400_000;
const begun = Date.parse('2026-01-01T01:15:00Z');

const periods = fc.record({
	days: fc.integer({ min: 1, max: 10 }),
	weeks: fc.integer({ min: 0, max: 6 }),
	months: fc.integer({ min: 0, max: 8 }),
});
const backups = fc
	.array(
		fc.record({ takenAt: fc.integer({ min: begun, max: begun + 400 * day }), isVerified: fc.boolean() }),
		{ maxLength: 60 },
	)
	.map((list) => list.map((one, index): KeepableBackup => ({ ...one, id: `b${index}` })));

const idsOf = (list: readonly KeepableBackup[]) => list.map(({ id }) => id).toSorted();
const without = (all: readonly KeepableBackup[], gone: readonly KeepableBackup[]) =>
	all.filter(({ id }) => !gone.some((one) => one.id === id));

describe('how long backups stay', () => {
	it('keeps seven days, four weeks and six months of nightly backups', () => {
		const nightly = Array.from({ length: 365 }, (_, index) => ({
			id: `n${index}`,
			takenAt: begun + index * day,
			isVerified: true,
		}));
		const kept = without(nightly, expiredBackups(nightly, parsePeriods(defaultPeriods)));
		expect(kept.map(({ takenAt }) => new Date(takenAt).toISOString().slice(0, 10))).toEqual([
			'2026-07-31',
			'2026-08-31',
			'2026-09-30',
			'2026-10-31',
			'2026-11-30',
			'2026-12-13',
			'2026-12-20',
			'2026-12-25',
			'2026-12-26',
			'2026-12-27',
			'2026-12-28',
			'2026-12-29',
			'2026-12-30',
			'2026-12-31',
		]);
	});

	it('never deletes the last verified backup, nor anything newer', () =>
		fc.assert(
			fc.property(backups, periods, (all, kept) => {
				const verified = all.filter(({ isVerified }) => isVerified);
				const last = Math.max(...verified.map(({ takenAt }) => takenAt));
				const expired = expiredBackups(all, kept);
				if (verified.length === 0) expect(expired).toEqual([]);
				expect(expired.every(({ takenAt }) => takenAt <= last)).toBe(true);
				expect(without(verified, expired).some(({ takenAt }) => takenAt === last)).toBe(verified.length > 0);
			}),
		));

	it('finds nothing more when it is asked again', () =>
		fc.assert(
			fc.property(backups, periods, (all, kept) => {
				expect(expiredBackups(without(all, expiredBackups(all, kept)), kept)).toEqual([]);
			}),
		));

	it('keeps no more when it is told to keep less, and never wants back what it let go', () =>
		fc.assert(
			fc.property(backups, backups, periods, (all, later, kept) => {
				const gone = idsOf(expiredBackups(all, kept));
				const fewer = { ...kept, days: Math.max(1, kept.days - 1), months: Math.max(0, kept.months - 1) };
				expect(idsOf(expiredBackups(all, fewer))).toEqual(expect.arrayContaining(gone));
				const newest = Math.max(0, ...all.map(({ takenAt }) => takenAt));
				const newer = later.map((one, index) => ({
					...one,
					id: `l${index}`,
					takenAt: newest + 1 + one.takenAt,
				}));
				expect(idsOf(expiredBackups([...all, ...newer], kept))).toEqual(expect.arrayContaining(gone));
			}),
		));

	it('does not depend on the order in which backups are listed', () =>
		fc.assert(
			fc.property(backups, periods, (all, kept) => {
				expect(idsOf(expiredBackups(all.toReversed(), kept))).toEqual(idsOf(expiredBackups(all, kept)));
			}),
		));

	it('is read from a text, with the remedy when it cannot be', () => {
		expect(parsePeriods('7d, 4w, 6m')).toEqual({ days: 7, weeks: 4, months: 6 });
		for (const text of ['', '7', '7d', '7d,4w', '-1d,0w,0m', '7w,4d,6m'])
			expect(() => parsePeriods(text)).toThrow('such as 7d,4w,6m');
		expect(() => parsePeriods('0d,4w,6m')).toThrow('one day at least');
	});
});
