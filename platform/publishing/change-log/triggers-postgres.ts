import type { TrackedTable } from '../../../schema/publishing/tracked-tables.ts';
import { changesTable, revisionTable } from './tables.ts';
import { triggerName, type Trigger } from './trigger.ts';

export function postgresTriggers(tracked: TrackedTable): Trigger[] {
	return [lockTrigger(tracked), rowTrigger(tracked), truncateTrigger(tracked)];
}

/**
 * Takes the revision's lock before a statement locks any row. All writers lock in this order, so none can
 * deadlock another, and revisions are numbered in the order of their commits.
 */
function lockTrigger({ table }: TrackedTable): Trigger {
	return withFunction(
		table,
		'lock',
		'before insert or update or delete',
		'statement',
		`perform 1 from ${revisionTable} for update;`,
	);
}

function rowTrigger(tracked: TrackedTable): Trigger {
	const body = `
	if TG_OP = 'UPDATE' then
		if not (${served(tracked, 'OLD')}) and not (${served(tracked, 'NEW')}) then return null; end if;
		changed := ${differences(tracked)};
		if changed = '' then return null; end if;
		${tracked.servedStatus ? 'if OLD.status is distinct from NEW.status then changed := null; end if;' : ''}
		item := NEW."${tracked.idColumn}"::text;
		if OLD."${tracked.idColumn}" is distinct from NEW."${tracked.idColumn}" then
			${record(tracked, `OLD."${tracked.idColumn}"::text`, 'null')}
		end if;
	elsif TG_OP = 'INSERT' then
		if not (${served(tracked, 'NEW')}) then return null; end if;
		item := NEW."${tracked.idColumn}"::text;
	else
		if not (${served(tracked, 'OLD')}) then return null; end if;
		item := OLD."${tracked.idColumn}"::text;
	end if;
	${record(tracked, 'item', 'changed')}`;
	return withFunction(tracked.table, 'row', 'after insert or update or delete', 'row', body);
}

const truncateTrigger = (tracked: TrackedTable): Trigger =>
	withFunction(tracked.table, 'truncate', 'after truncate', 'statement', record(tracked, 'null', 'null'));

const record = ({ collection }: TrackedTable, item: string, columns: string): string => `
	update ${revisionTable} set revision = revision + 1 returning revision into rev;
	insert into ${changesTable} (revision, collection, item, columns) values (rev, '${collection}', ${item}, ${columns});`;

function withFunction(
	table: string,
	kind: string,
	when: string,
	each: 'row' | 'statement',
	body: string,
): Trigger {
	const name = triggerName(table, kind, when + body);
	return {
		name,
		table,
		statements: [
			`create or replace function "${name}"() returns trigger language plpgsql set search_path from current as $bebetter$
declare
	rev bigint;
	item text;
	changed text;
begin
	${body}
	return null;
end
$bebetter$`,
			`create trigger "${name}" ${when} on "${table}" for each ${each} execute function "${name}"()`,
		],
	};
}

function served({ servedStatus, servedThrough, idColumn }: TrackedTable, row: string): string {
	if (!servedStatus) return 'true';
	const byStatus = `${row}.status is not distinct from '${servedStatus}'`;
	if (!servedThrough) return byStatus;
	const { table, column } = servedThrough;
	return `${byStatus} or exists (select 1 from "${table}" where "${column}" = ${row}."${idColumn}")`;
}

/** JSON has no equality in PostgreSQL, so everything is compared as text. */
const differences = ({ columns }: TrackedTable): string =>
	columns
		.map(
			(column) =>
				`case when OLD."${column}"::text is distinct from NEW."${column}"::text then '${column},' else '' end`,
		)
		.join(' || ');
