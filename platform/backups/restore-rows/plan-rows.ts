import type { Knex } from 'knex';
import type { BackedUpTable } from '../../../domain/operations/backups/manifest.ts';
import { rowChange, type RowChange } from '../../../domain/operations/backups/row-changes.ts';
import { collectionList } from '../../../schema/collections/index.ts';
import { ownedCollections } from '../../people/owned-collections.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { readShape, type Column, type TableShape } from '../columns.ts';
import { linesOf, readObject } from '../objects.ts';
import { fromPostgres, fromSqlite, identifier, postgresSelect, sqliteSelect, type Row } from '../row-form.ts';
import { asHeld } from '../restore/held-form.ts';
import type { OpenedBackup } from '../verify-in-parts.ts';

/** Which rows: those of these ids, or those that are not there any more. */
export type WhichRows = { readonly ids: ReadonlySet<string> } | { readonly missing: true };

export interface PlannedRow {
	readonly change: RowChange;
	readonly row: Row;
}

export interface RowsPlan {
	readonly table: string;
	readonly columns: readonly Column[];
	readonly key: string;
	readonly rows: readonly PlannedRow[];
	/** Ids that the backup does not have. */
	readonly unknown: readonly string[];
	/** Rows of people who are gone: they stay gone. */
	readonly ownerless: number;
}

const rowsAtOnce = 500;
const mostRows = 100_000;

/**
 * What restoring rows of one collection would do; changes nothing. The backup's object is read to its end, so that
 * nothing is planned from a damaged one.
 *
 * @throws {DamagedBackup}; {Error} with the remedy when rows of that table are not restored one by one
 */
export async function planRows(
	knex: Knex,
	{ manifest, place }: OpenedBackup,
	collection: string,
	which: WhichRows,
): Promise<RowsPlan> {
	const backedUp = manifest.tables.find(({ table }) => table === collection);
	const shape = await readShape(knex, collection);
	if (!backedUp || !shape || !isRestorable(backedUp))
		throw new Error(refusal(collection, manifest.tables.filter(isRestorable)));
	const [key] = shape.primaryKey;
	if (key === undefined || shape.primaryKey.length > 1)
		throw new Error(
			`Rows of "${collection}" have no id of their own, so they cannot be restored one by one.`,
		);

	const planned: PlannedRow[] = [];
	const found = new Set<string>();
	let ownerless = 0;
	for await (const lines of linesOf(readObject(place, backedUp)))
		for (let from = 0; from < lines.length; from += rowsAtOnce) {
			const rows = lines.slice(from, from + rowsAtOnce).map((line) => JSON.parse(line) as Row);
			const wanted = 'ids' in which ? rows.filter((row) => which.ids.has(String(row[key]))) : rows;
			for (const row of wanted) found.add(String(row[key]));
			const live = await readLive(knex, collection, shape, key, wanted);
			const chosen = wanted.filter((row) => 'ids' in which || !live.has(String(row[key])));
			const owned = await withOwners(knex, collection, chosen);
			ownerless += chosen.length - owned.length;
			for (const row of owned) {
				const id = String(row[key]);
				planned.push({ row, change: rowChange(id, held(knex, shape, row), live.get(id)) });
			}
			if (planned.length > mostRows)
				throw new Error(`These are more than ${mostRows} rows: restore into another database instead.`);
		}
	const unknown = 'ids' in which ? [...which.ids].filter((id) => !found.has(id)) : [];
	const columns = shape.columns.filter(({ name }) => name in (planned[0]?.row ?? {}));
	return { table: collection, columns, key, rows: planned, unknown, ownerless };
}

/** What machines write comes back in other ways: events from archives, jobs by themselves. */
const machines = new Set(
	collectionList.filter(({ audience }) => audience === 'machine').map(({ name }) => name),
);
const isRestorable = ({ table, kind }: BackedUpTable): boolean =>
	kind === 'collection' && !machines.has(table);

const refusal = (collection: string, tables: readonly BackedUpTable[]): string =>
	`Rows of "${collection}" are not restored one by one. Choose from: ${tables.map(({ table }) => table).join(', ')}.`;

const held = (knex: Knex, { columns }: TableShape, row: Row): Row => ({
	...row,
	...(isPostgres(knex)
		? {}
		: asHeld(
				'sqlite',
				columns.filter(({ name }) => name in row),
				row,
			)),
});

async function readLive(
	knex: Knex,
	table: string,
	{ columns }: TableShape,
	key: string,
	rows: readonly Row[],
): Promise<Map<string, Row>> {
	if (rows.length === 0) return new Map();
	const select = columns.map(isPostgres(knex) ? postgresSelect : sqliteSelect).join(', ');
	const decode = isPostgres(knex) ? fromPostgres : fromSqlite;
	const places = rows.map(() => '?').join(', ');
	const found = (await knex.raw(
		`select ${select} from ${identifier(table)} where ${identifier(key)} in (${places})`,
		rows.map((row) => row[key] as string | number),
	)) as { rows: Record<string, unknown>[] } | Record<string, unknown>[];
	const live = Array.isArray(found) ? found : found.rows;
	return new Map(
		live.map((row) => {
			const decoded: Row = {};
			for (const { name, kind } of columns) decoded[name] = decode(kind, row[name]);
			return [String(decoded[key]), decoded];
		}),
	);
}

/** Without rows of people who deleted their account since. */
async function withOwners(knex: Knex, table: string, rows: readonly Row[]): Promise<Row[]> {
	if (!ownedCollections.includes(table)) return [...rows];
	const owners = [...new Set(rows.map((row) => String(row['user'])))];
	const known: { id: string }[] = await knex('directus_users').whereIn('id', owners).select('id');
	const ids = new Set(known.map(({ id }) => id));
	return rows.filter((row) => ids.has(String(row['user'])));
}
