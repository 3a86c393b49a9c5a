import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signalNames } from '../../domain/operations/signals.ts';
import { checklist } from '../../domain/operations/today/checklist/index.ts';
import { judge } from '../../domain/operations/today/judge.ts';
import type { HostContext } from '../../platform/host-context.ts';
import { readSignals, signalAreas } from '../../platform/operations/signals.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';

// As where there is Redis; nothing here asks it.
vi.mock('../../platform/delivery.ts', () => ({ deliveryOf: () => ({ bus: {} }) }));

const areasOf = (...names: string[]) => signalAreas.filter(({ name }) => names.includes(name));

describe.each(databases)('signals that cannot be read from $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'whose tables are partly gone', () => {
		let ledger: LedgerDatabase;
		let knex: Knex;
		let log: ReturnType<typeof keptLog>;
		let context: HostContext;

		beforeAll(async () => {
			ledger = await openLedger(database);
			({ knex } = ledger);
			log = keptLog();
			const env = { PUBLIC_URL: 'https://example.com' };
			context = { database: knex, logger: log.logger, env } as unknown as HostContext;
		});
		afterAll(() => ledger?.close());

		it('are unknown, with the reason and a line in the log, and the others are known', async () => {
			const { signals, reasons } = await readSignals(context, areasOf('jobs', 'backups'));
			expect(signals).toEqual({
				job_queue_oldest_seconds: 0,
				job_dead_letters: 0,
				nightly_age_hours: null,
				backup_age_hours: null,
				backup_rows_lost_ratio: null,
				restore_test_age_days: null,
			});
			expect(Object.keys(reasons).sort()).toEqual([
				'backup_age_hours',
				'backup_rows_lost_ratio',
				'restore_test_age_days',
			]);
			for (const reason of Object.values(reasons)) expect(reason).toMatch(/bebetter_backups/);
			expect(log.lines).toEqual([expect.stringContaining('signals of backups are not known')]);
		});

		it('leave a check of the page Today to a person, and say why', async () => {
			const readings = await readSignals(context, areasOf('backups'));
			const check = checklist.find(({ id }) => id === 'backup-made')!;
			const [state] = judge([check], readings, { ticks: [], since: null }, Date.now());
			expect(state!.status).toBe('open');
			const unknown = {
				holds: null,
				text: { en: expect.stringMatching(/not known now \(.*bebetter_backups/s) },
			};
			expect(state!.evidence).toMatchObject([unknown, unknown]);
		});

		it('are unknown when their reader hangs', async () => {
			const hanging = { ...areasOf('checks')[0]!, read: () => new Promise<never>(() => {}) };
			expect(await readSignals(context, [hanging])).toEqual({
				signals: { doctor_errors: null, verify_errors: null },
				reasons: {
					doctor_errors: 'took longer than 2000 ms',
					verify_errors: 'took longer than 2000 ms',
				},
			});
		});

		it.runIf(database === 'postgres')('have an area each that says so', () => {
			const declared = signalAreas.flatMap(({ signalsOf }) => signalsOf(context));
			expect(declared.toSorted()).toEqual([...signalNames].sort());
		});

		it.runIf(database === 'sqlite')('are not asked for where they do not apply', () => {
			const here = { ...context, env: { PUBLIC_URL: 'http://example.com' } };
			const declared = signalAreas.flatMap(({ signalsOf }) => signalsOf(here));
			expect(signalNames.filter((name) => !declared.includes(name))).toEqual([
				'database_connections_ratio',
				'pool_pending',
				'certificate_days_left',
			]);
		});
	});
});
