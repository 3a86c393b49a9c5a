import { localClock, isTimeZone } from '../time/local-clock.ts';
import type { FastEnded, FastStarted } from './event.ts';
import { GRACE_MS, HOUR_MS } from './limits.ts';

/**
 * Definition 4: whether a fast reached its goal, by the time that passed or by the clock on the wall, with five minutes
 * of grace. The clock counts only when both events carry the same zone, by name: so daylight saving takes no goal away,
 * and travel reaches none.
 */
export function meetsGoal(start: FastStarted, end: FastEnded, goalHours: number): boolean {
	const needed = Math.round(goalHours * HOUR_MS) - GRACE_MS;
	if (end.occurredAt - start.occurredAt >= needed) return true;
	const zone = end.timeZone;
	if (zone === null || zone !== start.timeZone || !isTimeZone(zone)) return false;
	return localClock(end.occurredAt, zone) - localClock(start.occurredAt, zone) >= needed;
}
