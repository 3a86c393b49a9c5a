import { missingBrowser, missingPostgres, missingRedis } from '../available.ts';
import { runCommand, PlainError } from '../plain-error.ts';
import { ensureStepTools, longSteps, steps, type StepResult } from '../test-steps.ts';

/** With BEBETTER_TEST_LONG, suites of four minutes and more begin only when the others took no longer than this. */
const latestStartOfLongMs = 25 * 60_000;

await runCommand(async () => {
	const wanted = process.argv.slice(2);
	const known = { ...steps, ...longSteps };
	const unknown = wanted.find((name) => !(name in known));
	if (unknown) throw new PlainError(`"${unknown}" is not a step. Steps: ${Object.keys(known).join(', ')}.`);

	const withLong = wanted.length === 0 && process.env['BEBETTER_TEST_LONG'] === 'true';
	const usual = withLong ? known : steps;
	const chosen =
		wanted.length === 0
			? Object.entries(usual)
			: Object.entries(known).filter(([name]) => wanted.includes(name));
	const total: StepResult = { passed: 0, failed: 0, skipped: 0 };
	const report: string[] = [];
	const leftOutForTime: string[] = [];
	const started = Date.now();
	await ensureStepTools(chosen.map(([name]) => name));
	for (const [name, step] of chosen) {
		if (withLong && name in longSteps && Date.now() - started > latestStartOfLongMs) {
			leftOutForTime.push(`${name}: no time was left for it; run "npm test -- ${name}"`);
			total.skipped += 1;
			continue;
		}
		console.log(`\n── ${name}`);
		const from = Date.now();
		const result = await step();
		report.push(summaryLine(name, result, Date.now() - from));
		for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += result[key];
	}

	console.log(`\n── summary\n${report.join('\n')}`);
	console.log(`  ${'all'.padEnd(12)}${seconds(Date.now() - started)}`);
	for (const line of [...leftOutForTime, ...(await leftOut())]) console.log(`skipped: ${line}`);
	console.log(countsLine(total));
	process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
});

/** What this machine lacks, each with the line that gets it. */
async function leftOut(): Promise<string[]> {
	const missing = [await missingPostgres(), await missingRedis(), missingBrowser()];
	const restricted = process.env['BEBETTER_TEST_HOSTS'];
	if (restricted && restricted !== 'all')
		missing.push(`BEBETTER_TEST_HOSTS restricts the hosts to ${restricted}`);
	return missing.filter((line) => line !== null);
}

function summaryLine(name: string, result: StepResult, ms: number): string {
	return `  ${name.padEnd(12)}${seconds(ms)}  ${countsLine(result)}`;
}

function countsLine({ passed, failed, skipped }: StepResult): string {
	return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`.padStart(8);
}
