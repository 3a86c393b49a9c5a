import type { FastingPlan } from '../../domain/fasting/plan.ts';
import type { CarriedStreaks } from '../../domain/fasting/streaks.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';

/** Somebody whose fasting is to be computed. */
export interface FastingPerson {
	/** The id of their account. */
	readonly user: string;
	/** IANA name; UTC where the profile has none, or one that nobody knows. */
	readonly timeZone: string;
	readonly plan: FastingPlan;
	/** The local date on which the profile was made; null when that is not known. */
	readonly joined: CivilDate | null;
	/** The date as of which rows are computed, and those before it again. */
	readonly asOf: CivilDate;
	/** null when streaks have to be counted from the first event. */
	readonly carried: CarriedStreaks | null;
	/** Under every key that events may have been recorded with; none when they never sent an event. */
	readonly hashes: readonly string[];
}

export type StreakUnit = 'day' | 'week';

/** Streaks of a weekly plan count weeks: they are no others' to carry on from. */
export const streakUnitOf = ({ fastDaysPerWeek }: FastingPlan): StreakUnit =>
	fastDaysPerWeek === null ? 'day' : 'week';
