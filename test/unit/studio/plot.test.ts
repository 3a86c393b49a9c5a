import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plotted } from '../../../extensions/modules/shared/plot.ts';

const values = fc.array(fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null }), {
	maxLength: 60,
});
const pointsIn = (lines: readonly string[]) =>
	lines.flatMap((line) => line.split(' ').map((point) => point.split(',').map(Number) as [number, number]));

describe('a chart', () => {
	it('keeps every point and bar within the picture', () => {
		fc.assert(
			fc.property(values, fc.boolean(), (list, isRightToLeft) => {
				const { width, height, lines, bars } = plotted(list, { isRightToLeft });
				for (const [x, y] of pointsIn(lines)) {
					expect(x >= 0 && x <= width).toBe(true);
					expect(y >= -1e-6 && y <= height).toBe(true);
				}
				expect(bars).toHaveLength(list.filter((value) => value !== null).length);
				for (const bar of bars) expect(bar.x >= 0 && bar.x + bar.width <= width + 1e-6).toBe(true);
			}),
		);
	});

	it('breaks the line where nothing is known', () => {
		expect(plotted([1, 2, null, 3], { isRightToLeft: false }).lines).toHaveLength(2);
		expect(plotted([null, null], { isRightToLeft: false })).toMatchObject({
			lines: [],
			bars: [],
			highest: 1,
		});
	});

	it('runs the other way from right to left, up to the top of the scale that it was given', () => {
		const xs = (isRightToLeft: boolean) =>
			plotted([1, 2, 3], { isRightToLeft }).bars.map(({ x }) => Math.round(x));
		expect(xs(true)).toEqual(xs(false).toReversed());
		expect(plotted([1, 2], { isRightToLeft: false, highest: 8 }).highest).toBe(8);
		expect(plotted([1, 20], { isRightToLeft: false, highest: 8 }).highest).toBe(20);
	});

	it('fills what is below each stretch of the line', () => {
		const { areas, height } = plotted([1, 2, null, 3], { isRightToLeft: false });
		expect(areas).toHaveLength(2);
		for (const area of areas) {
			const feet = pointsIn([area]).map(([, y]) => y);
			expect([feet[0], feet.at(-1)]).toEqual([height, height]);
		}
	});
});
