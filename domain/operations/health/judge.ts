import type { Check, CheckName, CheckStatus } from './contract.ts';

/** What a check compares with, and what its numbers mean. */
interface Rule {
	readonly unit: Check['unit'];
	/** From above these it is a warning, an error; null where there is none. */
	readonly warn: number | null;
	readonly error: number | null;
}

/** The thresholds, which alerts share. */
export const checkRules: Readonly<Record<CheckName, Rule>> = {
	database: { unit: 'ms', warn: 500, error: 2_000 },
	clock_skew: { unit: 's', warn: 2, error: 30 },
	// A moment's queue is nothing, least of all on SQLite, which has one connection.
	pool: { unit: 'count', warn: 5, error: 50 },
	connections: { unit: 'ratio', warn: 0.8, error: 0.95 },
	provisioning: { unit: 'count', warn: null, error: 0 },
	redis: { unit: 'ms', warn: 100, error: null },
	redis_memory: { unit: 'ratio', warn: 0.85, error: null },
	cache: { unit: 'ratio', warn: null, error: null },
	queue: { unit: 's', warn: 600, error: 3_600 },
	dead_letters: { unit: 'count', warn: 0, error: null },
	worker: { unit: 's', warn: 60, error: 600 },
	nightly: { unit: 'h', warn: 26, error: 50 },
	disk: { unit: 'ratio', warn: 0.85, error: 0.95 },
	memory: { unit: 'ratio', warn: 0.8, error: 0.95 },
	cpu: { unit: 'ratio', warn: 0.8, error: null },
	event_loop: { unit: 'ms', warn: 200, error: 1_000 },
};

/** Of these the loss is a warning only: everything goes on without them. */
const dispensable = new Set<CheckName>(['redis', 'redis_memory', 'cache', 'nightly']);

/**
 * @param observed null when it could not be found out
 * @param isAmiss whether something else is not as it should be: a warning, whatever the number
 */
export function judge(name: CheckName, observed: number | null, isAmiss = false): CheckStatus {
	const { warn, error } = checkRules[name];
	if (observed === null) return dispensable.has(name) ? 'warn' : 'error';
	if (error !== null && observed > error) return 'error';
	return isAmiss || (warn !== null && observed > warn) ? 'warn' : 'ok';
}

export function worst(statuses: readonly CheckStatus[]): CheckStatus {
	if (statuses.includes('error')) return 'error';
	return statuses.includes('warn') ? 'warn' : 'ok';
}
