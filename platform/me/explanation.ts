import type { Locale } from '../../domain/content/localise.ts';
import { explainTarget } from '../../domain/nutrition/explanation/explain-target.ts';
import type { OwnRow } from './own-collections.ts';

/** Why a target is what it is, in sentences for the person it is for. */
export function explanationOf(target: OwnRow<'user_targets'>, locale: Locale): readonly string[] {
	return explainTarget(target).map(({ text_en, text_ar }) => (locale === 'ar' ? text_ar : text_en));
}
