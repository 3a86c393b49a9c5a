import type { Knex } from 'knex';
import type { DrillView } from '../../domain/operations/backups/contract.ts';
import type { DrillOutcome } from './drill/run-drill.ts';
import { drillsTable } from './tables.ts';

/** The newest first. */
export async function listDrills(knex: Knex, limit: number): Promise<DrillView[]> {
	const rows: Record<string, unknown>[] = await knex(drillsTable).orderBy('started_at', 'desc').limit(limit);
	return rows.map(decode);
}

const numberOf = (value: unknown): number | null =>
	value === null || value === undefined ? null : Number(value);
const timeOf = (value: unknown): string => new Date(value as string | number | Date).toISOString();

function decode(row: Record<string, unknown>): DrillView {
	return {
		id: String(row['id']),
		backup: String(row['backup']),
		status: row['status'] as DrillView['status'],
		target: row['target'] as DrillView['target'],
		rows: Number(row['rows']),
		bytes: Number(row['bytes']),
		recovery_seconds: numberOf(row['recovery_seconds']),
		recovery_point_seconds: numberOf(row['recovery_point_seconds']),
		started_at: timeOf(row['started_at']),
		finished_at: row['finished_at'] === null ? null : timeOf(row['finished_at']),
		error: row['error'] === null ? null : String(row['error']),
	};
}

/** When the newest drill that passed ended; null when there is none, also before the first provisioning. */
export async function lastPassedDrill(knex: Knex): Promise<Date | null> {
	if (!(await knex.schema.hasTable(drillsTable))) return null;
	const row: { finished_at: string | number | Date } | undefined = await knex(drillsTable)
		.where({ status: 'passed' })
		.orderBy('started_at', 'desc')
		.first('finished_at');
	return row ? new Date(row.finished_at) : null;
}

/** A row for a drill that begins; one whose process ended in the middle has failed. */
export async function recordDrillBeginning(knex: Knex, id: string, backup: string): Promise<void> {
	const now = new Date();
	await knex(drillsTable).where({ status: 'running' }).update({
		status: 'failed',
		error: 'The process that ran it ended before it was over.',
		finished_at: now,
	});
	await knex(drillsTable).insert({
		id,
		backup,
		status: 'running',
		target: 'sqlite',
		rows: 0,
		bytes: 0,
		started_at: now,
	});
}

export async function recordDrill(
	knex: Knex,
	id: string,
	{ report, error, ...measured }: DrillOutcome,
): Promise<void> {
	await knex(drillsTable)
		.where({ id })
		.update({
			...measured,
			status: error === null ? 'passed' : 'failed',
			report: report && JSON.stringify(report),
			error,
			finished_at: new Date(),
		});
}
