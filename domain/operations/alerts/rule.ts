import type { SignalName } from '../signals.ts';

export interface Bilingual {
	readonly en: string;
	readonly ar: string;
}

export const severities = ['critical', 'warning'] as const;
export type Severity = (typeof severities)[number];

/** What has to be so for an alert: the signal is above or below the threshold, or nobody knows it. */
export const comparisons = ['above', 'below', 'unknown'] as const;
export type Comparison = (typeof comparisons)[number];

/** When something is worth telling a person, and what they should do then. */
export interface AlertRule {
	/** In small letters with hyphens, at most 64. */
	readonly id: string;
	readonly signal: SignalName;
	readonly comparison: Comparison;
	/** In the signal's unit; the value itself is still well. */
	readonly threshold: number;
	/** Where a firing alert is well again, when that is further away than the threshold. */
	readonly clearThreshold?: number;
	/** How long it has to be so before the alert fires, and how long it has to be well before it is resolved, s. */
	readonly forSeconds: number;
	readonly severity: Severity;
	/** Without so much of another signal it counts as well: a share of three requests says nothing. */
	readonly atLeast?: { readonly signal: SignalName; readonly value: number };
	readonly title: Bilingual;
	readonly remedy: Bilingual;
}

/** What an administrator set otherwise than the default. */
export interface RuleOverride {
	readonly rule: string;
	readonly isEnabled: boolean;
	/** null: as declared. */
	readonly threshold: number | null;
	readonly forSeconds: number | null;
}

/** The rules that are in force: as declared, with what was set otherwise, without those that were switched off. */
export function rulesInForce(
	declared: readonly AlertRule[],
	overrides: readonly RuleOverride[],
): readonly AlertRule[] {
	const byRule = new Map(overrides.map((override) => [override.rule, override]));
	return declared
		.filter(({ id }) => byRule.get(id)?.isEnabled ?? true)
		.map((rule) => withOverride(rule, byRule.get(rule.id)));
}

/** A threshold of somebody's own goes without the declared way back, which may lie on the wrong side of it. */
function withOverride(rule: AlertRule, override: RuleOverride | undefined): AlertRule {
	const forSeconds = override?.forSeconds ?? rule.forSeconds;
	const threshold = override?.threshold ?? null;
	if (threshold === null) return { ...rule, forSeconds };
	const { clearThreshold: _declared, ...rest } = rule;
	return { ...rest, forSeconds, threshold };
}
