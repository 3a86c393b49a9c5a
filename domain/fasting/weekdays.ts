import type { IsoWeekday } from '../time/iso-week.ts';

/** Days of the week by name, in the order of ISO 8601: as profiles have them. */
export const WEEKDAYS = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** 1 is Monday; null for what names no day. */
export function isoWeekdayOf(name: unknown): IsoWeekday | null {
	const index = (WEEKDAYS as readonly unknown[]).indexOf(name);
	return index === -1 ? null : ((index + 1) as IsoWeekday);
}
