import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIVITY_FACTORS } from '../../../domain/nutrition/energy/activity-factors.ts';
import { NASEM_2023, NASEM_2023_STANDARD_ERROR } from '../../../domain/nutrition/energy/nasem-2023.ts';
import { ACTIVITIES } from '../../../domain/nutrition/energy/person.ts';
import { repositoryRoot } from '../../../host/paths.ts';
import { energyFormulas, flags, reasons } from '../../../schema/collections/target-words.ts';
import { goalDefaults } from '../../../schema/seed/goal-defaults.ts';
import { TARGET_STATUSES } from '../../../domain/nutrition/targets/target.ts';
import { computed, profile } from '../nutrition/targets/people.ts';

const page = readFileSync(join(repositoryRoot, 'docs/targets.md'), 'utf8');

/** The cells of the rows below a heading whose first cell is code, by that code. */
function tableBelow(heading: string): Map<string, string[]> {
	const start = page.indexOf(heading);
	if (start < 0) throw new Error(`docs/targets.md has no "${heading}"`);
	const below = page.slice(start).split('\n## ')[0]!;
	const rows = below.split('\n').filter((line) => line.startsWith('| `'));
	return new Map(
		rows.map((row) => {
			const [, name = '', ...cells] = row.split('|').map((cell) => cell.trim());
			return [name.replaceAll('`', ''), cells.slice(0, -1)];
		}),
	);
}

describe('the page on targets', () => {
	it('computes its example as the code does, to the last digit', () => {
		const { unrounded, ...numbers } = computed(profile({ goal: 'lose', pace: 'standard' }));
		const example = tableBelow('## 7.');
		const stored = Object.entries(numbers).filter(([, value]) => typeof value === 'number');
		expect([...example].map(([name, cells]) => [name, Number(cells[2])]).sort()).toEqual(stored.sort());

		const before = [...example].filter(([, cells]) => cells[1] !== '');
		expect(before).toHaveLength(6);
		for (const [name, [, value]] of before)
			expect(Number(value), name).toBe(unrounded[name as keyof typeof unrounded]);
		expect(page).toContain(`less 15 % (${-unrounded.wanted_change_kcal};`);
		const sum = 4 * numbers.protein_g + 4 * numbers.carb_g + 9 * numbers.fat_g;
		expect(page).toContain(`= ${sum}, one kcal from the target`);
	});

	it.each(ACTIVITIES)('has the coefficients of %s', (activity) => {
		const line = (sex: 'male' | 'female') => {
			const { constant, age, height, weight } = NASEM_2023[sex][activity];
			return `${constant} − ${-age} A + ${height} H + ${weight} W`.replace(/^-/, '−');
		};
		const cells = tableBelow('The lines of `nasem2023_eer`').get(activity);
		expect(cells).toEqual([line('male'), line('female'), String(ACTIVITY_FACTORS[activity])]);
	});

	it('names every status, reason, flag and equation', () => {
		const words = [...energyFormulas, ...flags, ...reasons].map(({ value }) => value);
		const unnamed = [...words, ...TARGET_STATUSES].filter((word) => !page.includes(`\`${word}\``));
		expect(unnamed).toEqual([]);
	});

	it('gives the seeded numbers of the goals', () => {
		const of = (goal: string) => goalDefaults.find((row) => row.goal === goal)!;
		const lose = of('lose');
		const percent = (share: number) => `${Math.round(share * 100)} %`;
		const text = page.replaceAll(/\s+/g, ' ');
		expect(text).toContain(
			`(gentle ${percent(lose.pace_gentle)}, standard ${percent(lose.pace_standard)}, fast ${percent(lose.pace_fast)}), ` +
				`${lose.max_deficit_kcal} kcal, and ${lose.max_deficit_kcal_per_kg} kcal per kg`,
		);
		expect(text).toContain(
			`${percent(of('gain').surplus_share)} of maintenance and ${of('gain').max_surplus_kcal} kcal`,
		);
		expect(text).toContain(
			`maintain ${of('maintain').protein_g_per_kg}, lose and gain ${lose.protein_g_per_kg} `,
		);
		const { male, female } = NASEM_2023_STANDARD_ERROR;
		expect(text).toContain(`${male} kcal for men and ${female} for women`);
	});
});
