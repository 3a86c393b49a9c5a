import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../domain/operations/alerts/notice.ts';
import type { SignalReasons, Signals } from '../../domain/operations/signals.ts';
import type { Channel } from '../../platform/alerts/channels/channel.ts';
import { DatabaseWatch } from '../../platform/alerts/database-watch.ts';
import { deliverDue } from '../../platform/alerts/deliver.ts';
import { evaluateOnce } from '../../platform/alerts/evaluate-once.ts';
import { ensureEvaluation, readEvaluation } from '../../platform/alerts/evaluation.ts';
import { countDeliveries, mostAttempts } from '../../platform/alerts/outbox.ts';
import { keepOverride } from '../../platform/alerts/overrides.ts';
import { report } from '../../platform/alerts/reports.ts';
import { alertTables, outboxTable } from '../../platform/alerts/tables.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';

const rule = 'dead-letters';

describe.each(databases)('alerts in $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'with its tables', () => {
		let stored: LedgerDatabase;
		let knex: Knex;
		let sent: Notice[];
		let isBroken: boolean;

		beforeAll(async () => {
			stored = await openLedger(database);
			knex = stored.knex;
			for (const [table, define] of Object.entries(alertTables)) await knex.schema.createTable(table, define);
		});
		beforeEach(async () => {
			for (const table of Object.keys(alertTables)) await knex(table).delete();
			await ensureEvaluation(knex);
			sent = [];
			isBroken = false;
		});
		afterAll(() => stored?.close());

		const webhook: Channel = {
			name: 'webhook',
			send: async (notice) => {
				if (isBroken) throw new Error('nobody is there');
				sent.push(notice);
			},
		};
		const evaluate = (signals: Signals, connection = knex, instance = 'one', reasons: SignalReasons = {}) =>
			evaluateOnce(connection, {
				instance,
				channels: ['webhook'],
				isAsked: true,
				readSignals: async () => ({ signals, reasons }),
			});
		const deliver = (connection = knex) => deliverDue(connection, [webhook], keptLog().logger);
		const told = () => sent.map(({ rule: id, state }) => `${id} ${state}`);

		it('are taken in turn: when it is due, one of many gets it', async () => {
			const turn = (instance: number) =>
				evaluateOnce(knex, {
					instance: String(instance),
					channels: [],
					isAsked: false,
					readSignals: async () => ({ signals: { job_dead_letters: 0 }, reasons: {} }),
				});
			const taken = await Promise.all([1, 2, 3, 4, 5].map(turn));
			expect(taken.filter(Boolean)).toHaveLength(1);
			expect(await turn(6)).toBe(false);
			expect((await readEvaluation(knex)).evaluatedAt).not.toBeNull();
		});

		it('are told once by any number of evaluators and senders', async () => {
			const connections = [knex, stored.connect(), stored.connect()];
			for (const dead of [0, 3, 3, 0, 0]) {
				await Promise.all(
					connections.map((connection, index) =>
						evaluate({ job_dead_letters: dead }, connection, String(index)),
					),
				);
				// Of evaluators at the same moment perhaps none comes to its end; the next minute makes up for it.
				await evaluate({ job_dead_letters: dead });
				await Promise.all(connections.map((connection) => deliver(connection)));
			}
			expect(told()).toEqual([`${rule} firing`, `${rule} resolved`]);
		});

		it('keep nothing of an evaluation that another overtook', async () => {
			const overtaken = evaluateOnce(knex, {
				instance: 'slow',
				channels: ['webhook'],
				isAsked: true,
				readSignals: async () => {
					await evaluate({ job_dead_letters: 0 });
					return { signals: { job_dead_letters: 9 }, reasons: {} };
				},
			});
			expect(await overtaken).toBe(false);
			await deliver();
			expect(told()).toEqual([]);
			expect((await readEvaluation(knex)).state.rules).toEqual({});
		});

		it('take what other processes say of themselves into account', async () => {
			await keepOverride(
				knex,
				{ rule: 'pool-waiting', isEnabled: true, threshold: null, forSeconds: 0 },
				null,
			);
			await report(knex, 'another', { pool_pending: 4 });
			await evaluate({ pool_pending: 0 });
			await deliver();
			expect(told()).toEqual(['pool-waiting firing']);
		});

		it('neither begin nor end while their signal cannot be read, and keep why', async () => {
			const unreadable = () =>
				evaluate({ job_dead_letters: null }, knex, 'one', { job_dead_letters: 'it is frozen' });
			await unreadable();
			expect((await readEvaluation(knex)).state.rules[rule]).toBeUndefined();
			await evaluate({ job_dead_letters: 2 });
			const firing = (await readEvaluation(knex)).state.rules[rule];
			expect(firing).toMatchObject({ phase: 'firing', value: 2 });

			await unreadable();
			const last = await readEvaluation(knex);
			expect(last.state.rules[rule]).toEqual(firing);
			expect(last.signals).toEqual({ job_dead_letters: null });
			expect(last.reasons).toEqual({ job_dead_letters: 'it is frozen' });
			await evaluate({ job_dead_letters: 0 });
			expect((await readEvaluation(knex)).reasons).toEqual({});
			await deliver();
			expect(told()).toEqual([`${rule} firing`, `${rule} resolved`]);
		});

		it('wait longer with every failure, keep the order, and are given up in the end', async () => {
			isBroken = true;
			await evaluate({ job_dead_letters: 1 });
			await evaluate({ job_dead_letters: 0 });
			for (let tries = 0; tries < 3; tries += 1) {
				await knex(outboxTable).update({ due_at: new Date(0) });
				await deliver();
			}
			const [first, second] = await knex(outboxTable).orderBy('state');
			expect([first, second]).toMatchObject([
				{ state: 'firing', attempts: 3, status: 'queued', error: 'nobody is there' },
				{ state: 'resolved', attempts: 0, status: 'queued' },
			]);
			await knex(outboxTable)
				.where({ id: first.id })
				.update({ attempts: mostAttempts - 1, due_at: new Date(0) });
			await deliver();
			expect(await countDeliveries(knex, 'webhook')).toMatchObject({ failed: 1, waiting: 1 });
			isBroken = false;
			await knex(outboxTable).update({ due_at: new Date(0) });
			await deliver();
			expect(told()).toEqual([`${rule} resolved`]);
		});

		it('are sent again when a sender ended in between', async () => {
			await evaluate({ job_dead_letters: 1 });
			await knex(outboxTable).update({ attempts: 1, due_at: new Date(Date.now() + 3_600_000) });
			await deliver();
			expect(told()).toEqual([]);
			await knex(outboxTable).update({ due_at: new Date(0) });
			await deliver();
			expect(told()).toEqual([`${rule} firing`]);
		});
	});
});

describe('the loss of the database', () => {
	const minute = 60_000;

	it('is told once after a minute, and its return once', async () => {
		const sent: string[] = [];
		const watch = new DatabaseWatch([
			{ name: 'webhook', send: async ({ rule: id, state }) => void sent.push(`${id} ${state}`) },
		]);
		await watch.worked();
		await watch.failed(0);
		await watch.failed(0.5 * minute);
		expect(sent).toEqual([]);
		await watch.failed(minute);
		await watch.failed(2 * minute);
		await watch.worked();
		await watch.worked();
		await watch.failed(3 * minute);
		await watch.worked();
		expect(sent).toEqual(['database-down firing', 'database-down resolved']);
	});
});
