import { missingBrowser, missingPostgres, missingRedis } from '../available.ts';
import { fits } from '../fault-suites.ts';
import { runCommand, PlainError } from '../plain-error.ts';
import {
	ensureStepTools,
	longSteps,
	steps,
	usesDirectus,
	type LongStep,
	type StepResult,
} from '../test-steps.ts';

/** With BEBETTER_TEST_LONG, the suites that are too long for every run begin only when they end within this. */
const budgetMs = 60 * 60_000;

/** Of the column of names in the summary. */
const nameWidth = 24;

interface Step extends Pick<LongStep, 'name' | 'run'> {
	/** Of a long one: how long it takes. */
	readonly seconds?: number;
}

/** What became of the steps until now. */
interface Run extends Required<StepResult> {
	/** A line for each step. */
	readonly report: string[];
	readonly leftOutForTime: string[];
}

await runCommand(async () => {
	const wanted = process.argv.slice(2);
	const short: Step[] = Object.entries(steps).map(([name, run]) => ({ name, run }));
	const known = [...short, ...longSteps];
	const unknown = wanted.find((name) => !known.some((step) => isMeant(step, name)));
	if (unknown) {
		const names = ['faults', ...known.map(({ name }) => name)].join(', ');
		throw new PlainError(`"${unknown}" is not a step. Steps: ${names}.`);
	}

	const withLong = process.env['BEBETTER_TEST_LONG'] === 'true';
	const usual = withLong ? known : short;
	const chosen =
		wanted.length === 0 ? usual : known.filter((step) => wanted.some((name) => isMeant(step, name)));
	// Who names a step wants it, however long it takes.
	const hasTime = ({ name, seconds }: Step, started: number): boolean =>
		wanted.length > 0 || seconds === undefined || fits({ name, seconds }, Date.now() - started, budgetMs);
	const started = Date.now();
	const run: Run = {
		passed: 0,
		failed: 0,
		skipped: 0,
		failures: [],
		flaky: [],
		report: [],
		leftOutForTime: [],
	};
	const tools = ensureStepTools(chosen.map(({ name }) => name));
	// It is told where it is waited for; until then it must not end the process.
	tools.catch(() => undefined);
	for (const step of chosen) {
		if (hasTime(step, started)) {
			if (usesDirectus(step.name)) await tools;
			await runStep(step, run);
		} else {
			run.leftOutForTime.push(`${step.name}: no time was left for it; run "npm test -- ${step.name}"`);
			run.skipped += 1;
		}
	}

	console.log(`\n── summary\n${run.report.join('\n')}`);
	console.log(`  ${'all'.padEnd(nameWidth)}${seconds(Date.now() - started)}`);
	for (const line of [...run.leftOutForTime, ...(await leftOut())]) console.log(`skipped: ${line}`);
	for (const line of run.flaky) console.log(`passed at the second try: ${line}`);
	for (const line of run.failures) console.log(`failed: ${line}`);
	console.log(countsLine(run));
	process.exitCode = run.failed > 0 || run.passed === 0 ? 1 : 0;
});

async function runStep({ name, run: work }: Step, run: Run): Promise<void> {
	console.log(`\n── ${name}`);
	const from = Date.now();
	const result = await work();
	run.report.push(summaryLine(name, result, Date.now() - from));
	for (const key of ['passed', 'failed', 'skipped'] as const) run[key] += result[key];
	for (const key of ['failures', 'flaky'] as const) run[key].push(...(result[key] ?? []));
}

/** By its own name or that of its group: "faults" means every "faults/…". */
function isMeant(step: Step, name: string): boolean {
	return step.name === name || step.name.startsWith(`${name}/`);
}

/** What this machine lacks, each with the line that gets it. */
async function leftOut(): Promise<string[]> {
	const missing = [await missingPostgres(), await missingRedis(), missingBrowser()];
	const restricted = process.env['BEBETTER_TEST_HOSTS'];
	if (restricted && restricted !== 'all')
		missing.push(`BEBETTER_TEST_HOSTS restricts the hosts to ${restricted}`);
	return missing.filter((line) => line !== null);
}

function summaryLine(name: string, result: StepResult, ms: number): string {
	return `  ${name.padEnd(nameWidth)}${seconds(ms)}  ${countsLine(result)}`;
}

function countsLine({ passed, failed, skipped }: StepResult): string {
	return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`.padStart(8);
}
