import { expect, it } from 'vitest';
import { failedTests, involvesOurCode, tally, type Outcomes } from '../../../bench/cache-tests/score.ts';
import type { SuiteTest } from '../../../bench/cache-tests/suite-tests.ts';

const tests: SuiteTest[] = [
	{ id: 'a', group: 'vary', kind: 'required' },
	{ id: 'b', group: 'vary', kind: 'required' },
	{ id: 'c', group: 'partial', kind: 'required' },
	{ id: 'd', group: 'partial', kind: 'optimal' },
];
const outcomes: Outcomes = { a: true, b: ['Setup', 'retry'], d: true, unknown: true };

it('counts a test as passed only when its own outcome is a pass, out of all that there are', () => {
	expect(tally(tests, outcomes)).toEqual({
		required: { passed: 1, all: 3 },
		optimal: { passed: 1, all: 1 },
		check: { passed: 0, all: 0 },
	});
});

it('lists what did not pass with its reason, and a test that never ran with them', () => {
	expect(failedTests(tests, outcomes)).toEqual([
		{ id: 'b', group: 'vary', kind: 'required', reason: 'Setup: retry' },
		{ id: 'c', group: 'partial', kind: 'required', reason: 'not run' },
	]);
});

it('tells failures that involve our code from the others', () => {
	expect(failedTests(tests, outcomes).map(involvesOurCode)).toEqual([true, false]);
});
