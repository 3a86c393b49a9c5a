import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../../../host/paths.ts';
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
	expect(counts).toEqual({ passed: 2, failed: 0, skipped: 2, failures: [], flaky: [] });
});

it('counts a file that could not be loaded as a failure', () => {
	const testResults = [{ name: 'x.test.ts', status: 'failed', assertionResults: [] }];
	expect(countTests(report({ testResults }), 1).failed).toBe(1);
});

it('never reports success for a run that ended with an error', () => {
	expect(countTests(report({}), 1).failed).toBe(1);
});

it('names what failed with the first line of its message', () => {
	const name = join(repositoryRoot, 'test/host/x.test.ts');
	const assertionResults = [
		{ status: 'passed', fullName: 'fine', failureMessages: [] },
		{ status: 'failed', fullName: 'a b', failureMessages: ['\u001B[31mError: late\u001B[39m\n    at x'] },
	];
	const testResults = [
		{ name, status: 'failed', assertionResults },
		{ name, status: 'failed', message: 'cannot load\nbecause', assertionResults: [] },
	];
	expect(countTests(report({ numFailedTests: 1, testResults }), 1).failures).toEqual([
		'test/host/x.test.ts > a b: Error: late',
		'test/host/x.test.ts: cannot load',
	]);
});

it('names what passed only at the second try', () => {
	const assertionResults = [{ status: 'passed', fullName: 'a', failureMessages: ['Error: first'] }];
	const testResults = [{ name: join(repositoryRoot, 'x.test.ts'), status: 'passed', assertionResults }];
	const counts = countTests(report({ testResults }), 0);
	expect(counts).toMatchObject({ failed: 0, failures: [], flaky: ['x.test.ts > a: Error: first'] });
});
