import type { Knex } from 'knex';
import { collectionList } from '../../schema/collections/index.ts';
import type { Index } from '../../schema/model/collection.ts';
import type { CurrentState } from './current-state.ts';
import type { Step } from './step.ts';

/** PostgreSQL cuts longer names off, and a cut name would look like a missing index for ever. */
const longestName = 63;

export function indexName(table: string, { columns, unique }: Index): string {
	return `bebetter_${table}_${columns.join('_')}_${unique ? 'key' : 'idx'}`.slice(0, longestName);
}

/** Indexes over several columns, which Directus cannot declare. */
export function indexSteps(current: CurrentState): Step[] {
	return collectionList.flatMap((collection) =>
		collection.indexes
			.filter((index) => !current.indexes.has(indexName(collection.name, index)))
			.map((index) => createIndex(collection.name, index)),
	);
}

function createIndex(table: string, index: Index): Step {
	return {
		title: `create ${index.unique ? 'unique index' : 'index'} on ${table} (${index.columns.join(', ')})`,
		async run({ context: { database } }) {
			await buildIndex(database, table, index);
		},
	};
}

/** Does nothing where an index of that name exists. */
export async function buildIndex(database: Knex, table: string, index: Index): Promise<void> {
	const { columns, unique, whereNull } = index;
	const keys = columns.map(() => '??');
	// As part of the key too: on SQLite, Directus takes a unique index on one column for a unique column.
	if (whereNull) keys.push('(?? is null)');
	const where = whereNull ? ' where ?? is null' : '';
	await database.raw(
		`create ${unique ? 'unique ' : ''}index if not exists ?? on ?? (${keys.join(', ')})${where}`,
		[indexName(table, index), table, ...columns, ...(whereNull ? [whereNull, whereNull] : [])],
	);
}
