import { completedYears, isCivilDate, type CivilDate } from '../time/civil-date.ts';

/** What matters here of a row of `user_profiles`, as it is stored. */
export interface SafetyFields {
	readonly birth_date: unknown;
	readonly pregnant: unknown;
	readonly lactating: unknown;
	readonly eating_disorder: unknown;
}

export const ADULT_YEARS = 18;

/**
 * Whether nothing about fasting is computed for a person nor shown to them: under 18, pregnant, breastfeeding, or with
 * an eating disorder. Who did not say is not any of these.
 *
 * @param today the person's local date
 */
export function isFastingHiddenFrom(profile: SafetyFields, today: CivilDate): boolean {
	const { birth_date, pregnant, lactating, eating_disorder } = profile;
	if ([pregnant, lactating, eating_disorder].includes(true)) return true;
	return isCivilDate(birth_date) && completedYears(birth_date, today) < ADULT_YEARS;
}
