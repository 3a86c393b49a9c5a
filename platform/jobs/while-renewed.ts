import type { Knex } from 'knex';
import { LeaseLost, renewLease, type Held } from './ledger/held.ts';

/** Renewed this often within a lease. */
const renewals = 3;

/**
 * Keeps the lease of a job while work outside a transaction goes on. The work's signal is aborted when the worker
 * stops or the job is lost.
 *
 * @throws {LeaseLost} when the job is another's by now, whatever the work came to
 */
export async function whileRenewed<T>(
	knex: Knex,
	run: Held,
	stopping: AbortSignal,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const lost = new AbortController();
	const timer = setInterval(
		() => {
			renewLease(knex, run)
				.then((isOurs) => isOurs || lost.abort())
				// The database is away for a moment, or for good: then the lease runs out by itself.
				.catch(() => undefined);
		},
		(run.lease_seconds * 1000) / renewals,
	);

	try {
		return await work(AbortSignal.any([stopping, lost.signal]));
	} catch (error) {
		throw lost.signal.aborted ? new LeaseLost(run) : error;
	} finally {
		clearInterval(timer);
	}
}
