/** What a phone reported about a fast. Two events with one id are the same event. */
export type FastingEvent = FastStarted | FastEnded;

interface Reported {
	readonly id: string;
	/** When the fast started or ended by the person's own account, which may be back-dated; ms since 1970. */
	readonly occurredAt: number;
	/** When the person said so, corrected for the phone's clock; ms since 1970. Tells an edit from what it replaces. */
	readonly recordedAt: number;
	/** IANA name of the zone the phone was in; null when it did not say. */
	readonly timeZone: string | null;
	/** The same for the start, the end and every edit of one fast; null from phones that do not number fasts. */
	readonly fastId: string | null;
}

export interface FastStarted extends Reported {
	readonly kind: 'start';
	/** The goal at that moment; null for a fast without one. Changing the preset later changes nothing here. */
	readonly goalHours: number | null;
}

export interface FastEnded extends Reported {
	readonly kind: 'end';
}
