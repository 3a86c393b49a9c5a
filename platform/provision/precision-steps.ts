import type { Knex } from 'knex';
import { collectionList } from '../../schema/collections/index.ts';
import { columnsOf } from '../../schema/model/collection.ts';
import type { CurrentState } from './current-state.ts';
import type { Step } from './step.ts';
import { isPostgres } from '../sql/database-kind.ts';

/**
 * Directus makes a `float` column single precision on PostgreSQL, which would round a sum of nutrients after
 * seven digits. Double precision is still a float to Directus.
 */
export function precisionSteps(current: CurrentState, database: Knex): Step[] {
	if (!isPostgres(database)) return [];

	return collectionList.flatMap((collection) => {
		const columns = columnsOf(collection)
			.filter(([, field]) => field.type === 'float')
			.map(([name]) => name)
			.filter((name) => (current.columns.get(`${collection.name}.${name}`) ?? 'real') === 'real');
		return columns.length > 0 ? [widen(collection.name, columns)] : [];
	});
}

function widen(table: string, columns: readonly string[]): Step {
	return {
		title: `store ${columns.join(', ')} of ${table} in double precision`,
		async run({ context: { database } }) {
			const changes = columns.map(() => 'alter column ?? type double precision').join(', ');
			await database.raw(`alter table ?? ${changes}`, [table, ...columns]);
		},
	};
}
