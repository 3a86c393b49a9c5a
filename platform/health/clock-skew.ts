import type { Knex } from 'knex';
import { readClock } from '../jobs/ledger/clock.ts';

/** How far this machine's clock is from the database's, s, without sign. */
export async function readClockSkew(knex: Knex): Promise<number> {
	const before = Date.now();
	const there = await readClock(knex);
	const here = (before + Date.now()) / 2;
	return Math.abs(there - here) / 1000;
}
