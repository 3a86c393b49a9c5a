import type { FastingEvent } from './event.ts';
import { orderEvents } from './order-events.ts';
import { pairEvents } from './pair-events.ts';
import { countStatus, type FastingQuality } from './quality.ts';
import { sessionOf, type FastingSession } from './session.ts';
import { settleEnds } from './settle-ends.ts';

export interface ReadSessions {
	/** In the order of their starts. */
	readonly sessions: readonly FastingSession[];
	readonly quality: FastingQuality;
}

/**
 * Makes fasts of what phones reported, in whatever order and however often it arrived: definitions 1 to 7.
 *
 * @param arrived all events of one person
 * @param personalZone IANA name of the person's zone, for events that carry none
 * @param now ms since 1970; decides which open fasts were forgotten
 * @throws {RangeError} when there is no such zone
 */
export function readSessions(
	arrived: readonly FastingEvent[],
	personalZone: string,
	now: number,
): ReadSessions {
	const ordered = orderEvents(arrived);
	const settled = settleEnds(ordered.events);
	const pairing = pairEvents(settled.events);
	const sessions = pairing.pairs.map((pair) => sessionOf(pair, personalZone, now));
	return {
		sessions,
		quality: {
			duplicate_ids: ordered.duplicateIds,
			duplicate_starts: pairing.duplicateStarts,
			orphan_ends: pairing.orphanEnds,
			dropped_ends: settled.droppedEnds,
			replaced_ends: settled.replacedEnds + pairing.replacedEnds,
			superseded: countStatus(sessions, 'superseded'),
			forgotten: countStatus(sessions, 'forgotten'),
			too_short: countStatus(sessions, 'too_short'),
			needs_review: countStatus(sessions, 'needs_review'),
		},
	};
}
