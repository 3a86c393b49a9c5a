import { roundHalfUp } from '../nutrition/round.ts';
import { datesOf, type DateRange } from '../time/date-range.ts';
import { isoWeekday, mondayOf } from '../time/iso-week.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { isEligible, type FastingPlan } from './plan.ts';
import { areEnough, datesOfWeek } from './week.ts';

/** Fast days that were planned, and how many of them there were. */
interface Planned {
	readonly planned: number;
	readonly done: number;
}

/**
 * Definition 11: the percentage of the planned dates in the window that are credited. Of a weekly plan, definition 14:
 * the percentage of the planned fast days in the weeks that end in the window; more than planned in one week do not make
 * up for another, and weeks in which a pause or the plan's start leaves no room for them do not count.
 *
 * @returns percent, one decimal; null when nothing was planned
 */
export function adherencePct(
	window: DateRange,
	credited: ReadonlySet<CivilDate>,
	plan: FastingPlan,
): number | null {
	const { planned, done } =
		plan.fastDaysPerWeek === null
			? byDate(window, credited, plan)
			: byWeek(window, credited, plan, plan.fastDaysPerWeek);
	return planned === 0 ? null : roundHalfUp((100 * done) / planned, 1);
}

function byDate(window: DateRange, credited: ReadonlySet<CivilDate>, plan: FastingPlan): Planned {
	const eligible = datesOf(window).filter((date) => isEligible(date, plan));
	return { planned: eligible.length, done: eligible.filter((date) => credited.has(date)).length };
}

function byWeek(
	window: DateRange,
	credited: ReadonlySet<CivilDate>,
	plan: FastingPlan,
	perWeek: number,
): Planned {
	const weeks = datesOf(window)
		.filter((date) => isoWeekday(date) === 7)
		.map((sunday) => datesOfWeek(mondayOf(sunday)).filter((date) => isEligible(date, plan)))
		.filter((eligible) => areEnough(eligible, perWeek));
	const done = weeks.map((eligible) =>
		Math.min(eligible.filter((date) => credited.has(date)).length, perWeek),
	);
	return { planned: weeks.length * perWeek, done: done.reduce((sum, days) => sum + days, 0) };
}
