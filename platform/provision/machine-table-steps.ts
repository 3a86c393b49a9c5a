import type { Knex } from 'knex';
import type { CurrentState } from './current-state.ts';
import { machineTables } from './machine-tables.ts';
import type { Step } from './step.ts';

type Define = (columns: Knex.CreateTableBuilder) => void;

/** Tables that are no collections; see `machineTables`. Those of an older release get the columns that came since. */
export function machineTableSteps(current: Pick<CurrentState, 'tables' | 'columns'>): Step[] {
	return Object.entries(machineTables).flatMap(([table, define]) => {
		if (!current.tables.has(table)) return [createTable(table, define)];
		const missing = columnsOf(define).filter((column) => !current.columns.has(`${table}.${column}`));
		return missing.length > 0 ? [addColumns(table, define, missing)] : [];
	});
}

const createTable = (table: string, define: Define): Step => ({
	title: `create table ${table}`,
	run: ({ context: { database } }) => database.schema.createTable(table, define),
});

/** What came later has to be nullable or have a default: there are rows already. */
const addColumns = (table: string, define: Define, missing: readonly string[]): Step => ({
	title: `add ${missing.join(', ')} to table ${table}`,
	run: ({ context: { database } }) =>
		database.schema.alterTable(table, (columns) =>
			define(only(columns, (column) => missing.includes(column))),
		),
});

function columnsOf(define: Define): string[] {
	const names = new Set<string>();
	define(only({} as Knex.CreateTableBuilder, (column) => {
		names.add(column);
		return false;
	}));
	return [...names];
}

/** A builder that does what is asked of it for some columns, and nothing for the others or for the table as a whole. */
function only(
	columns: Knex.CreateTableBuilder,
	isWanted: (column: string) => boolean,
): Knex.CreateTableBuilder {
	const nothing: object = new Proxy({}, { get: () => () => nothing });
	return new Proxy(columns, {
		get:
			(builder, method) =>
			(column: unknown, ...rest: unknown[]) =>
				typeof column === 'string' && isWanted(column)
					? Reflect.get(builder, method).call(builder, column, ...rest)
					: nothing,
	});
}
