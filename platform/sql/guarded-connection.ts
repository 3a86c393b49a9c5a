import type { Knex } from 'knex';

/**
 * A connection whose transactions begin with `guard`, and fail when it throws. Directus's services open a transaction
 * of their own and announce their write after it is committed; in a transaction that they are handed they announce it
 * before. So this is how a check or a further write joins theirs.
 */
export function guardedConnection(knex: Knex, guard: (transaction: Knex.Transaction) => Promise<void>): Knex {
	const transaction = (work: (transaction: Knex.Transaction) => Promise<unknown>) =>
		knex.transaction(async (opened) => {
			await guard(opened);
			return work(opened);
		});
	return new Proxy(knex, {
		get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)),
	});
}
