import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { faultSuites, fits } from '../../../host/fault-suites.ts';
import { repositoryRoot } from '../../../host/paths.ts';

const minute = 60_000;

it('begins a suite only when it usually ends within the budget', () => {
	const suite = { name: 'any', seconds: 120 };
	expect(fits(suite, 58 * minute, 60 * minute)).toBe(true);
	expect(fits(suite, 58 * minute + 1, 60 * minute)).toBe(false);
});

it('leaves a long suite out and still takes a short one after it', () => {
	const long = { name: 'long', seconds: 600 };
	const short = { name: 'short', seconds: 60 };
	const begun = [long, short].filter((suite) => fits(suite, 55 * minute, 60 * minute));
	expect(begun).toEqual([short]);
});

it('knows every file of test/faults, once', () => {
	const files = readdirSync(join(repositoryRoot, 'test/faults')).filter((name) => name.endsWith('.test.ts'));
	const names = faultSuites.map(({ name }) => `${name}.test.ts`);
	expect(names.toSorted()).toEqual(files.toSorted());
});
