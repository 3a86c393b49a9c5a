import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tick } from '../../domain/operations/today/judge.ts';
import { describeDefinitions } from '../../platform/jobs/describe-definitions.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { ticksTable, todayTables } from '../../platform/operations/today/tables.ts';
import { addTick, readPast, recordMachineTicks, removeTick } from '../../platform/operations/today/ticks.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';

const now = Date.parse('2026-11-21T18:00:00.123Z');
const dayMs = 86_400_000;
const somebody = '6f1c7a52-5c1e-4d3a-9a51-0c1b1f0c7d11';
const colleague = 'b0a8f3c4-0d8e-4f0e-8d8b-7f2f0c6a9e22';

const byPerson = (user: string, about: Partial<Tick> = {}): Tick => ({
	check: 'log-read',
	period: '2026-11-21',
	madeBy: 'person',
	user,
	outcome: 'fine',
	at: now,
	note: 'Nothing.',
	...about,
});
const byMachine = (about: Partial<Tick> = {}): Tick =>
	byPerson(somebody, { madeBy: 'machine', user: null, note: '[]', ...about });

for (const { database, missing } of databases)
	describe.skipIf(missing)(`on ${database}`, () => {
		let ledger: LedgerDatabase;
		let knex: Knex;

		beforeAll(async () => {
			ledger = await openLedger(database);
			({ knex } = ledger);
			// As Directus has it.
			if (database === 'sqlite') await knex.raw('PRAGMA foreign_keys = ON');
			await knex.schema.createTable('directus_users', (columns) => void columns.uuid('id').primary());
			await knex('directus_users').insert([{ id: somebody }, { id: colleague }]);
			await knex.schema.createTable(ticksTable, todayTables[ticksTable]!);
		});
		afterAll(() => ledger?.close());

		it('a check is ticked by one person in a period, who alone can take it back', async () => {
			expect(await addTick(knex, byPerson(somebody))).toBe(true);
			expect(await addTick(knex, byPerson(colleague))).toBe(false);
			expect(await addTick(knex, byPerson(colleague, { period: '2026-11-20' }))).toBe(true);
			expect((await readPast(knex)).ticks).toContainEqual(byPerson(somebody));

			const where = { check: 'log-read', period: '2026-11-21' };
			expect(await removeTick(knex, { ...where, user: colleague })).toBe(false);
			expect(await removeTick(knex, { ...where, user: somebody })).toBe(true);
			expect((await readPast(knex)).ticks).toEqual([byPerson(colleague, { period: '2026-11-20' })]);
		});

		it('the machine has one finding in a period, the last, beside what people ticked', async () => {
			await recordMachineTicks(knex, [byMachine({ outcome: 'wrong', at: now - 1_000 })], now);
			await recordMachineTicks(knex, [byMachine()], now);
			await addTick(knex, byPerson(somebody));
			const today = (await readPast(knex)).ticks.filter(({ period }) => period === '2026-11-21');
			expect(today).toHaveLength(2);
			expect(today).toEqual(expect.arrayContaining([byMachine(), byPerson(somebody)]));
		});

		it('what is long ago is forgotten, and the list is kept since the earliest that is left', async () => {
			const old = byMachine({ period: '2025-09-01', at: now - 401 * dayMs });
			const first = byMachine({ period: '2025-11-01', at: now - 385 * dayMs });
			await recordMachineTicks(knex, [old, first], now - 2 * dayMs);
			expect((await readPast(knex)).since).toBe(old.at);
			await recordMachineTicks(knex, [], now);
			expect((await readPast(knex)).since).toBe(first.at);
		});

		it('the tick of a person who is gone stays, without a name', async () => {
			await knex('directus_users').where({ id: colleague }).delete();
			expect((await readPast(knex)).ticks).toContainEqual(
				byPerson(colleague, { period: '2026-11-20', user: null }),
			);
		});

		it('every kind of job says how its runs stand', async () => {
			const row = (slot: string, status: string, ended: number | null) => ({
				id: crypto.randomUUID(),
				name: 'counted',
				slot,
				status,
				run_at: new Date(now),
				priority: 0,
				attempt: 0,
				max_attempts: 5,
				crashes: 0,
				fence: 0,
				lease_seconds: 60,
				progress: 0,
				created_at: new Date(now),
				started_at: ended === null ? null : new Date(ended - 5_000),
				finished_at: ended === null ? null : new Date(ended),
			});
			for (const one of [
				row('a', 'done', now - 60_000),
				row('b', 'done', now - 30_000),
				row('c', 'dead', now),
				row('d', 'queued', null),
			])
				await knex('job_runs').insert(one);
			const job = (name: string) =>
				defineJob({
					name,
					summary: name,
					payload: z.strictObject({ days: z.int().min(2).default(30) }),
					step: async () => ({ result: {} }),
				});
			const [counted, idle] = await describeDefinitions(knex, [job('counted'), job('idle')]);
			expect(counted).toMatchObject({
				counts: { queued: 1, running: 0, dead: 1 },
				last_run_at: new Date(now - 5_000).toISOString(),
				last_success_at: new Date(now - 30_000).toISOString(),
				payload: { properties: { days: { type: 'integer', minimum: 2, default: 30 } } },
			});
			expect(idle).toMatchObject({
				counts: { queued: 0, running: 0, dead: 0 },
				last_run_at: null,
				last_success_at: null,
				next_run_at: null,
			});
		});
	});
