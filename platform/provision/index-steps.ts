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
	const name = indexName(table, index);
	return {
		title: `create ${index.unique ? 'unique index' : 'index'} on ${table} (${index.columns.join(', ')})`,
		async run({ context: { database } }) {
			await database.raw(
				`create ${index.unique ? 'unique ' : ''}index if not exists ?? on ?? (${index.columns.map(() => '??').join(', ')})`,
				[name, table, ...index.columns],
			);
		},
	};
}
