/*
 * A worker as a process of its own, for tests that kill and freeze it: connects to the PostgreSQL database named by
 * its first argument and works the ledger until it is asked to end.
 */
import knex from 'knex';
import { Worker } from '../../../platform/jobs/worker.ts';
import { unitsJob } from './units.ts';

const [address = '', owner = ''] = process.argv.slice(2);
const connection = knex({ client: 'pg', connection: address, pool: { min: 0, max: 4 } });
const log = (...parts: unknown[]): void => void process.stdout.write(`${parts.map(String).join(' ')}\n`);
const worker = new Worker({
	knex: connection,
	logger: { info: log, warn: log, error: log },
	jobs: [unitsJob({ leaseSeconds: 1, maxAttempts: 5, worker: owner })],
	owner,
	concurrency: 2,
	pollMs: 100,
	tickMs: 500,
});

worker.start();
process.once('SIGTERM', () => {
	void worker.stop().then(() => connection.destroy());
});
// Timers of the worker keep no process alive by themselves.
const alive = setInterval(() => undefined, 1_000);
process.once('SIGTERM', () => clearInterval(alive));
log('started');
