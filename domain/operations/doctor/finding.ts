import type { Message } from '../../problem.ts';
import { fillIn, type Values } from '../../text/fill-in.ts';
import { severities, type Finding, type GroupName, type Report, type Severity } from './contract.ts';

/** One kind of finding: `{name}` in its sentences stands for a value. */
export interface Definition {
	readonly severity: Severity;
	readonly found: Message;
	readonly remedy: Message;
}

export type Definitions = Readonly<Record<string, Definition>>;

export interface FindingGroup<D extends Definitions = Definitions> {
	readonly group: GroupName;
	readonly definitions: D;
	readonly find: (id: keyof D & string, values?: Values, details?: readonly string[]) => Finding;
}

/** The kinds of findings of one group, and how to make one. */
export const defineFindings = <const D extends Definitions>(
	group: GroupName,
	definitions: D,
): FindingGroup<D> => ({
	group,
	definitions,
	find(id, values = {}, details = []) {
		const { severity, found, remedy }: Definition = definitions[id]!;
		return {
			id,
			group,
			severity,
			found: fillMessage(found, values),
			remedy: fillMessage(remedy, values),
			details: [...details],
		};
	},
});

const fillMessage = ({ en, ar }: Message, values: Values): Message => ({
	en: fillIn(en, values),
	ar: fillIn(ar, values),
});

const nothingToDo: Message = { en: 'Nothing to do.', ar: 'لا يلزم شيء.' };

/** Says of a group without a problem that it was looked at. */
export const groupIsWell = (group: GroupName): Finding => ({
	id: `${group}-ok`,
	group,
	severity: 'ok',
	found: { en: 'Looked at, and nothing is wrong.', ar: 'فُحص ولم توجد فيه مشكلة.' },
	remedy: nothingToDo,
	details: [],
});

/** Says of a group that nobody could look, so that silence is not taken for health. */
export const groupIsUnknown = (group: GroupName, reason: string): Finding => ({
	id: `${group}-unknown`,
	group,
	severity: 'warning',
	found: { en: 'This could not be looked at.', ar: 'تعذّر فحص هذا الجزء.' },
	remedy: {
		en: 'Remove the cause named here, then check again.',
		ar: 'أزل السبب المذكور هنا ثم أعد الفحص.',
	},
	details: [reason],
});

/** The worst first, and within a severity in the order of the groups. */
export function report(
	check: Report['check'],
	findings: readonly Finding[],
	{ checkedAt, milliseconds }: { checkedAt: Date; milliseconds: number },
): Report {
	const count = (severity: Severity): number =>
		findings.filter((finding) => finding.severity === severity).length;
	return {
		check,
		checked_at: checkedAt.toISOString(),
		milliseconds: Math.round(milliseconds),
		errors: count('error'),
		warnings: count('warning'),
		findings: findings.toSorted(
			(one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
		),
	};
}
