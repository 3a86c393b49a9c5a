import type { FastEnded, FastStarted } from './event.ts';
import { FORGOTTEN_AFTER_GOAL_MS, FORGOTTEN_MS, HOUR_MS, MAX_SESSION_MS, MIN_SESSION_MS } from './limits.ts';
import { meetsGoal } from './meets-goal.ts';
import type { Pair } from './pair-events.ts';

/** Those that count in hours and rates. */
export type LoggedStatus = 'completed' | 'ended_early' | 'ended_no_goal';
export type EndedStatus = LoggedStatus | 'too_short' | 'needs_review';
export type OpenStatus = 'superseded' | 'forgotten' | 'in_progress';

export const isLogged = (status: EndedStatus | OpenStatus): status is LoggedStatus =>
	status === 'completed' || status === 'ended_early' || status === 'ended_no_goal';

/** Definition 5 of a fast that has ended. Under an hour is too short; over 72 hours somebody has to look at it. */
export function endedStatus(start: FastStarted, end: FastEnded): EndedStatus {
	const elapsed = end.occurredAt - start.occurredAt;
	if (elapsed < MIN_SESSION_MS) return 'too_short';
	if (elapsed > MAX_SESSION_MS) return 'needs_review';
	if (start.goalHours === null) return 'ended_no_goal';
	return meetsGoal(start, end, start.goalHours) ? 'completed' : 'ended_early';
}

/**
 * Definition 5 of a fast without an end.
 *
 * @param now ms since 1970
 */
export function openStatus({ start, superseded }: Pair, now: number): OpenStatus {
	if (superseded) return 'superseded';
	const afterGoal = (start.goalHours ?? 0) * HOUR_MS + FORGOTTEN_AFTER_GOAL_MS;
	return now - start.occurredAt > Math.max(afterGoal, FORGOTTEN_MS) ? 'forgotten' : 'in_progress';
}
