import type { Knex } from 'knex';
import { isUuid } from '../../../domain/text/uuid.ts';
import { jobRuns } from '../../../schema/collections/job-runs.ts';
import type { Row } from '../../../schema/model/collection.ts';
import { decodeRow } from '../../sql/decode-row.ts';

export const table = jobRuns.name;

/** One row of the ledger: a job, with everything that happened to it. */
export type JobRun = Row<typeof jobRuns>;

export const decodeRun = (row: Record<string, unknown>): JobRun => decodeRow(jobRuns, row) as JobRun;

/** Drivers disagree about objects and arrays, not about text. */
export const encodeJson = (value: unknown): string | null =>
	value === null || value === undefined ? null : JSON.stringify(value);

/** null when there is none; an id that is no UUID names none, and PostgreSQL would refuse to compare it. */
export async function readRun(knex: Knex, id: string): Promise<JobRun | null> {
	if (!isUuid(id)) return null;
	const row = await knex(table).where({ id }).first();
	return row ? decodeRun(row) : null;
}
