import type { Knex } from 'knex';
import { fingerprintSql } from '../../domain/operations/performance/fingerprint-sql.ts';

export interface QueryOutcome {
	/** Worked out when somebody asks, which is seldom. */
	readonly fingerprint: () => string;
	readonly ms: number;
	readonly hasFailed: boolean;
}

interface Query {
	readonly __knexQueryUid: string;
	readonly sql: string;
}

/** Statements that never end, such as streams that nobody reads on, must not be remembered for ever. */
const mostUnderWay = 10_000;

/**
 * Calls back after every statement of a connection pool, also in transactions. Values of a statement are never looked at.
 *
 * @returns a function that ends it
 */
export function watchQueries(knex: Knex, onOutcome: (outcome: QueryOutcome) => void): () => void {
	const begun = new Map<string, number>();

	const begin = ({ __knexQueryUid: id }: Query): void => {
		if (begun.size >= mostUnderWay) begun.delete(begun.keys().next().value!);
		begun.set(id, performance.now());
	};
	const end = ({ __knexQueryUid: id, sql }: Query, hasFailed: boolean): void => {
		const started = begun.get(id);
		if (started === undefined) return;
		begun.delete(id);
		onOutcome({ fingerprint: () => fingerprintSql(sql), ms: performance.now() - started, hasFailed });
	};
	const onResponse = (_answer: unknown, query: Query): void => end(query, false);
	const onError = (_error: unknown, query: Query): void => end(query, true);

	knex.on('query', begin);
	knex.on('query-response', onResponse);
	knex.on('query-error', onError);
	return () => {
		knex.off('query', begin);
		knex.off('query-response', onResponse);
		knex.off('query-error', onError);
	};
}
