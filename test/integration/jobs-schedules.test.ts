import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enqueueDueSlots } from '../../platform/jobs/schedules.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { unitsJob } from '../support/jobs/units.ts';

describe.each(databases)('schedules on $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'that are new', () => {
		let opened: LedgerDatabase;
		let instances: Knex[];

		beforeAll(async () => {
			opened = await openLedger(database);
			instances = [opened.knex, opened.connect(), opened.connect()];
		});
		afterAll(() => opened?.close());

		const hourly = (name: string) => ({
			...unitsJob({ name }),
			schedule: { every: 'hour' as const, minute: 0, makeUp: 3, payload: () => ({ units: 1 }) },
		});
		const slotsOf = async (name: string): Promise<string[]> =>
			(await opened.knex('job_runs').where({ name }).orderBy('slot').select('slot')).map(({ slot }) => slot);

		it('have missed nothing, however many instances begin with them at once', async () => {
			for (let turn = 0; turn < 40; turn += 1) {
				const job = hourly(`new ${turn}`);
				await Promise.all(instances.map((knex) => enqueueDueSlots(knex, [job])));
				expect(await slotsOf(job.name), job.name).toHaveLength(1);
			}
		});

		it('have missed what came after their last slot, once there was one', async () => {
			const job = hourly('old');
			await enqueueDueSlots(opened.knex, [job]);
			const [latest] = await slotsOf(job.name);
			const before = new Date(Date.parse(`${latest}:00:00Z`) - 2 * 3_600_000).toISOString().slice(0, 13);
			await opened.knex('job_runs').where({ name: job.name }).update({ slot: before });
			await Promise.all(instances.map((knex) => enqueueDueSlots(knex, [job])));
			const slots = await slotsOf(job.name);
			expect(slots).toHaveLength(3);
			expect([slots[0], slots.at(-1)]).toEqual([before, latest]);
		});
	});
});
