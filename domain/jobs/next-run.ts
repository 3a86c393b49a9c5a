import { recentSlots, type Schedule } from './schedule.ts';

const minuteMs = 60_000;
/** Longer than the longest local day and a slot's wait in it. */
const furthestMinutes = 50 * 60;

/**
 * The minute in which the next slot becomes due, ms since 1970. It is searched for by the rule that makes slots due,
 * so the two cannot disagree about daylight saving.
 *
 * @param now ms since 1970
 */
export function nextRunAt(schedule: Schedule, now: number): number {
	const thisMinute = Math.floor(now / minuteMs);
	const present = recentSlots(schedule, now)[0];
	const isLater = (minutes: number) =>
		recentSlots(schedule, (thisMinute + minutes) * minuteMs)[0] !== present;

	let [before, after] = [0, furthestMinutes];
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (isLater(middle)) after = middle;
		else before = middle;
	}
	return (thisMinute + after) * minuteMs;
}
