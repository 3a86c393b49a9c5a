import type { Message } from '../../domain/problem.ts';
import type { Rule } from '../../domain/operations/integrity/rule.ts';

/** What a rule came to. */
export interface Finding {
	readonly rule: Rule;
	readonly status: 'ok' | 'failing' | 'cannot_run';
	/** Rows that break it; null when it cannot run. */
	readonly count: number | null;
	/** Keys of some of them, 20 at most. */
	readonly sample: readonly string[];
	/** Why it cannot run, and what to do. */
	readonly problem: Message | null;
	readonly milliseconds: number;
}
