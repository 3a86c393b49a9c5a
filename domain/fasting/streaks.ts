import { datesOf } from '../time/date-range.ts';
import { isoWeekday, mondayOf } from '../time/iso-week.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { isEligible, type FastingPlan } from './plan.ts';
import { areEnough, datesOfWeek } from './week.ts';

/** In days; of a weekly plan in weeks. */
export interface Streaks {
	/** The run that has not been broken as of the date. */
	readonly current: number;
	/** The longest run until the date. */
	readonly best: number;
}

/** Where the streaks stood as of a date, so that what was before need not be read again. */
export interface CarriedStreaks extends Streaks {
	readonly asOf: CivilDate;
}

export type StreakByDate = ReadonlyMap<CivilDate, Streaks>;

export const NO_STREAKS: Streaks = { current: 0, best: 0 };

/**
 * Definitions 12 to 14: the streaks as of each date, up to the last. A planned date that is credited makes the run one
 * longer, one that is not ends it, and dates that are not planned do neither. Of a weekly plan so does each week: a week
 * counts as soon as it has its fast days, breaks the run only when it is over, and does neither when a pause or the
 * plan's start leaves no room for them.
 *
 * @param credited all dates credited, later than the carried streaks' at least
 * @param carried null to begin with the first credited date; dates before the result's first have no streak
 * @throws {RangeError} when the carried streaks of a weekly plan are not those of a Sunday, where its weeks end
 */
export function streaksThrough(
	last: CivilDate,
	credited: ReadonlySet<CivilDate>,
	plan: FastingPlan,
	carried: CarriedStreaks | null,
): StreakByDate {
	const from = carried ? addDays(carried.asOf, 1) : earliest(credited);
	if (from === null) return new Map();
	if (plan.fastDaysPerWeek === null) {
		return dailyStreaks(datesOf({ from, to: last }), credited, plan, carried ?? NO_STREAKS);
	}
	if (carried && isoWeekday(carried.asOf) !== 7) {
		throw new RangeError(`The streaks of a weekly plan carry on from a Sunday, and ${carried.asOf} is none`);
	}
	const mondays = datesOf({ from: mondayOf(from), to: last }).filter((date) => isoWeekday(date) === 1);
	return weeklyStreaks(mondays, last, credited, plan, plan.fastDaysPerWeek, carried ?? NO_STREAKS);
}

function dailyStreaks(
	dates: readonly CivilDate[],
	credited: ReadonlySet<CivilDate>,
	plan: FastingPlan,
	before: Streaks,
): StreakByDate {
	const byDate = new Map<CivilDate, Streaks>();
	let { current, best } = before;
	for (const date of dates) {
		if (isEligible(date, plan)) current = credited.has(date) ? current + 1 : 0;
		best = Math.max(best, current);
		byDate.set(date, { current, best });
	}
	return byDate;
}

function weeklyStreaks(
	mondays: readonly CivilDate[],
	last: CivilDate,
	credited: ReadonlySet<CivilDate>,
	plan: FastingPlan,
	perWeek: number,
	before: Streaks,
): StreakByDate {
	const byDate = new Map<CivilDate, Streaks>();
	let { current: finished, best } = before;
	for (const monday of mondays) {
		const dates = datesOfWeek(monday);
		const eligible = dates.filter((date) => isEligible(date, plan));
		const hasRoom = areEnough(eligible, perWeek);
		let current = finished;
		for (const date of dates.filter((date) => date <= last)) {
			const done = eligible.filter((one) => one <= date && credited.has(one));
			if (areEnough(done, perWeek)) current = finished + 1;
			else if (hasRoom && isoWeekday(date) === 7) current = 0;
			best = Math.max(best, current);
			byDate.set(date, { current, best });
		}
		finished = current;
	}
	return byDate;
}

const earliest = (dates: ReadonlySet<CivilDate>): CivilDate | null =>
	[...dates].reduce<CivilDate | null>((first, date) => (first !== null && first < date ? first : date), null);
