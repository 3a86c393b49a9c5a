import { addDays, type CivilDate } from '../time/civil-date.ts';

const dayMs = 86_400_000;

/** Fasting statistics read back 74 days: 35 that are computed anew, and the fasts that reach into those. */
export const fewestDaysKept = 80;

/** A span of instants, ms since 1970; the end is not part of it. */
export interface Span {
	readonly from: number;
	readonly until: number;
}

/** @param time ms since 1970 */
export const utcDay = (time: number): CivilDate => new Date(time).toISOString().slice(0, 10);

export const startOfDay = (day: CivilDate): number => Date.parse(`${day}T00:00:00Z`);

export const spanOfDay = (day: CivilDate): Span => ({
	from: startOfDay(day),
	until: startOfDay(day) + dayMs,
});

/**
 * The UTC day before which events go to archives, so that at least `keepDays` full days stay.
 *
 * @param now ms since 1970
 * @param asked a day somebody wants instead, which may keep fewer days but never fewer than `fewestDaysKept`
 * @throws {RangeError} that names the latest possible day
 */
export function archivedBefore(now: number, keepDays: number, asked?: CivilDate): CivilDate {
	const today = utcDay(now);
	if (asked === undefined) return addDays(today, -keepDays);
	const latest = addDays(today, -fewestDaysKept);
	if (asked <= latest) return asked;
	throw new RangeError(
		`"before" is too late: fasting statistics need the events of the last ${fewestDaysKept} days; use ${latest} or an earlier day`,
	);
}

/**
 * The finished days whose roll-ups are due: from the last one that has any, which is done again, to yesterday.
 *
 * @param lastRolledUp null when no day has roll-ups
 * @param firstReceived the day of the earliest event; null when there is none
 * @returns null when there is nothing to roll up
 */
export function daysToRollUp(
	now: number,
	lastRolledUp: CivilDate | null,
	firstReceived: CivilDate | null,
): { readonly from: CivilDate; readonly to: CivilDate } | null {
	const from = lastRolledUp ?? firstReceived;
	const to = addDays(utcDay(now), -1);
	return from === null || from > to ? null : { from, to };
}
