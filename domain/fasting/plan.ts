import { isoWeekday, type IsoWeekday } from '../time/iso-week.ts';
import type { CivilDate } from '../time/civil-date.ts';

/** On which dates a person means to fast. */
export interface FastingPlan {
	/** The first date of the plan; null when it has always been. */
	readonly start: CivilDate | null;
	/** The days of the week to fast on; null for every day. */
	readonly weekdays: ReadonlySet<IsoWeekday> | null;
	/** Dates on which the person does not fast, for whatever reason; nobody asks. */
	readonly paused: ReadonlySet<CivilDate>;
	/** For plans such as 5:2: on how many days of an ISO week, 1 to 6, of the person's choice. Null for the others. */
	readonly fastDaysPerWeek: number | null;
}

/** The part of definition 11 about dates: whether a fast was planned. */
export const isEligible = (date: CivilDate, { start, weekdays, paused }: FastingPlan): boolean =>
	(start === null || date >= start) &&
	(weekdays === null || weekdays.has(isoWeekday(date))) &&
	!paused.has(date);
