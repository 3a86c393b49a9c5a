import type { Knex } from 'knex';

/**
 * A connection whose transactions begin with `guard` and end with `finish`, and fail when either throws. Directus's
 * services open a transaction of their own and announce their write after it is committed; in a transaction that they
 * are handed they announce it before. So this is how a check or a further write joins theirs.
 */
export function guardedConnection(
	knex: Knex,
	guard: (transaction: Knex.Transaction) => Promise<void>,
	finish: (transaction: Knex.Transaction) => Promise<void> = async () => undefined,
): Knex {
	const transaction = (work: (transaction: Knex.Transaction) => Promise<unknown>) =>
		knex.transaction(async (opened) => {
			await guard(opened);
			const outcome = await work(opened);
			await finish(opened);
			return outcome;
		});
	return new Proxy(knex, {
		get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)),
	});
}
