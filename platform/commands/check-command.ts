import {
	severities,
	type CheckName,
	type Finding,
	type Report,
	checkNames,
} from '../../domain/operations/doctor/contract.ts';
import { runCheck } from '../checks/run-check.ts';
import type { HostContext } from '../host-context.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

const checkDescriptions = {
	doctor: 'Look at configuration, host, database and licence, and say what is wrong and its remedy',
	verify: 'Check that the running installation is as declared and does what it should',
};

/** Adds `directus bebetter doctor` and `verify`. */
export function registerCheckCommands(bebetter: Command, run: Run, context: HostContext): void {
	for (const check of checkNames)
		bebetter
			.command(check)
			.description(checkDescriptions[check])
			.option('--json', 'print one JSON document')
			.option('--strict', 'end with an error for warnings too')
			.option('--url <address>', 'verify: where to ask; by default this machine, then PUBLIC_URL')
			.action((options) =>
				run(() =>
					runCheckCommand(context, check, {
						json: options['json'] === true,
						strict: options['strict'] === true,
						url: options['url'] as string | undefined,
					}),
				),
			);
}

interface CheckCommandOptions {
	/** One JSON document instead of lines for people. */
	readonly json: boolean;
	/** Warnings count as errors. */
	readonly strict: boolean;
	readonly url: string | undefined;
}

/**
 * Runs doctor or verify and prints what was found, the worst first.
 *
 * @throws {Error} when there are errors, or warnings and `strict` is set
 */
async function runCheckCommand(
	context: HostContext,
	check: CheckName,
	{ json, strict, url }: CheckCommandOptions,
): Promise<void> {
	if (url !== undefined && !/^https?:\/\//.test(url))
		throw new Error('--url must be an address such as https://cms.example.com.');
	const report = await runCheck(context, check, { url });
	if (json) print(JSON.stringify(report, null, 2));
	else for (const line of linesOf(report)) print(line);

	const failing = report.errors + (strict ? report.warnings : 0);
	if (failing > 0) throw new Error(`${check}: ${summary(report)}`);
}

function linesOf(report: Report): string[] {
	const shown = severities.flatMap((severity) =>
		severity === 'ok' ? [] : report.findings.filter((finding) => finding.severity === severity),
	);
	const well = report.findings.filter(({ severity }) => severity === 'ok').map(({ group }) => group);
	return [
		...shown.flatMap(describe),
		...(well.length > 0 ? [`OK       ${well.join(', ')}`] : []),
		'',
		`${report.check}: ${summary(report)}`,
	];
}

function describe({ severity, id, found, remedy, details }: Finding): string[] {
	return [
		`${severity.toUpperCase().padEnd(8)} ${id}: ${found.en}`,
		...details.map((detail) => `           - ${detail}`),
		`         → ${remedy.en}`,
	];
}

const summary = ({ errors, warnings, milliseconds }: Report): string =>
	`${errors} errors, ${warnings} warnings, in ${(milliseconds / 1000).toFixed(1)} s`;
