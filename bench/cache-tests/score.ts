import type { Kind, SuiteTest } from './suite-tests.ts';

/** What the suite's client prints for each test: true, or the kind of failure and its reason. */
export type Outcomes = Readonly<Record<string, true | readonly [kind: string, reason: string]>>;

export interface Tally {
	readonly passed: number;
	readonly all: number;
}

export interface Failed extends SuiteTest {
	readonly reason: string;
}

export function tally(tests: readonly SuiteTest[], outcomes: Outcomes): Record<Kind, Tally> {
	const ofKind = (kind: Kind): Tally => {
		const those = tests.filter((test) => test.kind === kind);
		return { passed: those.filter(({ id }) => outcomes[id] === true).length, all: those.length };
	};
	return { required: ofKind('required'), optimal: ofKind('optimal'), check: ofKind('check') };
}

/** Everything that did not pass; a test without an outcome did not. */
export function failedTests(tests: readonly SuiteTest[], outcomes: Outcomes): Failed[] {
	return tests
		.filter(({ id }) => outcomes[id] !== true)
		.map((test) => ({ ...test, reason: reasonOf(outcomes[test.id]) }));
}

const reasonOf = (outcome: Outcomes[string] | undefined): string =>
	outcome === undefined || outcome === true ? 'not run' : outcome.join(': ');

/**
 * Groups of tests that code of ours takes part in: entity tags and conditional requests, what a 304 carries, HEAD,
 * variants in the store, and retiring what a write changed. In all others http-cache-semantics or the proxy decides.
 */
const withOurCode: ReadonlySet<string> = new Set([
	'conditional-inm',
	'update304',
	'updateHEAD',
	'vary',
	'vary-parse',
	'invalidation',
]);

export const involvesOurCode = ({ group }: SuiteTest): boolean => withOurCode.has(group);
