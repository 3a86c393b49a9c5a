import type { CivilDate } from './civil-date.ts';

const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to a date; negative before. Dates that databases count with. */
export const dayNumber = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** The date so many days after 1970-01-01. */
export const dateOfDay = (day: number): CivilDate => new Date(day * DAY_MS).toISOString().slice(0, 10);
