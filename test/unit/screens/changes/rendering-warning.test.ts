import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderingWarning } from '../../../../domain/screens/changes/rendering-warning.ts';

const seen = (failures: number, views: number, users = failures) => ({ failures, views, users });

describe('renderingWarning', () => {
	it.each([
		['many failures where there were few', seen(3, 1000), seen(60, 1000), true],
		['failures where there were none', seen(0, 2000), seen(10, 200), true],
		['one failure in three views', seen(0, 1000), seen(1, 3), false],
		['a release before that hardly anybody saw', seen(0, 3), seen(5, 50), false],
		['a small rise of large numbers', seen(10_000, 990_000), seen(12_000, 988_000), false],
		['a large rise of large numbers', seen(1000, 999_000), seen(5000, 995_000), true],
		['one phone that tries again and again', seen(0, 2000), seen(500, 500, 1), false],
		['fewer failures', seen(60, 1000), seen(3, 1000), false],
		['nobody before', seen(0, 0), seen(60, 100), false],
		['nobody after', seen(3, 1000), seen(0, 0), false],
	])('after %s', (_name, before, after, isWarned) => {
		expect(renderingWarning(before, after) !== null).toBe(isWarned);
	});

	it('compares the first release with nothing', () => {
		expect(renderingWarning(null, seen(60, 100))).toBeNull();
	});

	it('says the figures in both languages', () => {
		const warning = renderingWarning(seen(2, 998), seen(60, 940, 41))!;
		for (const words of [warning.en, warning.ar]) {
			for (const figure of ['6%', '0.2%', '60', '41']) expect(words).toContain(figure);
		}
		expect(warning.ar).toMatch(/\p{Script=Arabic}/u);
	});

	it('raises hardly any false alarm when nothing changed', () => {
		const rate = 0.05;
		let alarms = 0;
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 400, maxLength: 400 }),
				(draws) => {
					const failed = draws.map((draw) => draw < rate);
					const count = (list: boolean[]) => list.filter(Boolean).length;
					const [before, after] = [count(failed.slice(0, 200)), count(failed.slice(200))];
					if (renderingWarning(seen(before, 200 - before), seen(after, 200 - after))) alarms += 1;
				},
			),
			{ numRuns: 500, seed: 6 },
		);
		expect(alarms).toBeLessThanOrEqual(3);
	});
});
