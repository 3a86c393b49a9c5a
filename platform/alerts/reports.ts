import type { Knex } from 'knex';
import type { Signals } from '../../domain/operations/signals.ts';
import { later, now } from '../jobs/ledger/clock.ts';
import { reportsTable } from './tables.ts';

/** Older ones are of processes that ended or hang. */
const freshForMs = 150_000;
const forgottenAfterMs = 3_600_000;

/** Leaves what this process knows for whichever instance evaluates. */
export async function report(knex: Knex, instance: string, signals: Signals): Promise<void> {
	const row = { instance, reported_at: now(knex), signals: JSON.stringify(signals) };
	await knex(reportsTable).insert(row).onConflict('instance').merge();
	await knex(reportsTable).where('reported_at', '<', later(knex, -forgottenAfterMs)).delete();
}

/** What the other processes said lately. */
export async function readReports(knex: Knex, instance: string): Promise<Signals[]> {
	const rows: { signals: string }[] = await knex(reportsTable)
		.whereNot({ instance })
		.where('reported_at', '>=', later(knex, -freshForMs))
		.select('signals');
	return rows.map(({ signals }) => JSON.parse(signals) as Signals);
}

/** A process that ends in order says nothing any more. */
export async function withdraw(knex: Knex, instance: string): Promise<void> {
	await knex(reportsTable).where({ instance }).delete();
}
