import type { TriggerTargets } from '../../publishing/trigger-targets.ts';

/** Whose targets may have become outdated. */
export type WhoseTargets = 'everybody' | { readonly profiles: readonly string[] };

/** Beyond this many profiles at once, one run for everybody is less work than one for each. */
export const MOST_NAMED = 200;

/**
 * What a flow's trigger says: the profiles that were saved, or everybody where the goals changed.
 *
 * @returns null when it says nothing that concerns targets
 */
export function whoseTargets(trigger: TriggerTargets | null): WhoseTargets | null {
	if (trigger?.collection === 'goal_defaults') return 'everybody';
	if (trigger?.collection !== 'user_profiles') return null;
	const { items } = trigger;
	return items.length === 0 || items.length > MOST_NAMED ? 'everybody' : { profiles: items };
}
