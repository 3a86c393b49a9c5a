import type { SignalName } from '../signals.ts';
import type { Period } from './period.ts';

export interface Bilingual {
	readonly en: string;
	readonly ar: string;
}

/** What is known of the state of the whole has to be at most, or at least, so much. */
export interface Rule {
	readonly signal: SignalName;
	readonly bound: { readonly atMost: number } | { readonly atLeast: number };
	/** A sentence in which `{value}` is the signal with its unit. */
	readonly says: Bilingual;
	/** In place of it when the rule does not hold, where the value alone would not tell. */
	readonly saysBroken?: Bilingual;
}

/** Something that somebody looks at every so often. */
export interface Check {
	/** In small letters with hyphens, at most 64; ticks are kept under it. */
	readonly id: string;
	readonly period: Period;
	readonly title: Bilingual;
	/** What a person looks at; what mends it, where the machine looks. */
	readonly advice: Bilingual;
	/** Below `/operations`: where to look and mend; null when that is elsewhere. */
	readonly page: string | null;
	/** What the machine goes by; none when only a person can tell. */
	readonly rules: readonly Rule[];
}
