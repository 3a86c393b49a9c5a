export const securityEventKinds = [
	'login_succeeded',
	'login_failed',
	'rate_limited',
	'access_changed',
	'limiter_failed',
] as const;
export type SecurityEventKind = (typeof securityEventKinds)[number];

export interface SecurityEvent {
	readonly kind: SecurityEventKind;
	/** A network, see `networkOf`; null when it is not known or one of too many. */
	readonly source: string | null;
	/** A digest, never a name or an address. */
	readonly account: string | null;
	/** An error code, such as INVALID_CREDENTIALS. */
	readonly reason: string | null;
}

export interface CountedEvents extends SecurityEvent {
	/** The beginning of the minute, ms since 1970. */
	readonly at: number;
	readonly count: number;
}

/** Stands in for what tells events apart, once there are too many. */
export const manyReason = 'MANY';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export interface Bounds {
	/** Rows of one minute that tell events apart. */
	readonly perMinute: number;
	/** The same for one UTC day. */
	readonly perDay: number;
}

/**
 * Counts events in rows of a minute. However many sources and accounts an attack uses, a minute has `perMinute` rows and
 * one of each kind more, and a day has `perDay` and one of each kind and minute more: the counts stay true, and what is
 * above is no longer told apart.
 */
export class EventCounts {
	readonly #bounds: Bounds;
	#rows = new Map<string, CountedEvents>();
	#minute = { at: -1, keys: new Set<string>() };
	#day = { number: -1, rows: 0 };

	constructor(bounds: Bounds) {
		this.#bounds = bounds;
	}

	/** @param now ms since 1970 */
	add(event: SecurityEvent, now: number): void {
		const at = Math.floor(now / minuteMs) * minuteMs;
		if (this.#minute.at !== at) this.#minute = { at, keys: new Set() };
		const day = Math.floor(now / dayMs);
		if (this.#day.number !== day) this.#day = { number: day, rows: 0 };
		this.#count({ ...(this.#isToldApart(event) ? event : withoutDetails(event)), at, count: 1 });
	}

	/** All that was counted since the last time. */
	take(): CountedEvents[] {
		const rows = [...this.#rows.values()];
		this.#rows = new Map();
		return rows;
	}

	/** For rows that could not be stored: they are counted again with what came meanwhile. */
	giveBack(rows: readonly CountedEvents[]): void {
		for (const row of rows) this.#count(row);
	}

	#isToldApart(event: SecurityEvent): boolean {
		const key = keyOf(event);
		if (this.#minute.keys.has(key)) return true;
		if (this.#minute.keys.size >= this.#bounds.perMinute || this.#day.rows >= this.#bounds.perDay)
			return false;
		this.#minute.keys.add(key);
		this.#day.rows += 1;
		return true;
	}

	#count(row: CountedEvents): void {
		const key = `${row.at} ${keyOf(row)}`;
		const known = this.#rows.get(key);
		this.#rows.set(key, known ? { ...known, count: known.count + row.count } : row);
	}
}

const keyOf = ({ kind, source, account, reason }: SecurityEvent): string =>
	JSON.stringify([kind, source, account, reason]);

const withoutDetails = ({ kind }: SecurityEvent): SecurityEvent => ({
	kind,
	source: null,
	account: null,
	reason: manyReason,
});
