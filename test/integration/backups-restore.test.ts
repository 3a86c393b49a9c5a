import { tmpdir } from 'node:os';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingPostgres } from '../../host/available.ts';
import { parsePeriods } from '../../domain/operations/backups/retention.ts';
import { listBackups } from '../../platform/backups/records.ts';
import { withoutForeignKeys } from '../../platform/backups/restore/foreign-keys.ts';
import { loadTable, type LoadedTable } from '../../platform/backups/restore/load-table.ts';
import { advanceSequences } from '../../platform/backups/restore/sequences.ts';
import { addUntrackedColumns } from '../../platform/backups/restore/untracked-columns.ts';
import { verifyRestored } from '../../platform/backups/restore/verify-restored.ts';
import { openBackup, type OpenedBackup } from '../../platform/backups/verify-in-parts.ts';
import { backUp } from '../../platform/jobs/definitions/back-up.ts';
import { addEvents, eventRow } from '../support/archive/events.ts';
import { MemoryStorage } from '../support/archive/memory-storage.ts';
import { fillProject, projectSource, scratchProject } from '../support/backups/project.ts';
import { workOnce } from '../support/backups/work.ts';
import type { Database } from '../support/host/types.ts';
import type { ScratchDatabase } from '../support/scratch-database.ts';

const noPostgres = await missingPostgres();
const kinds = ['sqlite', 'postgres'] as const;

for (const from of kinds)
	for (const to of kinds)
		describe.skipIf(noPostgres !== null && (from === 'postgres' || to === 'postgres'))(
			`rows of a backup from ${from} to ${to}`,
			() => restores(from, to),
		);

function restores(from: Database, to: Database): void {
	let source: ScratchDatabase;
	let target: ScratchDatabase;
	let knex: Knex;
	let backup: OpenedBackup;
	let storage: MemoryStorage;
	let loaded: LoadedTable[];
	const options = { temporaryFolder: tmpdir(), signal: new AbortController().signal };

	beforeAll(async () => {
		source = await scratchProject(from, `from_${from}_${to}`);
		target = await scratchProject(to, `to_${from}_${to}`);
		const live = source.connect();
		knex = target.connect();
		await fillProject(live);
		// Past Directus, as a script of somebody's did it.
		await live.raw('alter table awkward add column batch_code varchar(20)');
		await live.raw('alter table awkward add column checked_at timestamp');
		await live('awkward').where({ id: 'x1' }).update({ batch_code: 'B-7' });
		await addEvents(
			live,
			...Array.from({ length: 1_700 }, (_, index) =>
				eventRow('2026-09-01T10:00:00.123Z', { event_id: `e${index}`, props: { kcal: index, meal: 'غداء' } }),
			),
		);
		storage = new MemoryStorage();
		const tools = { openStorage: storage.open, keys: [] };
		const job = backUp({ ...tools, source: projectSource(live), periods: parsePeriods('7d,4w,6m') });
		expect(await workOnce(live, job)).toMatchObject({ status: 'done' });
		backup = await openBackup(tools, (await listBackups(live))[0]!);
	});
	afterAll(async () => {
		await source?.drop();
		await target?.drop();
	});

	it('are what they were, to the digest, also in columns that nobody told Directus of', async () => {
		expect(await addUntrackedColumns(knex, backup.manifest)).toEqual([
			'awkward.batch_code',
			'awkward.checked_at',
		]);
		expect(await addUntrackedColumns(knex, backup.manifest)).toEqual([]);
		loaded = await withoutForeignKeys(knex, async () => {
			const tables: LoadedTable[] = [];
			for (const table of backup.manifest.tables) {
				const done = await loadTable(knex, backup.place, table, () => undefined);
				if (done) tables.push(done);
			}
			return tables;
		});
		await advanceSequences(knex);
		await verifyRestored(knex, loaded, options);
		const digests = new Map(backup.manifest.tables.map((table) => [table.table, table.content_sha256]));
		if (from === to)
			for (const { table, content_sha256 } of loaded) expect(content_sha256, table).toBe(digests.get(table));

		const [one] = await knex('awkward').where({ id: 'x1' });
		expect(one).toMatchObject({ batch_code: 'B-7', checked_at: null });
		const text = to === 'postgres' ? one.json : JSON.parse(one.json);
		expect(text).toEqual({ b: 1, a: [1.5, null, 'é'] });
		expect(await knex('directus_users').first()).toMatchObject({
			email: 'person@example.com',
			password: null,
		});
		expect(Number((await knex('events').count({ rows: '*' }).first())!['rows'])).toBe(1_700);
		const last = Number((await knex('events').max({ id: 'id' }).first())!['id']);
		await addEvents(knex, eventRow('2026-09-02T10:00:00Z', { event_id: 'new' }));
		expect(Number((await knex('events').where({ event_id: 'new' }).first()).id)).toBe(last + 1);
		await knex('events').where({ event_id: 'new' }).delete();
	});

	it('are found to be others when one was changed or lost', async () => {
		await verifyRestored(knex, loaded, options);
		await knex('awkward').where({ id: 'x1' }).update({ exact: 0.2 });
		await expect(verifyRestored(knex, loaded, options)).rejects.toThrow('the rows of awkward are others');
		await knex('events').where({ event_id: 'e7' }).delete();
		await expect(verifyRestored(knex, loaded, options)).rejects.toThrow(
			'events has 1699 rows instead of 1700',
		);
	});

	it('stay away when the backup was changed meanwhile', async () => {
		const [table] = backup.manifest.tables.filter(({ table: name }) => name === 'awkward');
		const object = `${backup.place.folder}${table!.name}`;
		const whole = storage.objects.get(object)!;
		storage.objects.set(object, whole.subarray(0, -9));
		await knex('awkward').where({ id: 'x1' }).update({ exact: 0.3 });
		await expect(loadTable(knex, backup.place, table!, () => undefined)).rejects.toThrow('is damaged');
		expect((await knex('awkward').where({ id: 'x1' }).first()).exact).toBe(0.3);
		storage.objects.set(object, whole);
	});
}
