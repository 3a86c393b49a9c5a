import { createHash } from 'node:crypto';
import type { BackedUpTable } from '../../domain/operations/backups/manifest.ts';
import { tableObjectName } from '../../domain/operations/backups/place.ts';
import { stripSecrets } from '../../domain/operations/backups/strip-secrets.ts';
import type { TableShape } from './columns.ts';
import { writeObject, type BackupPlace } from './objects.ts';
import type { Row } from './row-form.ts';
import type { Snapshot } from './snapshot.ts';
import type { TableToBackUp } from './tables-to-back-up.ts';

export interface TableProgress {
	(rows: number): void;
}

/** Writes one table of a snapshot, a row a line. @returns null when there is no such table */
export async function writeTable(
	snapshot: Snapshot,
	place: BackupPlace,
	what: TableToBackUp,
	onRows: TableProgress,
): Promise<BackedUpTable | null> {
	const { table, kind } = what;
	const shape = await snapshot.shape(table);
	if (!shape) return null;

	const content = createHash('sha256');
	const found = { rows: 0, min_key: null as string | null, max_key: null as string | null };
	async function* lines(): AsyncGenerator<string> {
		for await (const rows of rowsToKeep(snapshot, what, shape!, place.key !== null)) {
			found.min_key ??= keyOf(shape!, rows[0]!);
			found.max_key = keyOf(shape!, rows.at(-1)!);
			found.rows += rows.length;
			const text = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
			content.update(text);
			yield text;
			onRows(rows.length);
		}
	}
	const object = await writeObject(place, tableObjectName(table), lines());
	const columns = Object.fromEntries(shape.columns.map(({ name, type }) => [name, type]));
	return { table, kind, ...found, ...object, content_sha256: content.digest('hex'), columns };
}

async function* rowsToKeep(
	snapshot: Snapshot,
	{ table, where, secretColumns = [], scrubbedColumns = [] }: TableToBackUp,
	shape: TableShape,
	withSecrets: boolean,
): AsyncGenerator<readonly Row[]> {
	if (withSecrets) return yield* snapshot.rows(table, shape, where);
	const columns = shape.columns.filter(({ name }) => !secretColumns.includes(name));
	for await (const rows of snapshot.rows(table, { ...shape, columns }, where)) {
		for (const row of rows)
			for (const name of scrubbedColumns)
				if (typeof row[name] === 'string') row[name] = JSON.stringify(stripSecrets(JSON.parse(row[name])));
		yield rows;
	}
}

export const keyOf = ({ primaryKey }: Pick<TableShape, 'primaryKey'>, row: Row): string | null =>
	primaryKey.length === 0 ? null : primaryKey.map((name) => String(row[name])).join(' ');
