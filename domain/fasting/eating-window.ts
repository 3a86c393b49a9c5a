import { roundHalfUp } from '../nutrition/round.ts';
import type { DateRange } from '../time/date-range.ts';
import { isWithin } from '../time/date-range.ts';
import { HOUR_MS, MAX_EATING_WINDOW_MS } from './limits.ts';
import type { FastingSession } from './session.ts';
import { isLogged } from './status.ts';

/**
 * Definition 15: the average pause from the end of a logged fast to the next start of any, of the fasts whose date is in
 * the window; pauses over 24 hours do not count.
 *
 * @param sessions in the order of their starts
 * @returns hours, two decimals; null when there is no such pause
 */
export function averageEatingWindow(sessions: readonly FastingSession[], window: DateRange): number | null {
	const pauses = sessions.flatMap((session, index) => {
		const next = sessions[index + 1];
		if (!next || session.endedAt === null) return [];
		if (!isLogged(session.status) || !isWithin(session.date, window)) return [];
		const pause = next.startedAt - session.endedAt;
		// Fasts that carry ids may overlap.
		return pause >= 0 && pause <= MAX_EATING_WINDOW_MS ? [pause] : [];
	});
	if (pauses.length === 0) return null;
	return roundHalfUp(pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length / HOUR_MS, 2);
}
