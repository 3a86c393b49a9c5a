import type { Knex } from 'knex';
import type { Snapshot, SnapshotOptions } from '../snapshot.ts';
import { withSnapshot } from '../with-snapshot.ts';
import { LinesDigest } from './held-form.ts';
import type { LoadedTable } from './load-table.ts';

/**
 * Reads every restored table as a backup would, and compares what it comes to.
 *
 * @throws {Error} that names the tables that are not what was restored
 */
export async function verifyRestored(
	knex: Knex,
	tables: readonly LoadedTable[],
	options: SnapshotOptions,
): Promise<void> {
	const problems = await withSnapshot(knex, options, async (snapshot) => {
		const found: string[] = [];
		for (const table of tables) {
			const problem = await problemOf(snapshot, table);
			if (problem) found.push(problem);
		}
		return found;
	});
	if (problems.length > 0)
		throw new Error(`The restored database is not what was backed up: ${problems.join('; ')}.`);
}

async function problemOf(
	snapshot: Snapshot,
	{ table, rows, columns, content_sha256 }: LoadedTable,
): Promise<string | null> {
	const shape = await snapshot.shape(table);
	if (!shape) return `${table} is gone`;
	const found = new LinesDigest();
	const asBackedUp =
		rows === 0 ? shape : { ...shape, columns: shape.columns.filter(({ name }) => columns.includes(name)) };
	for await (const portion of snapshot.rows(table, asBackedUp)) found.add(portion);
	if (found.rows !== rows) return `${table} has ${found.rows} rows instead of ${rows}`;
	return found.digest() === content_sha256 ? null : `the rows of ${table} are others`;
}
