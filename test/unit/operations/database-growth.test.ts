import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysUntilFull, growthByTable, type DaySize } from '../../../domain/operations/database/growth.ts';

const size = (day: string, bytes: number, table = 'events'): DaySize => ({ day, table, bytes, rows: 0 });

test('growth is from the first to the last day, in whatever order they come', () => {
	const sizes = [size('2026-11-03', 100), size('2026-11-11', 900), size('2026-11-05', 5_000)];
	fc.assert(
		fc.property(fc.shuffledSubarray(sizes, { minLength: sizes.length }), (shuffled) => {
			expect(growthByTable(shuffled).get('events')).toBe(100);
		}),
	);
});

test('of one day nothing is known, and a table may shrink', () => {
	const growth = growthByTable([
		size('2026-11-01', 10, 'new'),
		size('2026-11-01', 900, 'small'),
		size('2026-11-03', 100, 'small'),
	]);
	expect([growth.has('new'), growth.get('small')]).toEqual([false, -400]);
});

test('the disk is full when what is free has been used up, and never when nothing grows', () => {
	expect(daysUntilFull(1_000, 100)).toBe(10);
	expect(daysUntilFull(0, 100)).toBe(0);
	expect(daysUntilFull(1_000, 0)).toBeNull();
	expect(daysUntilFull(1_000, -5)).toBeNull();
	expect(daysUntilFull(null, 100)).toBeNull();
	expect(daysUntilFull(1e15, 1)).toBeNull();
});
