import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { careForSqlite, tablesToCareFor, vacuumTable } from '../../platform/database/care.ts';
import { readConnections } from '../../platform/database/connections.ts';
import { bloatedIndexes, hasIndex, rebuildIndex, unusedIndexes } from '../../platform/database/indexes.ts';
import { readSizes, recordSizes } from '../../platform/database/size-history.ts';
import { databaseBytes, measureTables } from '../../platform/database/sizes.ts';
import { databaseTables } from '../../platform/database/tables.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';

const dayMs = 86_400_000;
const rows = 250_000;

describe.each(databases)('the care of $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'on a real one', () => {
		const isPostgres = database === 'postgres';
		let stored: LedgerDatabase;
		let knex: Knex;

		beforeAll(async () => {
			stored = await openLedger(database);
			knex = stored.knex;
			for (const [table, define] of Object.entries(databaseTables))
				await knex.schema.createTable(table, define);
			await knex.schema.createTable('worn', (columns) => {
				columns.integer('id').primary();
				columns.string('word', 64).notNullable().index('worn_word');
				columns.string('code', 64).unique({ indexName: 'worn_code_key' });
			});
		});
		afterAll(() => stored?.close());

		it('measures tables with their indexes', async () => {
			const words = Array.from({ length: 200 }, (_, id) => ({ id, word: 'x'.repeat(60), code: `c${id}` }));
			await knex('worn').insert(words);
			if (isPostgres) await knex.raw('analyze worn');
			const worn = (await measureTables(knex)).find(({ table }) => table === 'worn')!;
			expect(worn.rows).toBe(200);
			expect(worn.indexBytes).toBeGreaterThan(8_000);
			expect(worn.bytes).toBeGreaterThan(worn.indexBytes + 200 * 60);
			expect(await databaseBytes(knex)).toBeGreaterThanOrEqual(worn.bytes);
		});

		it('keeps sizes by day for 400 days, the last measurement of a day', async () => {
			const now = Date.parse('2026-11-21T12:00:00Z');
			const size = (bytes: number) => ({ ...emptySize, table: 'worn', bytes });
			const record = (bytes: number, at: number) =>
				knex.transaction((trx) => recordSizes(trx, [size(bytes)], at));
			await record(1, now - 401 * dayMs);
			await record(2, now - dayMs);
			await record(3, now);
			await record(4, now + 1);
			const kept = await readSizes(knex, now, 1_000);
			expect(kept.map(({ day, bytes }) => [day, bytes])).toEqual([
				['2026-11-20', 2],
				['2026-11-21', 4],
			]);
		});

		it.runIf(!isPostgres)('is a matter of moments for SQLite', async () => {
			expect(await tablesToCareFor(knex)).toEqual([]);
			await careForSqlite(knex);
			expect([await readConnections(knex), await unusedIndexes(knex), await bloatedIndexes(knex)]).toEqual([
				null,
				null,
				null,
			]);
			expect(await hasIndex(knex, 'worn_word')).toBe(false);
		});

		it.runIf(isPostgres)(
			'vacuums a table, but neither waits for one that is locked nor leaves its settings',
			async () => {
				expect(await tablesToCareFor(knex)).toEqual(['bebetter_table_sizes', 'job_runs']);
				expect(await vacuumTable(knex, 'worn')).toBe('vacuumed');
				const other = stored.connect();
				await other.transaction(async (trx) => {
					await trx.raw('lock table worn in access exclusive mode');
					expect(await vacuumTable(knex, 'worn')).toBe('skipped');
				});
				expect(await vacuumTable(knex, 'nothing of that name')).toBe('failed');
				const { rows: settings } = await knex.raw(
					"select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement",
				);
				expect(settings).toEqual([{ lock: '0', statement: '0' }]);
			},
		);

		it.runIf(isPostgres)('finds an index that is bloated, and builds it anew', async () => {
			await knex.raw(
				"insert into worn select n, md5(n::text) || md5(n::text || 'x'), null from generate_series(1000, ?) n",
				[rows],
			);
			await knex.raw('analyze worn');
			expect(await bloatedIndexes(knex)).toEqual([]);
			// One key in fifty stays, all over the index: no page of it becomes empty.
			await knex('worn').whereRaw('id % 50 <> 0').delete();
			await knex.raw('vacuum (analyze) worn');
			const found = await bloatedIndexes(knex);
			expect(found?.map(({ index }) => index)).toEqual(['worn_word']);
			const { before, after } = await rebuildIndex(knex, 'worn_word');
			expect(before).toBe(found![0]!.bytes);
			expect(after).toBeLessThan(before / 10);
			expect(await bloatedIndexes(knex)).toEqual([]);
			await expect(rebuildIndex(knex, 'worn_words')).rejects.toThrow('has no index "worn_words"');
		});

		it.runIf(isPostgres)(
			'names an index that nothing uses, and never one that keeps rows unique',
			async () => {
				await knex.raw(
					'insert into worn select n, md5(n::text), n::text from generate_series(?::integer, ?::integer) n',
					[rows + 1, rows + 20_000],
				);
				await knex.raw('analyze worn');
				const names = async () => (await unusedIndexes(knex))?.map(({ index }) => index);
				await expect.poll(names, { timeout: 10_000 }).toEqual(['worn_word']);
			},
		);

		it.runIf(isPostgres)('counts connections by their state', async () => {
			const connections = (await readConnections(knex))!;
			expect(connections.byState['active']).toBeGreaterThan(0);
			expect(connections.used).toBeLessThanOrEqual(connections.max);
		});
	});
});

const emptySize = {
	indexBytes: 0,
	rows: 0,
	deadRows: null,
	vacuumedAt: null,
	analysedAt: null,
	wholeReads: null,
	wholeReadRows: null,
};
