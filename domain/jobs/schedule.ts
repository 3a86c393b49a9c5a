import { localClock } from '../time/local-clock.ts';

/** When a job runs by itself. */
export type Schedule = DailySchedule | HourlySchedule;

interface MakeUp {
	/** How many missed slots are made up after an outage, the latest ones; 1 when each covers what came before. */
	readonly makeUp: number;
}

export interface DailySchedule extends MakeUp {
	readonly every: 'day';
	/** Local time from which on the day's slot is due. */
	readonly at: { readonly hour: number; readonly minute: number };
	/** IANA name. A slot is a local date, so daylight saving neither doubles nor drops one. */
	readonly timeZone: string;
}

export interface HourlySchedule extends MakeUp {
	readonly every: 'hour';
	/** Minute from which on the hour's slot is due; hours are UTC. */
	readonly minute: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * The slots that are due, newest first: as many as are made up, and the one before.
 *
 * @param now ms since 1970
 */
export function recentSlots(schedule: Schedule, now: number): string[] {
	const latest = schedule.every === 'day' ? latestDay(schedule, now) : latestHour(schedule, now);
	const step = schedule.every === 'day' ? dayMs : hourMs;
	return Array.from({ length: schedule.makeUp + 1 }, (_, index) => slotName(schedule, latest - index * step));
}

/**
 * Which of the recent slots to enqueue, newest first: those after the last one that was enqueued.
 *
 * @param recent as `recentSlots` returns them
 * @param taken those of them that were enqueued
 * @param hasRun whether any slot ever was; a schedule that is new has missed nothing but the latest
 */
export function missedSlots(
	recent: readonly string[],
	taken: ReadonlySet<string>,
	hasRun: boolean,
): string[] {
	if (!hasRun) return recent.slice(0, 1);
	const last = recent.findIndex((slot) => taken.has(slot));
	return recent.slice(0, last === -1 ? -1 : last);
}

/** Whether a slot is one of a schedule and not somebody's own. */
export const isScheduledSlot = (slot: string): boolean => /^\d{4}-\d{2}-\d{2}(T\d{2})?$/.test(slot);

function latestDay({ at, timeZone }: DailySchedule, now: number): number {
	const clock = localClock(now, timeZone);
	const today = Math.floor(clock / dayMs) * dayMs;
	const isDue = clock - today >= (at.hour * 60 + at.minute) * 60_000;
	return isDue ? today : today - dayMs;
}

const latestHour = ({ minute }: HourlySchedule, now: number): number =>
	Math.floor((now - minute * 60_000) / hourMs) * hourMs;

const slotName = ({ every }: Schedule, time: number): string =>
	new Date(time).toISOString().slice(0, every === 'day' ? 10 : 13);
