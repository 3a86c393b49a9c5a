import type { Knex } from 'knex';

/** The connections of this process to its database. */
export interface PoolState {
	readonly used: number;
	readonly free: number;
	/** Who waits for one. */
	readonly pending: number;
	readonly most: number;
}

interface Pool {
	readonly max: number;
	numUsed(): number;
	numFree(): number;
	numPendingAcquires(): number;
}

export function poolOf(knex: Knex): PoolState {
	const pool = knex.client.pool as Pool | undefined;
	// Directus closes the pool before it ends.
	if (!pool) return { used: 0, free: 0, pending: 0, most: 0 };
	return {
		used: pool.numUsed(),
		free: pool.numFree(),
		pending: pool.numPendingAcquires(),
		most: pool.max,
	};
}
