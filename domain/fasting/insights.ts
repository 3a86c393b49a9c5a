import { isCivilDate, type CivilDate } from '../time/civil-date.ts';
import { isWithin } from '../time/date-range.ts';
import { adherencePct } from './adherence.ts';
import { averageEatingWindow } from './eating-window.ts';
import type { FastingEvent } from './event.ts';
import { fastingHours, type FastingHours } from './hours.ts';
import type { FastingPlan } from './plan.ts';
import type { FastingQuality } from './quality.ts';
import { readSessions } from './read-sessions.ts';
import type { EndedSession, FastingSession } from './session.ts';
import { isLogged } from './status.ts';
import { NO_STREAKS, streaksThrough, type CarriedStreaks } from './streaks.ts';
import { windowAt, WINDOWS, type WindowDays } from './window.ts';

/** Rises whenever the same events would give other figures, so that rows tell which rules made them. */
export const DEFINITION_VERSION = 1;

/** All that is known of one person's fasting. */
export interface FastingHistory {
	/** In any order; with repetitions or without. */
	readonly events: readonly FastingEvent[];
	/** IANA name of the person's zone, for events that carry none. */
	readonly timeZone: string;
	readonly plan: FastingPlan;
	/** Where the streaks stood before the events that are given; null when all events are. */
	readonly carried: CarriedStreaks | null;
}

/** One row of `insights`, without whose it is and when it was computed. */
export interface FastingInsight extends FastingHours {
	readonly as_of: CivilDate;
	readonly window: WindowDays;
	/** Percent, one decimal; null when no date of the window was planned. */
	readonly adherence_pct: number | null;
	/** Two decimals; null without a pause of at most 24 hours between two fasts. */
	readonly avg_eating_window_hours: number | null;
	/** Days; of a weekly plan, weeks. */
	readonly current_streak: number;
	readonly best_streak: number;
	readonly quality: FastingQuality;
	readonly definition_version: number;
}

/**
 * The fasting statistics of one person as of each date and for each window. Events after a date count only through the
 * dates that their fast is credited to.
 *
 * @param asOf local dates, in any order
 * @param now ms since 1970; decides which open fasts were forgotten
 * @throws {RangeError} when there is no such zone, or a date is not after the carried streaks' or no date at all
 */
export function fastingInsights(
	history: FastingHistory,
	asOf: readonly CivilDate[],
	now: number,
): FastingInsight[] {
	const { events, timeZone, plan, carried } = history;
	checkDates(asOf, carried);
	const { sessions, quality } = readSessions(events, timeZone, now);
	const logged = sessions.filter(isLoggedSession);
	const credited = new Set(logged.flatMap(({ creditedDates }) => creditedDates));
	const streaks = streaksThrough(latest(asOf), credited, plan, carried);

	const insight = (date: CivilDate, days: WindowDays): FastingInsight => {
		const window = windowAt(date, days);
		const { current, best } = streaks.get(date) ?? NO_STREAKS;
		return {
			as_of: date,
			window: days,
			...fastingHours(logged.filter((session) => isWithin(session.date, window))),
			adherence_pct: adherencePct(window, credited, plan),
			avg_eating_window_hours: averageEatingWindow(sessions, window),
			current_streak: current,
			best_streak: best,
			quality,
			definition_version: DEFINITION_VERSION,
		};
	};
	return asOf.flatMap((date) => WINDOWS.map((days) => insight(date, days)));
}

const isLoggedSession = (session: FastingSession): session is EndedSession => isLogged(session.status);

const latest = (dates: readonly CivilDate[]): CivilDate =>
	dates.reduce((last, date) => (last > date ? last : date), '');

function checkDates(asOf: readonly CivilDate[], carried: CarriedStreaks | null): void {
	for (const date of asOf) {
		if (!isCivilDate(date)) {
			throw new RangeError(`"asOf" ${JSON.stringify(date)} is no day of the calendar; write YYYY-MM-DD`);
		}
		if (carried && date <= carried.asOf) {
			throw new RangeError(
				`"asOf" ${date} is not after ${carried.asOf}, the date of the carried streaks; carry on from an earlier one`,
			);
		}
	}
}
