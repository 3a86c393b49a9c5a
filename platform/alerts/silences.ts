import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { later, now } from '../jobs/ledger/clock.ts';
import { silencesTable } from './tables.ts';

export interface KeptSilence {
	readonly id: string;
	/** null: of every rule. */
	readonly rule: string | null;
	/** ISO 8601. */
	readonly until: string;
	readonly reason: string;
	readonly created_at: string;
	readonly created_by: string | null;
}

/** Those that are not over. */
export async function readSilences(knex: Knex): Promise<KeptSilence[]> {
	const rows = await knex(silencesTable).where('until', '>', now(knex)).orderBy('until');
	return rows.map(decode);
}

/** @param minutes how long it lasts, by the database's clock */
export async function silence(
	knex: Knex,
	{ rule, minutes, reason }: { rule: string | null; minutes: number; reason: string },
	by: string | null,
): Promise<KeptSilence> {
	const row = {
		id: randomUUID(),
		rule,
		until: later(knex, minutes * 60_000),
		reason,
		created_at: now(knex),
		created_by: by,
	};
	const [kept] = await knex(silencesTable).insert(row).returning('*');
	return decode(kept);
}

/** Its row stays, with the end it came to. @returns false when there is none, or it is over */
export async function endSilence(knex: Knex, id: string): Promise<boolean> {
	const ended = await knex(silencesTable)
		.where({ id })
		.where('until', '>', now(knex))
		.update({ until: now(knex) });
	return ended > 0;
}

const decode = (row: Record<string, unknown>): KeptSilence => ({
	id: String(row['id']),
	rule: (row['rule'] ?? null) as string | null,
	until: new Date(row['until'] as Date).toISOString(),
	reason: String(row['reason']),
	created_at: new Date(row['created_at'] as Date).toISOString(),
	created_by: (row['created_by'] ?? null) as string | null,
});
