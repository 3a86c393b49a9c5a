/*
 * A worker as a process of its own, for tests that kill and freeze it: connects to the PostgreSQL database named by
 * its first argument and works the ledger, as the owner named by the second, until it is asked to end. The third may
 * name jobs that are due each hour, with their minute, as JSON.
 */
import knex from 'knex';
import { Worker } from '../../../platform/jobs/worker.ts';
import { unitsJob } from './units.ts';

const [address = '', owner = '', hourly = '{}'] = process.argv.slice(2);
const connection = knex({ client: 'pg', connection: address, pool: { min: 0, max: 4 } });
const log = (...parts: unknown[]): void => void process.stdout.write(`${parts.map(String).join(' ')}\n`);
const scheduled = Object.entries(JSON.parse(hourly) as Record<string, number>).map(([name, minute]) => ({
	...unitsJob({ name, worker: owner }),
	schedule: {
		every: 'hour' as const,
		minute,
		makeUp: 3,
		payload: (slot: string) => ({ units: 1, key: `${name} ${slot}` }),
	},
}));
const worker = new Worker({
	knex: connection,
	logger: { info: log, warn: log, error: log },
	jobs: [unitsJob({ leaseSeconds: 1, maxAttempts: 5, worker: owner }), ...scheduled],
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
