import type { Knex } from 'knex';
import type { BackedUpTable } from '../../../domain/operations/backups/manifest.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { readShape, type Column } from '../columns.ts';
import { DamagedBackup, linesOf, readObject, type BackupPlace } from '../objects.ts';
import { identifier, type Row } from '../row-form.ts';
import { asHeld, LinesDigest } from './held-form.ts';
import { insertLines, rowsPerInsert } from './insert-lines.ts';

export interface LoadedTable {
	readonly table: string;
	readonly rows: number;
	/** The columns that the backup has. */
	readonly columns: readonly string[];
	/** What its rows have to come to when they are read again. */
	readonly content_sha256: string;
}

/**
 * Replaces the rows of a table with those of a backup, in one transaction.
 *
 * @returns null when the backup has no row of a table that is not there
 * @throws {DamagedBackup}; {Error} when the table or a column of it is not there
 */
export async function loadTable(
	knex: Knex,
	place: BackupPlace,
	backedUp: BackedUpTable,
	onRows: (rows: number) => void,
): Promise<LoadedTable | null> {
	const { table } = backedUp;
	const shape = await readShape(knex, table);
	if (!shape && backedUp.rows === 0) return null;
	if (!shape) throw new Error(`The restored database has no table "${table}"; the backup has rows of it.`);
	const kind = isPostgres(knex) ? 'postgres' : 'sqlite';

	return knex.transaction(async (trx) => {
		await trx.raw(`delete from ${identifier(table)}`);
		const written = new LinesDigest();
		const held = new LinesDigest();
		let columns: readonly Column[] = [];
		for await (const lines of linesOf(readObject(place, backedUp)))
			for (let from = 0; from < lines.length; from += rowsPerInsert) {
				const rows = lines.slice(from, from + rowsPerInsert).map((line) => JSON.parse(line) as Row);
				if (columns.length === 0) columns = columnsOf(table, shape.columns, Object.keys(rows[0]!));
				await insertLines(trx, table, columns, rows);
				written.add(rows);
				held.add(rows.map((row) => asHeld(kind, columns, row)));
				onRows(rows.length);
			}
		if (written.digest() !== backedUp.content_sha256)
			throw new DamagedBackup(`${place.folder}${backedUp.name}`, 'the SHA-256 of its rows is another');
		return {
			table,
			rows: held.rows,
			columns: columns.map(({ name }) => name),
			content_sha256: held.digest(),
		};
	});
}

/** In the order of the lines, which the digest is about. */
function columnsOf(table: string, found: readonly Column[], names: readonly string[]): Column[] {
	return names.map((name) => {
		const column = found.find((one) => one.name === name);
		if (!column)
			throw new Error(
				`The table "${table}" has no column "${name}" in the restored database; the backup has.`,
			);
		return column;
	});
}
