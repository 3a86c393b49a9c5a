import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';

const table = 'bebetter_locks';
const leaseSeconds = 60;
const retryMs = 250;

/**
 * Runs `work` while no other process holds the lock of that name. The lease is measured on the database's
 * clock and renewed while the work goes on, so a crashed holder blocks others for at most a minute.
 */
export async function withLock<T>(knex: Knex, name: string, work: () => Promise<T>): Promise<T> {
	await ensureTable(knex);
	const owner = randomUUID();
	while (!(await acquire(knex, name, owner))) await sleep(retryMs);

	const renewal = setInterval(
		() => void renew(knex, name, owner).catch(() => undefined),
		(leaseSeconds / 3) * 1000,
	);

	try {
		return await work();
	} finally {
		clearInterval(renewal);
		await knex(table).where({ name, owner }).delete();
	}
}

/** Seconds since 1970 on the database's clock. */
function clock(knex: Knex): string {
	return isPostgres(knex) ? 'extract(epoch from clock_timestamp())' : "cast(strftime('%s','now') as integer)";
}

async function acquire(knex: Knex, name: string, owner: string): Promise<boolean> {
	const until = knex.raw(`${clock(knex)} + ?`, [leaseSeconds]);
	const inserted = await knex(table)
		.insert({ name, owner, until })
		.onConflict('name')
		.ignore()
		.returning('name');
	if (inserted.length > 0) return true;

	const taken = await knex(table)
		.where({ name })
		.andWhereRaw(`until < ${clock(knex)}`)
		.update({ owner, until });
	return taken > 0;
}

async function renew(knex: Knex, name: string, owner: string): Promise<void> {
	await knex(table)
		.where({ name, owner })
		.update({ until: knex.raw(`${clock(knex)} + ?`, [leaseSeconds]) });
}

async function ensureTable(knex: Knex): Promise<void> {
	if (await knex.schema.hasTable(table)) return;

	try {
		await knex.schema.createTable(table, (columns) => {
			columns.string('name', 64).primary();
			columns.string('owner', 64).notNullable();
			columns.double('until').notNullable();
		});
	} catch (error) {
		// Two processes may create it at the same moment; the loser finds it there.
		if (!(await knex.schema.hasTable(table))) throw error;
	}
}
