import type { Knex } from 'knex';
import { FinalError } from '../jobs/job.ts';
import { collectionList } from '../../schema/collections/index.ts';
import { indexName } from '../provision/index-steps.ts';
import { isPostgres } from '../sql/database-kind.ts';

export interface MissingIndex {
	readonly table: string;
	readonly index: string;
	readonly columns: readonly string[];
}

export interface StoredIndex {
	readonly table: string;
	readonly index: string;
	readonly bytes: number;
}

/** How much larger than its keys an index may be, and from which size on it is worth the work. */
const bloatedFrom = 2;
const smallestBloated = 10 * 1024 * 1024;

/** Declared by the model, and not in the database; `directus bebetter provision` makes them. */
export async function missingIndexes(knex: Knex): Promise<MissingIndex[]> {
	const present = await indexNames(knex);
	return collectionList.flatMap(({ name, indexes }) =>
		indexes
			.map((index) => ({ table: name, index: indexName(name, index), columns: index.columns }))
			.filter(({ index }) => !present.has(index)),
	);
}

async function indexNames(knex: Knex): Promise<Set<string>> {
	if (!isPostgres(knex)) {
		const rows: { name: string }[] = await knex('sqlite_master').where({ type: 'index' }).select('name');
		return new Set(rows.map(({ name }) => name));
	}
	const { rows } = await knex.raw('select indexname from pg_indexes where schemaname = current_schema()');
	return new Set(rows.map(({ indexname }: { indexname: string }) => indexname));
}

/**
 * Never used since the counters began, on tables large enough for that to mean something; without those that enforce
 * a constraint, which are used by being there. null where nobody counts.
 */
export async function unusedIndexes(knex: Knex): Promise<StoredIndex[] | null> {
	if (!isPostgres(knex)) return null;
	const { rows } = await knex.raw(`
		select s.relname as table_name, s.indexrelname as index_name, pg_relation_size(s.indexrelid) as bytes
		from pg_stat_user_indexes s
			join pg_index i on i.indexrelid = s.indexrelid
			join pg_stat_user_tables t on t.relid = s.relid
		where s.schemaname = current_schema() and s.idx_scan = 0 and t.n_live_tup >= 10000
			and not i.indisunique and not i.indisprimary
			and not exists (select 1 from pg_constraint c where c.conindid = s.indexrelid)
		order by bytes desc`);
	return rows.map(storedIndex);
}

/**
 * More than twice as large as their keys need, by the planner's statistics of the columns. An estimate: building one
 * anew tells how much it was. null where there is no such thing.
 */
export async function bloatedIndexes(knex: Knex): Promise<StoredIndex[] | null> {
	if (!isPostgres(knex)) return null;
	const { rows } = await knex.raw(
		`select t.relname as table_name, c.relname as index_name, pg_relation_size(c.oid) as bytes
		from pg_index i
			join pg_class c on c.oid = i.indexrelid
			join pg_class t on t.oid = i.indrelid
			join pg_am a on a.oid = c.relam and a.amname = 'btree'
			cross join lateral (
				select sum(coalesce(s.avg_width, 8)) as width
				from pg_attribute k
					left join pg_stats s on s.schemaname = current_schema() and s.tablename = t.relname and s.attname = k.attname
				where k.attrelid = c.oid
			) keys
		where t.relnamespace = current_schema()::regnamespace and c.reltuples > 0
			and pg_relation_size(c.oid) > ?
			and pg_relation_size(c.oid) > ? * c.reltuples * (keys.width + 20) / 0.9
		order by bytes desc`,
		[smallestBloated, bloatedFrom],
	);
	return rows.map(storedIndex);
}

const storedIndex = (row: {
	table_name: string;
	index_name: string;
	bytes: string | number;
}): StoredIndex => ({
	table: row.table_name,
	index: row.index_name,
	bytes: Number(row.bytes),
});

/** Whether PostgreSQL has an index of this name in this schema. */
export const hasIndex = async (knex: Knex, index: string): Promise<boolean> =>
	isPostgres(knex) && (await indexNames(knex)).has(index);

/** @throws {FinalError} when it is no index of this schema, or not PostgreSQL */
export async function rebuildIndex(knex: Knex, index: string): Promise<{ before: number; after: number }> {
	if (!(await hasIndex(knex, index)))
		throw new FinalError(`PostgreSQL has no index "${index}" in this schema.`);
	const before = await indexBytes(knex, index);
	// One that a try before left unfinished is invalid, takes space, and blocks nothing.
	await knex.raw('drop index concurrently if exists ??', [`${index}_ccnew`]);
	await knex.raw('reindex index concurrently ??', [index]);
	return { before, after: await indexBytes(knex, index) };
}

async function indexBytes(knex: Knex, index: string): Promise<number> {
	const { rows } = await knex.raw('select pg_relation_size(quote_ident(?)::regclass) as bytes', [index]);
	return Number(rows[0].bytes);
}
