import { type CivilDate } from '../time/civil-date.ts';
import { localDate } from '../time/local-clock.ts';
import { creditedDates, zoneOfEnd } from './dates-of-fast.ts';
import type { Pair } from './pair-events.ts';
import { endedStatus, openStatus, type EndedStatus, type OpenStatus } from './status.ts';

/** One fast as the statistics see it. */
export type FastingSession = EndedSession | OpenSession;

interface Started {
	/** ms since 1970 */
	readonly startedAt: number;
	/** As copied when the fast started; null without a goal. */
	readonly goalHours: number | null;
}

export interface EndedSession extends Started {
	readonly status: EndedStatus;
	/** ms since 1970 */
	readonly endedAt: number;
	/** Definition 6: the local date of the end. Nothing is divided at midnight. */
	readonly date: CivilDate;
	/** Definition 7; empty unless the fast was completed. */
	readonly creditedDates: readonly CivilDate[];
}

export interface OpenSession extends Started {
	readonly status: OpenStatus;
	readonly endedAt: null;
}

/**
 * @param personalZone IANA name of the person's zone, for events that carry none
 * @param now ms since 1970
 */
export function sessionOf(pair: Pair, personalZone: string, now: number): FastingSession {
	const { start, end } = pair;
	const started = { startedAt: start.occurredAt, goalHours: start.goalHours };
	if (!end) return { ...started, status: openStatus(pair, now), endedAt: null };

	const status = endedStatus(start, end);
	const zone = zoneOfEnd(end.timeZone, personalZone);
	return {
		...started,
		status,
		endedAt: end.occurredAt,
		date: localDate(end.occurredAt, zone),
		creditedDates: status === 'completed' ? creditedDates(start.occurredAt, end.occurredAt, zone) : [],
	};
}

/** Definition 3: hours are those that passed, whatever the clocks showed. */
export const elapsedMs = ({ startedAt, endedAt }: EndedSession): number => endedAt - startedAt;
