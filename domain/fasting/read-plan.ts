import { isCivilDate } from '../time/civil-date.ts';
import type { FastingPlan } from './plan.ts';
import { isoWeekdayOf } from './weekdays.ts';

/** What matters here of a row of `user_profiles`, as it is stored. */
export interface PlanFields {
	readonly plan_start: unknown;
	/** Names of weekdays; nothing for every day. */
	readonly fasting_weekdays: unknown;
	/** Dates such as 2026-02-18. */
	readonly fasting_paused: unknown;
}

/** What matters here of the row of `fasting_presets` that a profile names. */
export interface PlanPreset {
	readonly kind: string | null;
	readonly fast_days_per_week: number | null;
}

/**
 * A person's plan. Rows may have been written by anything, so what makes no sense counts as not said: a plan never
 * keeps anybody from their statistics.
 *
 * @param preset null without one
 */
export function readPlan(profile: PlanFields, preset: PlanPreset | null): FastingPlan {
	const weekdays = listOf(profile.fasting_weekdays)
		.map(isoWeekdayOf)
		.filter((day) => day !== null);
	return {
		start: isCivilDate(profile.plan_start) ? profile.plan_start : null,
		weekdays: weekdays.length > 0 ? new Set(weekdays) : null,
		paused: new Set(listOf(profile.fasting_paused).filter(isCivilDate)),
		fastDaysPerWeek: fastDaysPerWeek(preset),
	};
}

/** Fasting on all seven days is no weekly plan. */
function fastDaysPerWeek(preset: PlanPreset | null): number | null {
	const days = preset?.kind === 'weekly' ? preset.fast_days_per_week : null;
	return days !== null && Number.isInteger(days) && days >= 1 && days <= 6 ? days : null;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
