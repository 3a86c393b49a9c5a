import type { FastingPlan } from '../../../domain/fasting/plan.ts';

/**
 * Definitions 11 to 14 once more, as the texts read and without regard for time: all dates of the history as letters,
 * searched with patterns. It shares no code with what it checks.
 */
export interface Slow {
	readonly current: number;
	readonly best: number;
	/** Not rounded. */
	readonly adherence: (days: number) => number | null;
}

const DAY = 86_400_000;
/** A Monday before all histories. */
const ORIGIN = Date.UTC(2025, 10, 3);

const nameOf = (day: number) => new Date(ORIGIN + day * DAY).toISOString().slice(0, 10);

export function slowly(asOf: string, credited: ReadonlySet<string>, plan: FastingPlan): Slow {
	const lastDay = (Date.parse(asOf) - ORIGIN) / DAY;
	// A letter for each date, to the end of the last week: x planned and credited, o planned, . not planned.
	const wholeWeeks = Math.ceil((lastDay + 1) / 7) * 7;
	const letters = Array.from({ length: wholeWeeks }, (_, day) => {
		const name = nameOf(day);
		const weekday = ((day % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
		if (plan.start !== null && name < plan.start) return '.';
		if (plan.weekdays !== null && !plan.weekdays.has(weekday)) return '.';
		if (plan.paused.has(name)) return '.';
		return credited.has(name) ? 'x' : 'o';
	}).join('');
	const perWeek = plan.fastDaysPerWeek;
	return perWeek === null ? daily(letters.slice(0, lastDay + 1)) : weekly(letters, lastDay, perWeek);
}

function daily(letters: string): Slow {
	return {
		...longestRuns(letters),
		adherence: (days) => {
			const window = letters.slice(-days);
			const planned = window.replaceAll('.', '').length;
			return planned === 0 ? null : (100 * window.replaceAll(/[.o]/g, '').length) / planned;
		},
	};
}

function weekly(letters: string, lastDay: number, perWeek: number): Slow {
	const weeks = letters.match(/.{7}/g) ?? [];
	const isLastOver = lastDay % 7 === 6;
	const outcome = weeks.map((week, index) => {
		const isOpen = index === weeks.length - 1 && !isLastOver;
		const seen = isOpen ? week.slice(0, (lastDay % 7) + 1).padEnd(7, '.') : week;
		if (canChoose(seen, /x/, perWeek)) return 'x';
		return isOpen || !canChoose(week, /[xo]/, perWeek) ? '.' : 'o';
	});
	return {
		...longestRuns(outcome.join('')),
		adherence: (days) => {
			const ending = weeks.filter((_, index) => {
				const sunday = index * 7 + 6;
				return sunday <= lastDay && sunday > lastDay - days;
			});
			const counted = ending.filter((week) => canChoose(week, /[xo]/, perWeek));
			if (counted.length === 0) return null;
			const shares = counted.map((week) => Math.min(week.replaceAll(/[.o]/g, '').length, perWeek) / perWeek);
			return (100 * shares.reduce((sum, share) => sum + share, 0)) / counted.length;
		},
	};
}

function longestRuns(letters: string): { current: number; best: number } {
	const runs = letters.replaceAll('.', '').split('o');
	return { current: runs.at(-1)?.length ?? 0, best: Math.max(...runs.map((run) => run.length)) };
}

/** Tries all choices of days of the week. */
function canChoose(week: string, wanted: RegExp, count: number): boolean {
	for (let choice = 0; choice < 2 ** 7; choice += 1) {
		const days = Array.from({ length: 7 }, (_, day) => day).filter((day) => choice & (1 << day));
		const areApart = count > 3 || days.every((day) => !days.includes(day + 1));
		if (days.length === count && areApart && days.every((day) => wanted.test(week.charAt(day)))) return true;
	}
	return false;
}
