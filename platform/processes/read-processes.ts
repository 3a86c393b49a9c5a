import { hostname } from 'node:os';
import type { Knex } from 'knex';
import { later, readClock } from '../jobs/ledger/clock.ts';
import type { ProcessRole } from './heartbeat.ts';
import { processesTable } from './tables.ts';

export interface SeenProcess {
	readonly role: ProcessRole;
	readonly host: string;
	readonly pid: number;
	/** Connections to the database that it may open. */
	readonly pool: number;
}

/** Four signs may be missed. */
const aliveMs = 60_000;

/** The processes of this project that gave a sign lately; of this machine only those that still live. */
export async function readProcesses(knex: Knex): Promise<SeenProcess[]> {
	if (!(await knex.schema.hasTable(processesTable))) return [];
	const rows: SeenProcess[] = await knex(processesTable)
		.select('role', 'host', 'pid', 'pool')
		.where('seen_at', '>=', later(knex, -aliveMs));
	return rows.filter(({ host, pid }) => host !== hostname() || lives(pid));
}

/** How long ago any process that works jobs gave a sign, ms; null when none ever did. */
export async function sinceWorkerSeenMs(knex: Knex): Promise<number | null> {
	const row = (await knex(processesTable)
		.whereIn('role', ['all', 'worker'])
		.max({ at: 'seen_at' })
		.first()) as {
		at: Date | number | string | null;
	};
	return row.at === null ? null : Math.max(0, (await readClock(knex)) - new Date(row.at).getTime());
}

function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
