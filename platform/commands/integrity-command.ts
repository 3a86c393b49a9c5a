import { randomUUID } from 'node:crypto';
import type { HostContext } from '../host-context.ts';
import { checkRule } from '../integrity/check-rule.ts';
import type { Finding } from '../integrity/finding.ts';
import { addToTally, beginRun, emptyTally, finishRun, recordFindings } from '../integrity/record.ts';
import { allRules } from '../integrity/rules.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter integrity`. */
export function registerIntegrityCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('integrity')
		.description('Check every rule of integrity; ends with 1 when an error is found')
		.option('--json', 'print what was found as JSON')
		.action((options) => run(() => runIntegrity(context, { json: options['json'] === true })));
}

/**
 * Checks every rule in this process, keeps what it finds as a run, and prints it.
 *
 * @throws {Error} when a rule of severity error is broken or cannot run, so that the command ends with 1
 */
async function runIntegrity(
	{ database, getSchema }: HostContext,
	{ json }: { readonly json: boolean },
): Promise<void> {
	const began = new Date();
	const schema = await getSchema();
	const rules = (await allRules(database, schema)).map(({ rule }) => rule);
	const findings: Finding[] = [];
	for (const rule of rules) findings.push(await checkRule({ knex: database, schema, now: new Date() }, rule));

	const tally = addToTally(emptyTally, findings);
	await database.transaction(async (trx) => {
		const run = randomUUID();
		const now = new Date();
		await beginRun(trx, run, began);
		await recordFindings(trx, run, findings, now);
		await finishRun(
			trx,
			run,
			tally,
			rules.map(({ id }) => id),
			now,
		);
	});

	const broken = findings.filter(({ status }) => status !== 'ok');
	if (json) print(JSON.stringify({ ...tally, findings: broken.map(asJson) }, null, 2));
	else for (const finding of broken) print(asLine(finding));
	const serious = broken.filter(({ rule }) => rule.severity === 'error').length;
	const summary = `${rules.length} rules: ${tally.failing_errors} errors, ${tally.failing_warnings} warnings, ${tally.cannot_run} cannot run.`;
	if (serious > 0) throw new Error(summary);
	if (!json) print(summary);
}

const asJson = ({ rule, ...found }: Finding) => ({
	rule: rule.id,
	severity: rule.severity,
	collection: rule.check.collection,
	title: rule.title,
	remedy: rule.remedy,
	...found,
});

function asLine({ rule, status, count, sample, problem }: Finding): string {
	const head = `${rule.severity.padEnd(7)} ${rule.id} (${rule.check.collection})`;
	return status === 'cannot_run'
		? `${head}: cannot run. ${problem?.en ?? ''}`
		: `${head}: ${count} rows. ${rule.title.en}. ${rule.remedy.en} Such as ${sample.slice(0, 3).join(', ')}.`;
}
