import type { Knex } from 'knex';

/** A rule as two statements, which only read. */
export interface Compiled {
	/** One row with `count`: how many rows break the rule. */
	readonly count: Knex.QueryBuilder;
	/** The keys, as `id`, of so many rows that break it; in the order of keys when that matters, which costs more. */
	ids(most: number, options?: { readonly inOrder: boolean }): Knex.QueryBuilder;
}

/** Of a query that finds the rows themselves. */
export const compiledRows = (rows: Knex.QueryBuilder, key: string): Compiled => ({
	count: rows.clone().count({ count: '*' }),
	ids: (most, options) => {
		const ids = rows.clone().select({ id: key }).limit(most);
		return options?.inOrder ? ids.orderBy(key) : ids;
	},
});
