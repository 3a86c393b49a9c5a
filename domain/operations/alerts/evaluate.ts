import { passingSignals, signalNames, type SignalName, type Signals } from '../signals.ts';
import { defaultRules } from './default-rules.ts';
import type { AlertRule } from './rule.ts';
import { unknownRules } from './unknown.ts';

/** Where a rule stands; one that is well has no state. Times are ms since 1970. */
export interface RuleState {
	readonly phase: 'pending' | 'firing';
	/** Since when it is so; it names the alert for as long as that lasts. */
	readonly since: number;
	/** While it fires: since when it is well again. */
	readonly wellSince: number | null;
	/** Whether people were told that it fires; a silence puts that off. */
	readonly isTold: boolean;
	/** The last known one. */
	readonly value: number | null;
}

/** What one evaluation leaves for the next; JSON. */
export interface AlertsState {
	/** When, ms since 1970; time never goes back. */
	readonly at: number;
	/** Signals that were known once: when one is missing later, somebody has to look. */
	readonly seen: readonly SignalName[];
	/** By rule. */
	readonly rules: Readonly<Record<string, RuleState>>;
}

export const nothingYet: AlertsState = { at: 0, seen: [], rules: {} };

/** While it lasts nobody is told. */
export interface Silence {
	/** null: of every rule. */
	readonly rule: string | null;
	readonly until: number;
}

/** Something that begins or ends, for the history; or that people are to be told, once. */
export interface AlertEvent {
	readonly rule: AlertRule;
	readonly state: 'firing' | 'resolved';
	/** Of the alert that it is about. */
	readonly since: number;
	readonly value: number | null;
}

export interface Evaluation {
	readonly state: AlertsState;
	/** What began to fire and what ended. */
	readonly transitions: readonly AlertEvent[];
	/** What people are to be told. Whatever they are told that it fires, they are told the end of. */
	readonly notices: readonly AlertEvent[];
}

export interface EvaluationInput {
	/** In force; see `rulesInForce`. */
	readonly rules: readonly AlertRule[];
	readonly silences: readonly Silence[];
	readonly state: AlertsState;
	readonly signals: Signals;
	readonly now: number;
}

/**
 * One look at all signals. A rule fires when it was so for as long as it says, and is resolved when it was well for as
 * long; a signal that is not known leaves everything as it was, unless it is one that passes.
 */
export function evaluate({ rules, silences, state, signals, now }: EvaluationInput): Evaluation {
	const at = Math.max(now, state.at);
	const known = signalNames.filter((name) => typeof signals[name] === 'number');
	const seen = [...new Set([...state.seen, ...known])].sort();
	const events: { transitions: AlertEvent[]; notices: AlertEvent[] } = { transitions: [], notices: [] };
	const next: Record<string, RuleState> = {};

	const all = [...rules, ...unknownRules(rules)];
	for (const rule of all) {
		const before = state.rules[rule.id];
		const look = { rule, isSo: isSo(rule, signals, seen, before), value: valueOf(rule, signals, before), at };
		const after = tell(step(before, look), rule, silences, at);
		if (after) next[rule.id] = after;
		record(events, rule, before, after);
	}
	for (const [id, before] of Object.entries(state.rules))
		if (!all.some((rule) => rule.id === id)) record(events, formerRule(id), before, undefined);

	return { state: { at, seen, rules: next }, ...events };
}

interface Look {
	readonly rule: AlertRule;
	/** null: nobody knows. */
	readonly isSo: boolean | null;
	readonly value: number | null;
	readonly at: number;
}

function step(before: RuleState | undefined, look: Look): RuleState | undefined {
	if (look.isSo === null) return before;
	return look.isSo ? stillSo(before, look) : wellAgain(before, look);
}

function stillSo(before: RuleState | undefined, { rule, value, at }: Look): RuleState {
	const since = before?.since ?? at;
	const fires = before?.phase === 'firing' || at - since >= rule.forSeconds * 1000;
	return {
		phase: fires ? 'firing' : 'pending',
		since,
		wellSince: null,
		isTold: before?.isTold ?? false,
		value,
	};
}

function wellAgain(before: RuleState | undefined, { rule, value, at }: Look): RuleState | undefined {
	if (before?.phase !== 'firing') return undefined;
	const wellSince = before.wellSince ?? at;
	if (at - wellSince >= rule.forSeconds * 1000) return undefined;
	return { ...before, wellSince, value };
}

/** People are told that it fires once, and not before every silence is over. */
function tell(
	after: RuleState | undefined,
	rule: AlertRule,
	silences: readonly Silence[],
	at: number,
): RuleState | undefined {
	if (after?.phase !== 'firing' || after.isTold) return after;
	return { ...after, isTold: !silences.some((silence) => covers(silence, rule.id, at)) };
}

export const covers = ({ rule, until }: Silence, id: string, at: number): boolean =>
	(rule === null || rule === id) && at < until;

function record(
	{ transitions, notices }: { transitions: AlertEvent[]; notices: AlertEvent[] },
	rule: AlertRule,
	before: RuleState | undefined,
	after: RuleState | undefined,
): void {
	const fired = before?.phase === 'firing';
	const fires = after?.phase === 'firing';
	const event = (state: AlertEvent['state'], { since, value }: RuleState): AlertEvent => ({
		rule,
		state,
		since,
		value,
	});
	if (fires && !fired) transitions.push(event('firing', after));
	if (fires && after.isTold && !before?.isTold) notices.push(event('firing', after));
	if (fired && !fires) transitions.push(event('resolved', before));
	if (fired && !fires && before.isTold) notices.push(event('resolved', before));
}

function isSo(
	rule: AlertRule,
	signals: Signals,
	seen: readonly SignalName[],
	before: RuleState | undefined,
): boolean | null {
	const value = signals[rule.signal];
	if (rule.comparison === 'unknown')
		return value === null || (value === undefined && seen.includes(rule.signal));
	if (value === undefined && passingSignals.has(rule.signal)) return false;
	if (value === undefined || value === null) return null;
	if (rule.atLeast) {
		const enough = signals[rule.atLeast.signal] ?? null;
		if (enough === null) return null;
		if (enough < rule.atLeast.value) return false;
	}
	const threshold = before?.phase === 'firing' ? (rule.clearThreshold ?? rule.threshold) : rule.threshold;
	return rule.comparison === 'above' ? value > threshold : value < threshold;
}

const valueOf = (rule: AlertRule, signals: Signals, before: RuleState | undefined): number | null =>
	rule.comparison === 'unknown' ? null : (signals[rule.signal] ?? before?.value ?? null);

const declared = [...defaultRules, ...unknownRules(defaultRules)];

/** A rule that was switched off, or that a newer release no longer has: what it began is brought to its end. */
const formerRule = (id: string): AlertRule =>
	declared.find((rule) => rule.id === id) ?? {
		...defaultRules[0]!,
		id,
		title: { en: `The rule ${id} no longer applies`, ar: `لم تعد القاعدة ${id} سارية` },
	};
