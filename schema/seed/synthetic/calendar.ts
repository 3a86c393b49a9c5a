import { isoWeekday } from '../../../domain/time/iso-week.ts';
import type { CivilDate } from '../../../domain/time/civil-date.ts';
import { localClock } from '../../../domain/time/local-clock.ts';

const MINUTE_MS = 60_000;

/** Friday and Saturday in most of the Gulf and in Egypt; Saturday and Sunday elsewhere. */
const earlyWeekend = new Set(['Asia/Riyadh', 'Asia/Kuwait', 'Asia/Qatar', 'Africa/Cairo']);

const islamicMonth = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
	timeZone: 'UTC',
	month: 'numeric',
});
const ramadan = '9';

/** By the calendar of Umm al-Qura. */
export const isRamadan = (date: CivilDate): boolean =>
	islamicMonth.format(new Date(`${date}T12:00:00Z`)) === ramadan;

export const isWeekend = (date: CivilDate, timeZone: string): boolean => {
	const day = isoWeekday(date);
	return day === 6 || day === (earlyWeekend.has(timeZone) ? 5 : 7);
};

/** Turns clock readings into instants; remembers each zone's offset of a date. */
export class Clocks {
	readonly #offsets = new Map<string, number>();

	/**
	 * When a clock in the zone shows so many minutes after midnight, ms since 1970. An hour off in the night in which
	 * the clocks change.
	 */
	instant(date: CivilDate, minutes: number, timeZone: string): number {
		return Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS - this.#offset(date, timeZone);
	}

	#offset(date: CivilDate, timeZone: string): number {
		const key = `${timeZone} ${date}`;
		const known = this.#offsets.get(key);
		if (known !== undefined) return known;
		const noon = Date.parse(`${date}T12:00:00Z`);
		const offset = localClock(noon, timeZone) - noon;
		this.#offsets.set(key, offset);
		return offset;
	}
}
