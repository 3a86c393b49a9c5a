import type { CheckName, Finding, GroupName, Report } from '../../domain/operations/doctor/contract.ts';
import { groupIsUnknown, groupIsWell, report } from '../../domain/operations/doctor/finding.ts';
import { doctorChecks } from '../doctor/checks.ts';
import type { HostContext } from '../host-context.ts';
import { verifyChecks } from '../verify/checks.ts';
import { withinTime } from '../within-time.ts';
import { keepReport } from './last-reports.ts';

/** Looks at one group of facts and judges it. */
export interface GroupCheck {
	readonly group: GroupName;
	readonly look: () => Promise<readonly Finding[]>;
}

export interface CheckOptions {
	/** Where verify asks over HTTP; by default this instance, or else PUBLIC_URL. */
	readonly url?: string | undefined;
}

/** Longest time of one group, ms; they are looked at together. */
const longestMs = 18_000;

/** Runs a check and keeps its report as the last one. Takes 20 s at most. */
export async function runCheck(
	context: HostContext,
	check: CheckName,
	options: CheckOptions = {},
): Promise<Report> {
	const started = performance.now();
	const groups = check === 'doctor' ? doctorChecks(context) : verifyChecks(context, options);
	const findings = (await Promise.all(groups.map(findingsOf))).flat();
	const made = report(check, findings, {
		checkedAt: new Date(),
		milliseconds: performance.now() - started,
	});
	await keepReport(context.database, made).catch((error: unknown) =>
		context.logger.warn(error, `BeBetter: the report of ${check} could not be kept`),
	);
	return made;
}

/** What cannot be looked at is a finding too. */
async function findingsOf({ group, look }: GroupCheck): Promise<readonly Finding[]> {
	try {
		const findings = await withinTime(look(), longestMs);
		return findings.length > 0 ? findings : [groupIsWell(group)];
	} catch (error) {
		return [groupIsUnknown(group, firstLine(error))];
	}
}

/** Drivers put the whole statement into their messages, values included, before a dash. */
const firstLine = (error: unknown): string =>
	((error as Error).message ?? String(error)).split('\n')[0]!.split(' - ').at(-1)!.slice(0, 300);
