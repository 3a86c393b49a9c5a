import type { Knex } from 'knex';
import { backupsTable } from './tables.ts';

/**
 * When the newest backup that was read back was taken; null when there is none, also before the first provisioning.
 * What overwrites or deletes rows asks for one that is fresh.
 */
export const readLastVerifiedBackup = (knex: Knex): Promise<Date | null> => verified(knex, 'desc');

/** The same of the oldest that is there. */
export const firstVerifiedBackup = (knex: Knex): Promise<Date | null> => verified(knex, 'asc');

async function verified(knex: Knex, order: 'asc' | 'desc'): Promise<Date | null> {
	if (!(await knex.schema.hasTable(backupsTable))) return null;
	const row: { started_at: string | number | Date } | undefined = await knex(backupsTable)
		.where({ status: 'verified' })
		.orderBy('started_at', order)
		.first('started_at');
	return row ? new Date(row.started_at) : null;
}
