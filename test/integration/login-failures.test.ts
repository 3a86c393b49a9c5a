import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureGrowth } from '../../domain/operations/security/login-baseline.ts';
import { loginFailures } from '../../platform/security/login-failures.ts';
import { securityEventsTable, securityTables } from '../../platform/security/tables.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 22, 12);

describe.each(databases)('failed log-ins on $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'compared with the week before', () => {
		let ledger: LedgerDatabase;
		let knex: Knex;
		let rows = 0;
		const count = (agoMs: number, failures: number, kind = 'login_failed') =>
			knex(securityEventsTable).insert({ id: `r${(rows += 1)}`, at: now - agoMs, kind, count: failures });

		beforeAll(async () => {
			ledger = await openLedger(database);
			({ knex } = ledger);
			await knex.schema.createTable(securityEventsTable, securityTables[securityEventsTable]!);
		});
		afterAll(() => ledger?.close());

		it('are nothing where nothing was counted', async () => {
			const failures = await loginFailures(knex, now);
			expect(failures).toEqual({ recent: 0, before: 0, beforeMs: 0 });
			expect(failureGrowth(failures)).toBeNull();
		});

		it('count from the first event of any kind, and compare after a day', async () => {
			await count(5 * minuteMs, 12);
			await count(20 * minuteMs, 3);
			expect(await loginFailures(knex, now)).toEqual({ recent: 12, before: 3, beforeMs: 10 * minuteMs });

			await count(dayMs + 10 * minuteMs, 1, 'login_succeeded');
			const failures = await loginFailures(knex, now);
			expect(failures).toEqual({ recent: 12, before: 3, beforeMs: dayMs });
			expect(failureGrowth(failures)).toBe(12);
		});

		it('leave out what is older than a week', async () => {
			await count(20 * dayMs, 1_000_000);
			await count(6 * dayMs, 1008 * 4 - 3);
			const failures = await loginFailures(knex, now);
			expect(failures).toEqual({ recent: 12, before: 1008 * 4, beforeMs: 7 * dayMs });
			expect(failureGrowth(failures)).toBe(3);
		});
	});
});
