import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorWhole, roundHalfUp, withoutBinaryNoise } from '../../../domain/nutrition/round.ts';

describe('roundHalfUp', () => {
	it.each([
		[2.675, 2, 2.68],
		[1.005, 2, 1.01],
		[1.005 * 3, 2, 3.02],
		[0.1 + 0.2, 1, 0.3],
		[2.5, 0, 3],
		[-2.5, 0, -3],
		[-0.4, 0, 0],
		[1e-7, 2, 0],
		[5e-7, 6, 0.000001],
		[1e21, 2, 1e21],
		[0, 3, 0],
		[902.4999, 0, 902],
	])('%d to %i decimals is %d', (value, decimals, expected) => {
		expect(roundHalfUp(value, decimals)).toBe(expected);
	});

	it('agrees with decimal arithmetic on every number of three decimals', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10_000_000 }), (thousandths) => {
				const hundredths = Math.floor((thousandths + 5) / 10);
				expect(roundHalfUp(thousandths / 1000, 2)).toBe(hundredths / 100);
			}),
		);
	});

	it('is idempotent, and keeps what is no number', () => {
		fc.assert(
			fc.property(fc.double(), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
				const once = roundHalfUp(value, decimals);
				expect(roundHalfUp(once, decimals)).toBe(once);
			}),
		);
	});
});

describe('rounding to whole tens and downwards', () => {
	it.each([
		[2145, -1, 2150],
		[2144.999, -1, 2140],
		[1585.0000000000002, -1, 1590],
		[4, -1, 0],
		[1250, -2, 1300],
	])('%d to %i decimals is %d', (value, decimals, expected) => {
		expect(roundHalfUp(value, decimals)).toBe(expected);
	});

	it('rounds down in decimal: 0.3 / 0.1 is 3, which its float misses', () => {
		expect(floorWhole(0.3 / 0.1)).toBe(3);
		expect(floorWhole(2.999)).toBe(2);
		expect(withoutBinaryNoise(0.1 + 0.2)).toBe(0.3);
	});
});
