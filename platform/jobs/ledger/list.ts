import type { Knex } from 'knex';
import { isUuid } from '../../../domain/text/uuid.ts';
import type { JobStatus } from '../../../domain/jobs/status.ts';
import { decodeRun, table, type JobRun } from './run.ts';

export interface ListOptions {
	readonly name?: string | undefined;
	readonly status?: JobStatus | undefined;
	/** From 1. */
	readonly limit: number;
	/** Where the page before ended. */
	readonly after?: Position | undefined;
}

export interface Page {
	readonly runs: JobRun[];
	/** Where this page ends; null on the last one. */
	readonly end: Position | null;
}

export type Position = Pick<JobRun, 'created_at' | 'id'>;

/** Jobs, the newest first. */
export async function listRuns(knex: Knex, { name, status, limit, after }: ListOptions): Promise<Page> {
	const query = knex(table)
		.orderBy([
			{ column: 'created_at', order: 'desc' },
			{ column: 'id', order: 'desc' },
		])
		.limit(limit + 1);
	if (name !== undefined) query.where({ name });
	if (status !== undefined) query.where({ status });
	if (after) query.where((rest) => beyond(rest, after));

	const found = (await query).map(decodeRun);
	const runs = found.slice(0, limit);
	const last = runs.at(-1);
	return { runs, end: last && found.length > limit ? { created_at: last.created_at, id: last.id } : null };
}

function beyond(query: Knex.QueryBuilder, { created_at, id }: Position): void {
	const time = new Date(created_at);
	query
		.where('created_at', '<', time)
		.orWhere((same) => void same.where('created_at', time).where('id', '<', id));
}

/** As an opaque text for addresses. */
export const encodePosition = ({ created_at, id }: Position): string =>
	Buffer.from(`${created_at} ${id}`).toString('base64url');

/** null for a text that is no position. */
export function decodePosition(text: string): Position | null {
	const [created_at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
	return Number.isNaN(Date.parse(created_at)) || !isUuid(id) ? null : { created_at, id };
}
