import { describe, expect, it } from 'vitest';
import { coefficients, holds, vectors, type Coefficients } from './vectors.ts';

type Path = readonly (string | number)[];

/** The paths of all coefficients, such as nasem2023 / male / active / weight. */
function pathsOf(value: unknown, path: Path = []): Path[] {
	if (typeof value === 'number') return path.at(-1) === 'from' ? [] : [path];
	return Object.entries(value as object).flatMap(([key, inner]) => pathsOf(inner, [...path, key]));
}

function mutate(path: Path, change: (value: number) => number): Coefficients {
	const copy = structuredClone(coefficients) as unknown as Record<string, unknown>;
	const holder = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as typeof at, copy);
	const last = String(path.at(-1));
	holder[last] = change(holder[last] as number);
	return copy as unknown as Coefficients;
}

const failures = (from: Coefficients): number => vectors.filter((vector) => !holds(vector, from)).length;

const paths = pathsOf(coefficients);

describe('the vectors', () => {
	it('all hold as the coefficients are', () => {
		expect(failures(coefficients)).toBe(0);
		expect(paths).toHaveLength(8 * 4 + 5 + 2 * 4 + 2 * 2 + 6 * 2);
	});

	it.each(paths.map((path) => [path.join(' / '), path] as const))('notice %s', (_name, path) => {
		const mutations: ((value: number) => number)[] = [
			(value) => value * 1.01,
			(value) => value * 0.99,
			(value) => -value,
			() => 0,
		];
		for (const change of mutations) expect(failures(mutate(path, change))).toBeGreaterThan(0);
	});

	it('notice the copies in circulation: 88.632 for 88.362, and the sexes swapped', () => {
		expect(failures(mutate(['harrisBenedict1984', 'male', 'constant'], () => 88.632))).toBeGreaterThan(0);
		const { male, female } = coefficients.harrisBenedict1984;
		expect(failures({ ...coefficients, harrisBenedict1984: { male: female, female: male } })).toBeGreaterThan(
			0,
		);
	});

	it('notice the ages at which the lines of Schofield change', () => {
		for (const sex of ['male', 'female'] as const)
			for (const index of [0, 1, 2]) {
				const moved = mutate(['schofield', sex, index, 'from'], (from) => from + 1);
				const throwing = vectors.filter((vector) => !safelyHolds(vector, moved)).length;
				expect(throwing, `${sex} ${index}`).toBeGreaterThan(0);
			}
	});
});

function safelyHolds(vector: (typeof vectors)[number], from: Coefficients): boolean {
	try {
		return holds(vector, from);
	} catch {
		return false;
	}
}
