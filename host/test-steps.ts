import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildBundle, extensionCli } from './build-bundle.ts';
import { faultSuites, type FaultSuite } from './fault-suites.ts';
import { ensureDirectus } from './install-directus.ts';
import { packBundle } from './pack-bundle.ts';
import { repositoryRoot, workFolder } from './paths.ts';

export interface StepResult {
	passed: number;
	failed: number;
	skipped: number;
	/** What failed, a line each: a log that is cut at its beginning still names it. */
	failures?: string[];
	/** What passed at the second try, with what went wrong at the first. */
	flaky?: string[];
}

const binaries = join(repositoryRoot, 'node_modules');

/** What `npm test` runs, in this order: what is quick to fail comes first. */
export const steps: Record<string, () => Promise<StepResult>> = {
	format: () => check('oxfmt/bin/oxfmt', ['--check', '.']),
	lint: () => check('oxlint/bin/oxlint', ['--deny-warnings']),
	types: () => check('vue-tsc/bin/vue-tsc.js', ['--noEmit']),
	bundle,
	unit: () => vitest('unit'),
	integration: () => vitest('integration'),
	host: () => vitest('host'),
	browser: () => vitest('browser'),
};

export interface LongStep extends FaultSuite {
	run(): Promise<StepResult>;
}

/** What takes too long for every run: `npm run test:faults` runs it, and CI as much of it as there is time for. */
export const longSteps: readonly LongStep[] = faultSuites.map((suite) => ({
	...suite,
	name: `faults/${suite.name}`,
	run: () => vitest('faults', `test/faults/${suite.name}.test.ts`),
}));

/** Whether a step runs Directus, or code that is installed with it. */
export const usesDirectus = (step: string): boolean => /^(integration|host|browser|faults)\b/.test(step);

/** Installs what the chosen steps will need. Minutes long at first: what needs none of it may run meanwhile. */
export async function ensureStepTools(names: string[]): Promise<void> {
	if (!names.some((name) => /^(host|browser|faults)\b/.test(name))) return;
	const hosts = process.env['BEBETTER_TEST_HOSTS'];
	for (const major of [12, 11] as const)
		if (!hosts || hosts === 'all' || hosts.includes(`${major}-`)) await ensureDirectus(major);
}

/** Builds, has the SDK validate the result, and packs it. */
async function bundle(): Promise<StepResult> {
	try {
		await buildBundle();
		await packBundle();
	} catch (error) {
		console.log((error as Error).message);
		return { passed: 0, failed: 1, skipped: 1 };
	}
	const validation = await run([extensionCli, 'validate']);
	return validation === 0 ? { passed: 2, failed: 0, skipped: 0 } : { passed: 1, failed: 1, skipped: 0 };
}

async function check(tool: string, args: string[]): Promise<StepResult> {
	const passed = (await run([join(binaries, tool), ...args])) === 0;
	return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** Counts come from the JSON report; without one vitest itself has failed. */
async function vitest(project: string, ...files: string[]): Promise<StepResult> {
	const report = join(workFolder, 'reports', `${project}.json`);
	mkdirSync(join(workFolder, 'reports'), { recursive: true });
	rmSync(report, { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const args = ['run', '--project', project, '--passWithNoTests', ...reporters, ...files];
	const code = await run([join(binaries, 'vitest/vitest.mjs'), ...args]);
	if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
	return countTests(JSON.parse(readFileSync(report, 'utf8')), code);
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: ReportedFile[];
}

interface ReportedFile {
	name: string;
	status: string;
	message?: string;
	assertionResults: ReportedTest[];
}

interface ReportedTest {
	status: string;
	fullName: string;
	failureMessages?: string[] | null;
}

/** A file that cannot even be loaded has no tests to fail: it counts as one failure, as does an error between tests. */
export function countTests(report: VitestReport, exitCode: number): StepResult {
	const silentFailures = report.testResults.filter(
		(file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
	).length;
	const failed = report.numFailedTests + silentFailures;
	return {
		passed: report.numPassedTests,
		failed: failed === 0 && exitCode !== 0 ? 1 : failed,
		skipped: report.numPendingTests + report.numTodoTests,
		failures: report.testResults.flatMap(failuresOf),
		flaky: report.testResults.flatMap(flakyOf),
	};
}

function failuresOf({ name, status, message, assertionResults }: ReportedFile): string[] {
	const failed = assertionResults.filter((test) => test.status === 'failed');
	if (status === 'failed' && failed.length === 0) return [`${fileOf(name)}: ${firstLine(message)}`];
	return failed.map((test) => problemOf(name, test));
}

/** The report keeps what every try of a test threw. */
const flakyOf = ({ name, assertionResults }: ReportedFile): string[] =>
	assertionResults
		.filter(({ status, failureMessages }) => status === 'passed' && failureMessages?.length)
		.map((test) => problemOf(name, test));

const problemOf = (name: string, { fullName, failureMessages }: ReportedTest): string =>
	`${fileOf(name)} > ${fullName}: ${firstLine(failureMessages?.[0])}`;

const fileOf = (name: string): string => relative(repositoryRoot, name);

function firstLine(message = ''): string {
	return stripVTControlCharacters(message).split('\n', 1)[0]!;
}

async function run(args: string[]): Promise<number> {
	const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: 'inherit' });
	const [code] = await once(child, 'exit');
	return code ?? 1;
}
