import type { SuiteTest } from './suite.ts';

/** What the suite's client prints: true, or the kind of failure and its reason, by the test's id. */
export type Outcomes = Readonly<Record<string, true | readonly [kind: string, reason: string]>>;

/**
 * What a test says about a cache, in the suite's words: `required` by the specification, `optimal` where a cache
 * could have saved a request, `check` where it only asks how a cache behaves.
 */
export const kinds = ['required', 'optimal', 'check'] as const;
export type Kind = (typeof kinds)[number];

export interface Tally {
	readonly passed: number;
	readonly all: number;
}

export interface Failed {
	readonly id: string;
	readonly group: string;
	readonly reason: string;
}

/** How many tests of each kind passed, of those that apply to a proxy. */
export function tally(tests: readonly SuiteTest[], outcomes: Outcomes): Record<Kind, Tally> {
	const ofKind = (kind: Kind): Tally => {
		const those = tests.filter((test) => test.kind === kind);
		return { passed: those.filter(({ id }) => outcomes[id] === true).length, all: those.length };
	};
	return { required: ofKind('required'), optimal: ofKind('optimal'), check: ofKind('check') };
}

/** A test without an outcome has failed too. */
export function requiredThatFail(tests: readonly SuiteTest[], outcomes: Outcomes): Failed[] {
	return tests
		.filter(({ id, kind }) => kind === 'required' && outcomes[id] !== true)
		.map(({ id, group }) => ({ id, group, reason: reasonOf(outcomes[id]) }));
}

const reasonOf = (outcome: Outcomes[string] | undefined): string =>
	outcome === undefined || outcome === true ? 'not run' : outcome.join(': ');

/**
 * Groups of tests in which code of ours decides: entity tags and conditional requests, what a 304 carries, HEAD,
 * variants by `Vary` in the store, and retiring what a write changed. In the others the library decides, or the proxy.
 */
const decidedByUs = new Set(['conditional-inm', 'update304', 'updateHEAD', 'vary', 'vary-parse', 'invalidation']);

export const isDecidedByUs = ({ group }: Failed): boolean => decidedByUs.has(group);
