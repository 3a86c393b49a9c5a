import type { FastingSession } from './session.ts';

/** How much of what phones reported could not be taken as it came. Counts over all events that were read. */
export type FastingQuality = Readonly<
	Record<
		| 'duplicate_ids'
		| 'duplicate_starts'
		| 'orphan_ends'
		| 'dropped_ends'
		| 'replaced_ends'
		| 'superseded'
		| 'forgotten'
		| 'too_short'
		| 'needs_review',
		number
	>
>;

type CountedStatus = keyof FastingQuality & FastingSession['status'];

export const countStatus = (sessions: readonly FastingSession[], status: CountedStatus): number =>
	sessions.filter((session) => session.status === status).length;
