import type { CheckStateAnswer } from '../../../../domain/operations/today/contract.ts';
import { type Period, periods } from '../../../../domain/operations/today/period.ts';

type Status = CheckStateAnswer['status'];

/** What needs somebody comes first. */
const urgency: readonly Status[] = ['wrong', 'overdue', 'open', 'ticked', 'fine', 'not_applicable'];

export const isLeft = ({ status }: CheckStateAnswer): boolean => urgency.indexOf(status) < 3;

export interface Section {
	readonly period: Period;
	readonly key: string;
	readonly dueBefore: string;
	readonly checks: readonly CheckStateAnswer[];
}

/** The checks of each period, the most urgent first. */
export function sectionsOf(checks: readonly CheckStateAnswer[]): Section[] {
	return periods.flatMap((period) => {
		const own = checks.filter((check) => check.period === period);
		const first = own[0];
		if (!first) return [];
		return [{ period, key: first.key, dueBefore: first.due_before, checks: own.toSorted(byUrgency) }];
	});
}

const byUrgency = (one: CheckStateAnswer, other: CheckStateAnswer): number =>
	urgency.indexOf(one.status) - urgency.indexOf(other.status);

export function countsOf(checks: readonly CheckStateAnswer[]) {
	const having = (...statuses: Status[]) => checks.filter(({ status }) => statuses.includes(status)).length;
	return {
		wrong: having('wrong'),
		overdue: having('overdue'),
		open: having('open'),
		done: having('fine', 'ticked'),
	};
}
