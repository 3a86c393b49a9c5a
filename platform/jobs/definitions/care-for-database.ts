import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { careForSqlite, tablesToCareFor, vacuumTable, type TableCare } from '../../database/care.ts';
import { recordSizes } from '../../database/size-history.ts';
import { measureTables, type TableSize } from '../../database/sizes.ts';
import { tidyUp } from '../../database/tidy-up.ts';
import { readClock } from '../ledger/clock.ts';
import { defineJob, type JsonObject } from '../job.ts';

export const careForDatabaseJob = 'care-for-database';

const payload = z.strictObject({});

interface Cursor extends JsonObject {
	/** Tables that are still to be done. */
	readonly left: readonly string[];
	readonly counts: Readonly<Record<TableCare, number>>;
}

type Prepared =
	| { readonly tables: readonly string[] }
	| { readonly care: TableCare }
	| { readonly sizes: readonly TableSize[] };

const none: Cursor['counts'] = { vacuumed: 0, skipped: 0, failed: 0 };

/**
 * One table at a time, so that a stop is never far; at the end what nobody needs is deleted and the sizes are kept.
 * Vacuuming has to be outside a transaction, and does no harm when it is repeated.
 */
export const careForDatabase = defineJob<z.infer<typeof payload>, Cursor, Prepared>({
	name: careForDatabaseJob,
	summary: 'Vacuums and analyses tables, deletes expired sessions, records sizes',
	payload,
	slot: () => keySlot('all'),
	schedule: { every: 'day', at: { hour: 4, minute: 15 }, timeZone: 'UTC', makeUp: 1, payload: () => ({}) },
	priority: 10,
	async prepare({ knex, cursor }) {
		if (cursor === null) return { tables: await tablesToCareFor(knex) };
		const [next] = cursor.left;
		if (next !== undefined) return { care: await vacuumTable(knex, next) };
		await careForSqlite(knex);
		return { sizes: await measureTables(knex) };
	},
	async step({ trx, cursor, prepared }) {
		if ('tables' in prepared)
			return { cursor: { left: prepared.tables, counts: none }, done: 0, total: prepared.tables.length };
		const { left, counts } = cursor!;
		if ('care' in prepared)
			return {
				cursor: { left: left.slice(1), counts: { ...counts, [prepared.care]: counts[prepared.care] + 1 } },
				done: 1,
			};
		await recordSizes(trx, prepared.sizes, await readClock(trx));
		const deleted = await tidyUp(trx);
		return { result: { ...counts, expired_sessions: deleted.sessions, tables: prepared.sizes.length } };
	},
});
