import { aheadMs, lateAfterMs } from './limits.ts';

export type TimeFlag =
	/** Nobody knows how wrong the phone's clock was. */
	| 'no_sent_at'
	/** The phone's clock was set back between the event and the request, so the event is dated to its arrival. */
	| 'clock_set_back'
	/** It came more than a week after it happened. */
	| 'late';

export interface CorrectedTime {
	/** ms since 1970; never after `receivedAt`. */
	readonly ts: number;
	readonly flags: readonly TimeFlag[];
}

/**
 * When an event happened by the server's clock: `receivedAt − (sentAt − clientTs)`, as Segment and Snowplow derive it,
 * which holds however wrong the phone's clock is. It corrects that clock only: what a person says about when a fast
 * began (`occurred_at`) is their own statement and is stored as it came.
 *
 * All times are ms since 1970. `sentAt` is the phone's clock at this very request, null when it did not say.
 */
export function correctTime({ clientTs, sentAt, receivedAt }: PhoneTimes): CorrectedTime {
	if (sentAt === null) return dated(Math.min(clientTs, receivedAt), receivedAt, ['no_sent_at']);
	const derived = receivedAt - (sentAt - clientTs);
	if (derived <= receivedAt) return dated(derived, receivedAt, []);
	return dated(receivedAt, receivedAt, derived > receivedAt + aheadMs ? ['clock_set_back'] : []);
}

export interface PhoneTimes {
	readonly clientTs: number;
	readonly sentAt: number | null;
	readonly receivedAt: number;
}

const dated = (ts: number, receivedAt: number, flags: readonly TimeFlag[]): CorrectedTime => ({
	ts,
	flags: receivedAt - ts > lateAfterMs ? [...flags, 'late'] : flags,
});
