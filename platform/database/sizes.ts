import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';

/** One table as the database sees it now. */
export interface TableSize {
	readonly table: string;
	/** With its indexes. */
	readonly bytes: number;
	readonly indexBytes: number;
	/** PostgreSQL estimates it. */
	readonly rows: number;
	/** Rows that were deleted or overwritten and still take up space; null where there are none such. */
	readonly deadRows: number | null;
	/** ISO 8601; null: never, or nobody keeps it. */
	readonly vacuumedAt: string | null;
	readonly analysedAt: string | null;
	/** Times that the whole table was read, and rows of it in all; null where nobody counts. */
	readonly wholeReads: number | null;
	readonly wholeReadRows: number | null;
}

/** Every table, the largest first. On SQLite it reads the whole file. */
export async function measureTables(knex: Knex): Promise<TableSize[]> {
	const tables = isPostgres(knex) ? await onPostgres(knex) : await onSqlite(knex);
	return tables.sort((one, other) => other.bytes - one.bytes);
}

/** Of the whole database. */
export async function databaseBytes(knex: Knex): Promise<number> {
	if (isPostgres(knex)) {
		const { rows } = await knex.raw('select pg_database_size(current_database()) as bytes');
		return Number(rows[0].bytes);
	}
	const [{ page_count }] = await knex.raw('pragma page_count');
	const [{ page_size }] = await knex.raw('pragma page_size');
	return page_count * page_size;
}

async function onPostgres(knex: Knex): Promise<TableSize[]> {
	const { rows } = await knex.raw(`
		select c.relname as table_name, pg_total_relation_size(c.oid) as bytes, pg_indexes_size(c.oid) as index_bytes,
			greatest(c.reltuples, s.n_live_tup, 0) as row_count, s.n_dead_tup as dead,
			greatest(s.last_vacuum, s.last_autovacuum) as vacuumed_at,
			greatest(s.last_analyze, s.last_autoanalyze) as analysed_at, s.seq_scan, s.seq_tup_read
		from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
		where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`);
	return rows.map((row: Record<string, unknown>) => ({
		table: String(row['table_name']),
		bytes: Number(row['bytes']),
		indexBytes: Number(row['index_bytes']),
		rows: Math.round(Number(row['row_count'])),
		deadRows: Number(row['dead'] ?? 0),
		vacuumedAt: isoOf(row['vacuumed_at']),
		analysedAt: isoOf(row['analysed_at']),
		wholeReads: Number(row['seq_scan'] ?? 0),
		wholeReadRows: Number(row['seq_tup_read'] ?? 0),
	}));
}

const isoOf = (value: unknown): string | null => (value ? new Date(value as Date).toISOString() : null);

async function onSqlite(knex: Knex): Promise<TableSize[]> {
	const objects: { name: string; tbl_name: string; type: string }[] = await knex('sqlite_master')
		.whereIn('type', ['table', 'index'])
		.whereNot('name', 'like', 'sqlite_%')
		.orWhere('name', 'like', 'sqlite_autoindex_%')
		.select('name', 'tbl_name', 'type');
	const pages: { name: string; bytes: number }[] = await knex.raw(
		'select name, sum(pgsize) as bytes from dbstat group by name',
	);
	const bytesOf = new Map(pages.map(({ name, bytes }) => [name, bytes]));
	const tables: TableSize[] = [];
	for (const { name } of objects.filter(({ type }) => type === 'table')) {
		const indexBytes = objects
			.filter(({ type, tbl_name }) => type === 'index' && tbl_name === name)
			.reduce((sum, index) => sum + (bytesOf.get(index.name) ?? 0), 0);
		const counted = await knex(name).count({ count: '*' }).first();
		tables.push({
			table: name,
			bytes: (bytesOf.get(name) ?? 0) + indexBytes,
			indexBytes,
			rows: Number(counted?.['count'] ?? 0),
			deadRows: null,
			vacuumedAt: null,
			analysedAt: null,
			wholeReads: null,
			wholeReadRows: null,
		});
	}
	return tables;
}
