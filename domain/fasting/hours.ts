import { roundHalfUp } from '../nutrition/round.ts';
import { HOUR_MS } from './limits.ts';
import { elapsedMs, type EndedSession } from './session.ts';

export interface FastingHours {
	readonly completed_fasts: number;
	readonly logged_fasts: number;
	/** Two decimals; 0 without a fast. */
	readonly total_hours: number;
	/** Two decimals; null without a fast. */
	readonly avg_hours: number | null;
	/** Two decimals; null without a fast. */
	readonly longest_hours: number | null;
	/** Percent of the logged fasts that were completed, one decimal; null without a fast. */
	readonly completion_rate_pct: number | null;
}

/**
 * Definitions 9 and 10: counts and hours. Each figure is rounded half-up, once, from the sum of milliseconds.
 *
 * @param logged the logged fasts whose date is in the window
 */
export function fastingHours(logged: readonly EndedSession[]): FastingHours {
	const completed = logged.filter(({ status }) => status === 'completed').length;
	const total = logged.reduce((sum, session) => sum + elapsedMs(session), 0);
	const counts = { completed_fasts: completed, logged_fasts: logged.length, total_hours: hours(total) };
	if (logged.length === 0) {
		return { ...counts, avg_hours: null, longest_hours: null, completion_rate_pct: null };
	}
	return {
		...counts,
		avg_hours: hours(total / logged.length),
		longest_hours: hours(Math.max(...logged.map(elapsedMs))),
		completion_rate_pct: roundHalfUp((100 * completed) / logged.length, 1),
	};
}

const hours = (ms: number): number => roundHalfUp(ms / HOUR_MS, 2);
