import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupsTable } from '../../platform/backups/tables.ts';
import { readTables } from '../../platform/provision/current-state.ts';
import { machineTables } from '../../platform/provision/machine-tables.ts';
import { machineTableSteps } from '../../platform/provision/machine-table-steps.ts';
import type { StepTools } from '../../platform/provision/step.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

describeOnDatabases('tables that are no collections', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'machine-tables', []);
		knex = database.connect();
		// Some refer to people.
		await knex.schema.createTable('directus_users', (columns) => columns.uuid('id').primary());
	});
	afterAll(() => database?.drop());

	const steps = async () => machineTableSteps(await readTables(knex, Object.keys(machineTables)));
	const run = async () => {
		for (const step of await steps()) await step.run({ context: { database: knex } } as StepTools);
	};

	it('are made once, and have nothing left to do', async () => {
		expect(await steps()).toHaveLength(Object.keys(machineTables).length);
		await run();
		expect(await steps()).toEqual([]);
	});

	it('of an older release get the columns that came since, and keep their rows', async () => {
		const row = {
			id: 'a9f1cf1e-0d0c-4f5f-9f2b-6d8f0f3b5a31',
			kind: 'logical',
			storage: 'local',
			prefix: 'x',
		};
		const more = { reason: 'nightly', status: 'verified', rows: 3, bytes: 9, started_at: new Date() };
		await knex(backupsTable).insert({ ...row, ...more });
		await knex.schema.alterTable(backupsTable, (columns) => columns.dropColumns('shrunk_table', 'shrunk_to'));

		expect((await steps()).map(({ title }) => title)).toEqual([
			`add shrunk_table, shrunk_to to table ${backupsTable}`,
		]);
		await run();
		expect(await steps()).toEqual([]);
		expect(await knex(backupsTable).first()).toMatchObject({ ...row, shrunk_table: null, shrunk_to: null });
	});
});
