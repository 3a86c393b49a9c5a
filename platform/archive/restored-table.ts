import type { Knex } from 'knex';
import { events } from '../../schema/collections/events.ts';
import { columnsOf } from '../../schema/model/collection.ts';
import type { Field } from '../../schema/model/field.ts';

/** Events that were brought back from archives to be looked at; nothing in the app reads them. */
export const restoredEventsTable = 'bebetter_restored_events';

/** The columns of events, and the archive that a row is from. */
export function defineRestoredEvents(columns: Knex.CreateTableBuilder): void {
	for (const [name, field] of columnsOf(events)) {
		const column = defineColumn(columns, name, field);
		if (field.primaryKey) column.primary();
		else if (!field.nullable) column.notNullable();
	}
	columns.uuid('archive').notNullable().index();
	columns.index(['user_hash']);
	columns.index(['received_at']);
}

function defineColumn(columns: Knex.CreateTableBuilder, name: string, field: Field): Knex.ColumnBuilder {
	switch (field.type) {
		case 'bigInteger':
			return columns.bigInteger(name);
		case 'integer':
			return columns.integer(name);
		case 'timestamp':
			return columns.timestamp(name, { useTz: true });
		case 'json':
			return columns.json(name);
		default:
			return columns.string(name, field.maxLength);
	}
}
