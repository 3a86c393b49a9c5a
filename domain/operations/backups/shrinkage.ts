import type { Manifest } from './manifest.ts';

/** Of a table that lost rows between two backups. */
export interface Shrinkage {
	readonly table: string;
	readonly rows_before: number;
	readonly rows_after: number;
}

/** Below this, a single deletion would be a large share. */
const fewestRows = 20;

/** Rows come and go in these without anybody meaning much by it: archiving, pruning, retention, notes of the Studio. */
const fleetingTables: ReadonlySet<string> = new Set([
	'events',
	'job_runs',
	'directus_activity',
	'directus_revisions',
	'directus_comments',
	'directus_versions',
	'directus_presets',
]);

/**
 * Of the tables that a project consists of, the one that lost the largest share of its rows since an earlier backup;
 * a table that is gone lost them all. Our machine tables and those whose rows come and go are left out, and so are tables of
 * fewer than 20 rows.
 */
export function worstShrinkage(before: Manifest, after: Manifest): Shrinkage | null {
	const rowsAfter = new Map(after.tables.map(({ table, rows }) => [table, rows]));
	const lost = before.tables
		.filter(({ table, kind, rows }) => kind !== 'machine' && rows >= fewestRows && !fleetingTables.has(table))
		.map(({ table, rows }) => ({ table, rows_before: rows, rows_after: rowsAfter.get(table) ?? 0 }))
		.filter(({ rows_before, rows_after }) => rows_after < rows_before);
	return lost.sort((one, other) => shareLost(other) - shareLost(one))[0] ?? null;
}

/** From 0 to 1. */
export const shareLost = ({ rows_before, rows_after }: Shrinkage): number => 1 - rows_after / rows_before;
