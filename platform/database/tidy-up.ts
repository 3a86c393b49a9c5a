import type { Knex } from 'knex';
import { alertsTable, outboxTable, silencesTable } from '../alerts/tables.ts';
import { later, now } from '../jobs/ledger/clock.ts';

const dayMs = 86_400_000;
const alertsKeptDays = 400;
const deliveriesKeptDays = 30;

/** Deletes what nobody needs any more. Directus deletes expired sessions too, but only when somebody logs in. */
export async function tidyUp(trx: Knex.Transaction): Promise<{ sessions: number; alerts: number }> {
	const before = (days: number) => later(trx, -days * dayMs);
	const sessions = await trx('directus_sessions').where('expires', '<', now(trx)).delete();
	const alerts = await trx(alertsTable).where('resolved_at', '<', before(alertsKeptDays)).delete();
	await trx(silencesTable).where('until', '<', before(alertsKeptDays)).delete();
	await trx(outboxTable)
		.whereIn('status', ['sent', 'failed'])
		.where('created_at', '<', before(deliveriesKeptDays))
		.delete();
	return { sessions, alerts };
}
