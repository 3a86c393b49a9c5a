import type { RuleState } from '../../../../domain/operations/integrity/contract.ts';

export type Show = 'wrong' | 'all' | 'own';

export type Standing = 'ok' | 'warn' | 'error' | 'unknown';

/** How a rule stands: what is only a warning, and what cannot run, are to be looked at. */
export function standingOf({ rule, result }: RuleState): Standing {
	if (!result) return 'unknown';
	if (result.status === 'ok') return 'ok';
	return result.status === 'failing' && rule.severity === 'error' ? 'error' : 'warn';
}

const urgency: readonly Standing[] = ['error', 'warn', 'unknown', 'ok'];

export interface Group {
	readonly collection: string;
	readonly states: readonly RuleState[];
}

/** The rules that are wanted, by collection: the worst first, then by name. */
export function groupRules(states: readonly RuleState[], show: Show, search: string): Group[] {
	const words = search.trim().toLowerCase();
	const groups = new Map<string, RuleState[]>();
	for (const state of states) {
		const { rule, origin } = state;
		if (show === 'wrong' && standingOf(state) === 'ok') continue;
		if (show === 'own' && origin !== 'own') continue;
		const text = `${rule.id} ${rule.check.collection} ${rule.title.en} ${rule.title.ar}`.toLowerCase();
		if (words && !text.includes(words)) continue;
		const group = groups.get(rule.check.collection) ?? [];
		groups.set(rule.check.collection, [...group, state]);
	}
	const worst = (group: Group): number => Math.min(...group.states.map(rankOf));
	return [...groups]
		.map(([collection, found]) => ({
			collection,
			states: found.sort((one, other) => rankOf(one) - rankOf(other) || compare(one.rule.id, other.rule.id)),
		}))
		.sort((one, other) => worst(one) - worst(other) || compare(one.collection, other.collection));
}

const rankOf = (state: RuleState): number => urgency.indexOf(standingOf(state));
const compare = (one: string, other: string): number => one.localeCompare(other, 'en');
