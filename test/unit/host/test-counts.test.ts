import { expect, it } from 'vitest';
import { countTests } from '../../../host/test-steps.ts';

const report = (changes: object) => ({
	numPassedTests: 2,
	numFailedTests: 0,
	numPendingTests: 0,
	numTodoTests: 0,
	testResults: [],
	...changes,
});

it('adds todo tests to the skipped ones', () => {
	const counts = countTests(report({ numPendingTests: 1, numTodoTests: 1 }), 0);
	expect(counts).toEqual({ passed: 2, failed: 0, skipped: 2 });
});

it('counts a file that could not be loaded as a failure', () => {
	const testResults = [{ status: 'failed', assertionResults: [] }];
	expect(countTests(report({ testResults }), 1).failed).toBe(1);
});

it('never reports success for a run that ended with an error', () => {
	expect(countTests(report({}), 1).failed).toBe(1);
});
