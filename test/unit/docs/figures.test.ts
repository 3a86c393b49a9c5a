import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../../../host/paths.ts';

interface Measured {
	measure: string;
	value: number;
	unit: string;
	target: string | null;
}

const read = (file: string): string => readFileSync(join(repositoryRoot, file), 'utf8');
const latest = JSON.parse(read('bench/results/latest.json')) as {
	machine: { date: string };
	measures: Measured[];
};

const readme = read('README.md');
const start = readme.indexOf('<!-- figures:');
const section = readme.slice(start, readme.indexOf('<!-- end -->', start));
const rows = section
	.split('\n')
	.filter((line) => line.startsWith('| ') && !line.startsWith('| measure'))
	.map((line) => line.split('|').map((cell) => cell.trim()));

it('the README shows what the bench measured last, and when', () => {
	expect(rows.length).toBeGreaterThan(10);
	expect(section).toContain(latest.machine.date.slice(0, 10));
	for (const [, name, value, target] of rows) {
		const found = latest.measures.find(({ measure }) => measure === name);
		expect(found, `"${name}" was not measured`).toBeDefined();
		expect([name, value]).toEqual([name, `${Number(found!.value.toPrecision(3))} ${found!.unit}`.trim()]);
		expect([name, target]).toEqual([name, found!.target ?? '']);
	}
});
