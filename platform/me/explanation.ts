import type { Locale } from '../../domain/content/localise.ts';
import type { OwnRow } from './own-collections.ts';

/**
 * Why a target is what it is, in sentences for the person it is for. Empty where there is nothing to say.
 * The texts are domain/nutrition/targets' to write; this is where they join the answer.
 */
export function explanationOf(_target: OwnRow<'user_targets'>, _locale: Locale): readonly string[] {
	return [];
}
