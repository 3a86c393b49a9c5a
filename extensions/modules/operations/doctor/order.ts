import {
	severities,
	type Finding,
	type GroupName,
	type Report,
} from '../../../../domain/operations/doctor/contract.ts';

export interface FindingSection {
	readonly group: GroupName;
	readonly findings: readonly Finding[];
}

const rank = ({ severity }: Finding): number => severities.indexOf(severity);

/** The groups of a report in which something was found, that with the worst first; in each the worst first. */
export function sectionsOf({ findings }: Report): FindingSection[] {
	const found = findings.filter(({ severity }) => severity !== 'ok').toSorted((a, b) => rank(a) - rank(b));
	const groups = [...new Set(found.map(({ group }) => group))];
	return groups.map((group) => ({ group, findings: found.filter((finding) => finding.group === group) }));
}

/** The groups in which nothing is wrong. */
export const groupsInOrder = ({ findings }: Report): GroupName[] =>
	findings.filter(({ severity }) => severity === 'ok').map(({ group }) => group);
