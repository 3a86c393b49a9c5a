import type { Knex } from 'knex';
import { readShape, type Column, type TableShape } from './columns.ts';
import { fromPostgres, identifier, postgresSelect, type Row } from './row-form.ts';
import { rowsAtOnce, type Snapshot, type SnapshotOptions } from './snapshot.ts';

const cursor = 'bebetter_backup';

export function withPostgresSnapshot<T>(
	knex: Knex,
	{ signal }: SnapshotOptions,
	work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
	return knex.transaction(async (trx) => {
		await trx.raw('set transaction isolation level repeatable read, read only');
		// The moment is that of the first query, which would otherwise come after the first object is stored.
		await trx.raw('select 1');
		async function* rows(table: string, shape: TableShape, where = 'true'): AsyncGenerator<Row[]> {
			const { columns } = shape;
			const select = columns.map(postgresSelect).join(', ');
			// One cursor reads the table once; pages by key would sort texts anew for each.
			await trx.raw(
				`declare ${cursor} no scroll cursor for select ${select} from ${identifier(table)} as t where ${where} order by ${orderOf(shape)}`,
			);
			for (;;) {
				signal.throwIfAborted();
				const { rows: found } = (await trx.raw(`fetch ${rowsAtOnce} from ${cursor}`)) as {
					rows: Record<string, unknown>[];
				};
				if (found.length > 0) yield found.map((row) => rowOf(columns, row));
				if (found.length < rowsAtOnce) break;
			}
			await trx.raw(`close ${cursor}`);
		}
		return work({ database: 'postgres', shape: (table) => readShape(trx, table), rows, file: null });
	});
}

/** Texts byte by byte, as SQLite orders them. */
function orderOf({ columns, primaryKey }: TableShape): string {
	if (primaryKey.length === 0) return 't.ctid';
	return columns
		.slice(0, primaryKey.length)
		.map(({ name, kind, type }) => {
			const isText = kind === 'text' && type !== 'uuid';
			return `t.${identifier(name)}${isText ? ' collate "C"' : ''}`;
		})
		.join(', ');
}

function rowOf(columns: readonly Column[], found: Record<string, unknown>): Row {
	const row: Row = {};
	for (const { name, kind } of columns) row[name] = fromPostgres(kind, found[name]);
	return row;
}
