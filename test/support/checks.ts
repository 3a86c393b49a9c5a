import { runDirectus } from '../../host/directus-process.ts';
import type { CheckName, Finding, Report } from '../../domain/operations/doctor/contract.ts';
import type { Host } from './host/index.ts';

export interface CheckRun {
	readonly code: number | null;
	readonly report: Report;
	readonly output: string;
	/** The finding of that id; fails when there is none. */
	finding(id: string): Finding;
	has(id: string): boolean;
}

/** Runs `directus bebetter doctor` or `verify` beside a host, with other variables than the host has. */
export async function runCheckBeside(
	host: Host,
	check: CheckName,
	changes: Record<string, string> = {},
	args: readonly string[] = [],
): Promise<CheckRun> {
	// The logs of Directus go to the same output.
	const env = { ...host.env, LOG_LEVEL: 'fatal', ...changes };
	const { code, stdout, stderr } = await runDirectus({ major: host.major, cwd: host.folder, env }, [
		'bebetter',
		check,
		'--json',
		...args,
	]);
	const output = `${stdout}\n${stderr}`;
	const start = stdout.search(/^\{$/m);
	if (start === -1) throw new Error(`${check} printed no report:\n${output}`);
	const end = stdout.indexOf('\n}', start) + 2;
	const report = JSON.parse(stdout.slice(start, end)) as Report;
	return { code, output, ...readReport(report) };
}

export function readReport(report: Report): Pick<CheckRun, 'report' | 'finding' | 'has'> {
	const find = (id: string): Finding | undefined => report.findings.find((finding) => finding.id === id);
	return {
		report,
		has: (id) => find(id) !== undefined,
		finding(id) {
			const found = find(id);
			if (found) return found;
			const ids = report.findings.map((finding) => finding.id).join(', ');
			throw new Error(`There is no finding "${id}" among: ${ids}`);
		},
	};
}
