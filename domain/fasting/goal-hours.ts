import { HOUR_MS } from './limits.ts';

/** What matters here of a row of `fasting_presets`. */
export interface PresetHours {
	readonly kind: 'daily' | 'weekly' | 'ramadan';
	readonly fasting_hours: number | null;
}

/** Prayer times of one date and place; ms since 1970. */
export interface RamadanTimes {
	readonly fajr: number;
	readonly maghrib: number;
}

/** A fast day of a weekly plan such as 5:2 is a whole one unless the preset says otherwise. */
const FAST_DAY_HOURS = 24;

/**
 * The goal, in hours, that is copied into a fast when it starts: the preset's own, and in Ramadan the time from fajr to
 * maghrib. Those times are the caller's to supply, for the date and place of the fast; nothing astronomical is computed
 * here.
 *
 * @param times needed for Ramadan only
 * @returns null when the preset gives no goal, or the times are not known
 * @throws {RangeError} when maghrib is not after fajr within the same 24 hours
 */
export function goalHours(preset: PresetHours, times: RamadanTimes | null = null): number | null {
	if (preset.kind === 'ramadan') return times && fajrToMaghrib(times);
	return preset.fasting_hours ?? (preset.kind === 'weekly' ? FAST_DAY_HOURS : null);
}

function fajrToMaghrib({ fajr, maghrib }: RamadanTimes): number {
	const hours = (maghrib - fajr) / HOUR_MS;
	if (hours > 0 && hours < 24) return hours;
	throw new RangeError('"maghrib" must be after "fajr" of the same date; give both in ms since 1970');
}
