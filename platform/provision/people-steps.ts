import { peopleTables } from '../people/people-tables.ts';
import type { CurrentState } from './current-state.ts';
import type { Step } from './step.ts';

/** Tables about people that are no collections; see `peopleTables`. */
export function peopleSteps(current: CurrentState): Step[] {
	return Object.entries(peopleTables)
		.filter(([table]) => !current.tables.has(table))
		.map(([table, define]) => ({
			title: `create table ${table}`,
			run: ({ context: { database } }) => database.schema.createTable(table, define),
		}));
}
