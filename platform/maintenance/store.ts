import type { Knex } from 'knex';
import { noMaintenance, type MaintenanceState } from '../../domain/operations/maintenance/state.ts';
import { maintenanceTable } from './tables.ts';

const onlyRow = { id: 1 };

interface StoredRow {
	readonly is_on: boolean | number;
	readonly since_ms: string | number | null;
	readonly until_ms: string | number | null;
	readonly by_user: string | null;
	readonly message_en: string | null;
	readonly message_ar: string | null;
}

/** @throws what the database throws, also while the table is not there yet */
export async function readMaintenance(knex: Knex): Promise<MaintenanceState> {
	const row: StoredRow | undefined = await knex(maintenanceTable).where(onlyRow).first();
	if (!row) return noMaintenance;
	return {
		isOn: Boolean(row.is_on),
		since: numberOrNull(row.since_ms),
		until: numberOrNull(row.until_ms),
		by: row.by_user,
		message: { en: row.message_en, ar: row.message_ar },
	};
}

export async function writeMaintenance(knex: Knex, state: MaintenanceState): Promise<void> {
	const { isOn, since, until, by, message } = state;
	await knex(maintenanceTable)
		.insert({
			...onlyRow,
			is_on: isOn,
			since_ms: since,
			until_ms: until,
			by_user: by,
			message_en: message.en,
			message_ar: message.ar,
		})
		.onConflict('id')
		.merge();
}

/** PostgreSQL hands large numbers over as text. */
const numberOrNull = (value: string | number | null): number | null =>
	value === null ? null : Number(value);
