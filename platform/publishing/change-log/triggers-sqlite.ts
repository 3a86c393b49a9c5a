import type { TrackedTable } from '../../../schema/publishing/tracked-tables.ts';
import { changesTable, revisionTable } from './tables.ts';
import { triggerName, type Trigger } from './trigger.ts';

export function sqliteTriggers(tracked: TrackedTable): Trigger[] {
	return [
		trigger(tracked, 'insert', served(tracked, 'NEW'), 'NEW', 'null'),
		trigger(
			tracked,
			'update',
			`(${served(tracked, 'OLD')} or ${served(tracked, 'NEW')}) and (${anyDifference(tracked)})`,
			'NEW',
			differences(tracked),
		),
		// What a row belonged to before has lost it.
		trigger(
			tracked,
			'update',
			`OLD."${tracked.idColumn}" is not NEW."${tracked.idColumn}" and (${served(tracked, 'OLD')})`,
			'OLD',
			'null',
		),
		trigger(tracked, 'delete', served(tracked, 'OLD'), 'OLD', 'null'),
	];
}

function trigger(
	tracked: TrackedTable,
	event: string,
	when: string,
	row: 'NEW' | 'OLD',
	columns: string,
): Trigger {
	const body = `after ${event} on "${tracked.table}" for each row when ${when}
begin
	update ${revisionTable} set revision = revision + 1;
	insert into ${changesTable} (revision, collection, item, columns)
		values ((select revision from ${revisionTable}), '${tracked.collection}', ${row}."${tracked.idColumn}", ${columns});
end`;
	const name = triggerName(tracked.table, event, body);
	return { name, table: tracked.table, statements: [`create trigger if not exists "${name}" ${body}`] };
}

function served({ servedStatus, servedThrough, idColumn }: TrackedTable, row: string): string {
	if (!servedStatus) return '1';
	const byStatus = `${row}."status" is '${servedStatus}'`;
	if (!servedThrough) return byStatus;
	const { table, column } = servedThrough;
	return `${byStatus} or exists (select 1 from "${table}" where "${column}" = ${row}."${idColumn}")`;
}

const anyDifference = ({ columns }: TrackedTable): string =>
	columns.map((column) => `OLD."${column}" is not NEW."${column}"`).join(' or ');

/** The names of the columns that differ, each followed by a comma. A change of the status is no mere change. */
function differences({ columns, servedStatus }: TrackedTable): string {
	const list = columns
		.map((column) => `case when OLD."${column}" is not NEW."${column}" then '${column},' else '' end`)
		.join(' || ');
	return servedStatus ? `case when OLD."status" is NEW."status" then ${list} end` : list;
}
