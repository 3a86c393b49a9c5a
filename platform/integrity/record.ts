import type { Knex } from 'knex';
import type { Finding } from './finding.ts';
import { findingsTable, resultsTable, runsTable } from './tables.ts';

/** Days for which runs are kept. */
const keptDays = 180;
const dayMs = 86_400_000;

/** What a run has found so far. */
export interface Tally {
	readonly rules: number;
	readonly failing_errors: number;
	readonly failing_warnings: number;
	readonly cannot_run: number;
	readonly rows: number;
}

export const emptyTally: Tally = { rules: 0, failing_errors: 0, failing_warnings: 0, cannot_run: 0, rows: 0 };

export const addToTally = (tally: Tally, findings: readonly Finding[]): Tally =>
	findings.reduce(
		(sum, { rule, status, count }) => ({
			rules: sum.rules + 1,
			failing_errors: sum.failing_errors + Number(status === 'failing' && rule.severity === 'error'),
			failing_warnings: sum.failing_warnings + Number(status === 'failing' && rule.severity === 'warning'),
			cannot_run: sum.cannot_run + Number(status === 'cannot_run'),
			rows: sum.rows + (count ?? 0),
		}),
		tally,
	);

/** Keeps how rules stand; `run` is null when only some of them were checked, which is no run. */
export async function recordFindings(
	trx: Knex,
	run: string | null,
	findings: readonly Finding[],
	now: Date,
): Promise<void> {
	for (const finding of findings) await recordResult(trx, finding, now);
	const broken = findings.filter(({ status }) => status !== 'ok');
	if (run === null || broken.length === 0) return;
	await trx(findingsTable).insert(
		broken.map(({ rule, status, count, sample }) => ({
			run,
			rule: rule.id,
			checked_at: now,
			severity: rule.severity,
			status,
			count,
			sample: JSON.stringify(sample),
		})),
	);
}

async function recordResult(trx: Knex, { rule, ...found }: Finding, now: Date): Promise<void> {
	const before = await trx(resultsTable).where({ rule: rule.id }).first();
	const isBroken = found.status === 'failing';
	const row = {
		status: found.status,
		count: found.count,
		sample: JSON.stringify(found.sample),
		problem: found.problem && JSON.stringify(found.problem),
		first_seen: isBroken ? (before?.first_seen ?? now) : null,
		last_seen: isBroken ? now : (before?.last_seen ?? null),
		checked_at: now,
		milliseconds: found.milliseconds,
	};
	await trx(resultsTable)
		.insert({ rule: rule.id, ...row })
		.onConflict('rule')
		.merge(row);
}

export async function beginRun(trx: Knex, id: string, now: Date): Promise<void> {
	await trx(runsTable).insert({ id, started_at: now });
}

/** Also forgets rules that are no more, and runs of long ago. */
export async function finishRun(
	trx: Knex,
	id: string,
	tally: Tally,
	rules: readonly string[],
	now: Date,
): Promise<void> {
	await trx(runsTable)
		.where({ id })
		.update({ ...tally, finished_at: now });
	const known = new Set(rules);
	const results: { rule: string }[] = await trx(resultsTable).select('rule');
	for (const { rule } of results) if (!known.has(rule)) await trx(resultsTable).where({ rule }).delete();

	const oldest = new Date(now.getTime() - keptDays * dayMs);
	await trx(findingsTable).where('checked_at', '<', oldest).delete();
	await trx(runsTable).where('started_at', '<', oldest).delete();
}
