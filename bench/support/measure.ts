/** One line of the table. */
export interface Result {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** null for a number that is only reported. */
	readonly target: Target | null;
	/** In one sentence, for the JSON and the table's foot. */
	readonly how: string;
}

export interface Target {
	readonly bound: number;
	readonly is: 'at least' | 'at most';
}

export interface Options {
	/** More of everything that is counted, such as 10,000 races. */
	readonly long: boolean;
	/** Rounds in which contenders take turns. */
	readonly rounds: number;
}

/** A part of the bench that can be run by itself. */
export interface Measure {
	readonly name: string;
	/** Lines of the table, as they become known: what was measured before a failure is kept. */
	readonly run: (options: Options) => AsyncGenerator<Result>;
}

export const atLeast = (bound: number): Target => ({ bound, is: 'at least' });
export const atMost = (bound: number): Target => ({ bound, is: 'at most' });

/** null where there is no target. */
export function isMet({ value, target }: Result): boolean | null {
	if (!target) return null;
	return target.is === 'at least' ? value >= target.bound : value <= target.bound;
}
