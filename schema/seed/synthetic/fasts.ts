import { addDays, type CivilDate } from '../../../domain/time/civil-date.ts';
import { isoWeekday } from '../../../domain/time/iso-week.ts';
import { isRamadan, isWeekend } from './calendar.ts';
import { presetHours, type SyntheticPerson } from './people.ts';
import type { Random } from './random.ts';

/** Times are minutes after midnight of the date it starts on. */
export interface SyntheticFast {
	readonly start: number;
	/** Null when the person forgot to say so. */
	readonly end: number | null;
	/** How much later than they happened the person reported the start and the end. */
	readonly reportedLate: { readonly start: number; readonly end: number };
	readonly goalHours: number;
	readonly preset: string;
}

const dawn = 4 * 60 + 40;

/** The fast that a person starts on a date, if any. */
export function fastOn(date: CivilDate, person: SyntheticPerson, random: Random): SyntheticFast | null {
	const { profile, habits } = person;
	const preset = isRamadan(date) && isObservant(person) ? 'ramadan' : profile.fasting_preset;
	if (!isFastDay(date, preset)) return null;

	const ends = preset === 'ramadan' ? date : addDays(date, 1);
	const slack = isWeekend(ends, profile.timezone) ? habits.weekendSlack : 0;
	if (random.chance(0.06 + slack)) return null;

	const goalHours = presetHours(preset);
	const start =
		preset === 'ramadan' ? random.around(dawn, 6) : random.around(habits.fastAt, habits.fastSpread);
	const hours = lengthOf(goalHours, preset, habits.discipline - slack / 2, random);
	return {
		start,
		end: random.chance(0.02) ? null : start + hours * 60,
		reportedLate: {
			start: random.chance(0.08) ? random.between(5, 90) : 0,
			end: random.chance(0.06) ? random.between(5, 60) : 0,
		},
		goalHours,
		preset,
	};
}

/** Where they live says enough for people who do not exist. */
const isObservant = ({ profile, number }: SyntheticPerson): boolean =>
	!profile.timezone.startsWith('Europe/') && number % 10 !== 0;

function isFastDay(date: CivilDate, preset: string): boolean {
	if (preset === 'ramadan') return isRamadan(date) || [1, 4].includes(isoWeekday(date));
	return preset !== '5-2' || [1, 4].includes(isoWeekday(date));
}

/** To the goal and a little longer, or not quite to it; sunset ends everybody's at the same time. */
function lengthOf(goal: number, preset: string, discipline: number, random: Random): number {
	if (!random.chance(discipline)) return Math.max(0.5, goal - random.between(0.2, goal / 3));
	return goal + (preset === 'ramadan' ? random.between(0, 0.15) : Math.abs(random.around(0, 0.9)));
}
