import type { Knex } from 'knex';
import type {
	History,
	IntegrityRun,
	Overview,
	PastFinding,
	Result,
} from '../../domain/operations/integrity/contract.ts';
import type { HostContext } from '../host-context.ts';
import { checkIntegrityJob } from './job-name.ts';
import { readMoment, readMomentOrNull } from './moments.ts';
import { allRules } from './rules.ts';
import { findingsTable, resultsTable, runsTable } from './tables.ts';

type Stored = Record<string, unknown>;

export async function readOverview({ database, getSchema }: HostContext): Promise<Overview> {
	const rules = await allRules(database, await getSchema());
	const rows: Stored[] = await database(resultsTable);
	const results = new Map(rows.map((row) => [String(row['rule']), resultOf(row)]));
	return {
		rules: rules.map(({ rule, origin }) => ({ rule, origin, result: results.get(rule.id) ?? null })),
		last_run: (await readRuns(database, 1))[0] ?? null,
		job: await readJob(database),
	};
}

/** The latest runs, the newest first, and what they found; of one rule when it is named. */
export async function readHistory(
	knex: Knex,
	{ rule, limit }: { readonly rule?: string | undefined; readonly limit: number },
): Promise<History> {
	const runs = await readRuns(knex, limit);
	const rows: Stored[] = await knex(findingsTable)
		.whereIn(
			'run',
			runs.map(({ id }) => id),
		)
		.where(rule === undefined ? {} : { rule })
		.orderBy('id', 'desc');
	return { runs, findings: rows.map(pastFindingOf) };
}

/** The latest run that has ended, or null. */
export const lastRun = async (knex: Knex): Promise<IntegrityRun | null> =>
	(await readRuns(knex, 1))[0] ?? null;

async function readRuns(knex: Knex, limit: number): Promise<IntegrityRun[]> {
	const rows: Stored[] = await knex(runsTable)
		.whereNotNull('finished_at')
		.orderBy('finished_at', 'desc')
		.limit(limit);
	return rows.map((row) => ({
		id: String(row['id']),
		started_at: readMoment(row['started_at']),
		finished_at: readMoment(row['finished_at']),
		rules: Number(row['rules']),
		failing_errors: Number(row['failing_errors']),
		failing_warnings: Number(row['failing_warnings']),
		cannot_run: Number(row['cannot_run']),
		rows: Number(row['rows']),
	}));
}

async function readJob(knex: Knex): Promise<Overview['job']> {
	const row: Stored | undefined = await knex('job_runs')
		.where({ name: checkIntegrityJob })
		.whereIn('status', ['queued', 'running'])
		.where('run_at', '<=', new Date())
		.orderBy('run_at', 'desc')
		.first();
	if (!row) return null;
	const total = row['total'];
	return {
		id: String(row['id']),
		progress: Number(row['progress']),
		total: total === null ? null : Number(total),
	};
}

const resultOf = (row: Stored): Result => ({
	status: row['status'] as Result['status'],
	count: countOf(row),
	sample: JSON.parse(String(row['sample'])) as string[],
	problem: row['problem'] === null ? null : (JSON.parse(String(row['problem'])) as Result['problem']),
	first_seen: readMomentOrNull(row['first_seen']),
	last_seen: readMomentOrNull(row['last_seen']),
	checked_at: readMoment(row['checked_at']),
	milliseconds: Number(row['milliseconds']),
});

const pastFindingOf = (row: Stored): PastFinding => ({
	run: String(row['run']),
	checked_at: readMoment(row['checked_at']),
	rule: String(row['rule']),
	status: row['status'] as PastFinding['status'],
	count: countOf(row),
	sample: JSON.parse(String(row['sample'])) as string[],
});

const countOf = ({ count }: Stored): number | null => (count === null ? null : Number(count));
