import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BackupKey } from '../../domain/operations/backups/backup-keys.ts';
import { parsePeriods } from '../../domain/operations/backups/retention.ts';
import { readLastVerifiedBackup } from '../../platform/backups/last-verified.ts';
import { readManifest } from '../../platform/backups/manifest-file.ts';
import { backupSignals } from '../../platform/backups/signals.ts';
import type { HostContext } from '../../platform/host-context.ts';
import { listBackups } from '../../platform/backups/records.ts';
import { backUp, type BackUpOptions } from '../../platform/jobs/definitions/back-up.ts';
import { verifyBackup } from '../../platform/jobs/definitions/verify-backup.ts';
import { MemoryStorage } from '../support/archive/memory-storage.ts';
import { addEvents, eventRow } from '../support/archive/events.ts';
import {
	emptyProject,
	fillProject,
	projectSource,
	scratchProject,
	secrets,
} from '../support/backups/project.ts';
import { workOnce } from '../support/backups/work.ts';
import { describeOnDatabases, type ScratchDatabase } from '../support/scratch-database.ts';

const key: BackupKey = { name: 'k1', secret: randomBytes(32) };
const hour = 3_600_000;

describeOnDatabases('backups', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let storage: MemoryStorage;

	beforeAll(async () => {
		database = await scratchProject(kind, 'backups');
		knex = database.connect();
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		await emptyProject(knex);
		await fillProject(knex);
		storage = new MemoryStorage();
	});

	const jobOf = (options: Partial<BackUpOptions> = {}) =>
		backUp({
			source: projectSource(knex),
			openStorage: storage.open,
			keys: [],
			periods: parsePeriods('7d,4w,6m'),
			...options,
		});
	const take = (options?: Partial<BackUpOptions>) => workOnce(knex, jobOf(options), { reason: 'test' });
	const verify = async (keys: readonly BackupKey[] = []) => {
		const [backup] = await listBackups(knex);
		return workOnce(knex, verifyBackup({ openStorage: storage.open, keys }), { backup: backup!.id });
	};
	const object = (end: string) => [...storage.objects.keys()].find((name) => name.endsWith(end))!;
	const linesOf = (table: string) =>
		gunzipSync(storage.objects.get(object(`/${table}.ndjson.gz`))!)
			.toString()
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as Record<string, unknown>);

	it('hold every row, and count once they were read back', async () => {
		await addEvents(
			knex,
			...Array.from({ length: 2_500 }, (_, index) =>
				eventRow('2026-09-01T10:00:00Z', { event_id: `e${index}` }),
			),
		);
		expect(await readLastVerifiedBackup(knex)).toBeNull();
		const run = await take();
		expect(run).toMatchObject({ status: 'done', error: null });

		const [backup] = await listBackups(knex);
		expect(backup).toMatchObject({ status: 'verified', reason: 'test', encrypted_with: null, error: null });
		expect(await readLastVerifiedBackup(knex)).toEqual(new Date(backup!.started_at));
		const { manifest } = await readManifest(storage, backup!.prefix);
		const tables = Object.fromEntries(manifest.tables.map((table) => [table.table, table]));
		const events = await knex('events').orderBy('id');
		expect(tables['events']).toMatchObject({
			rows: 2_500,
			min_key: String(events[0].id),
			max_key: String(events.at(-1).id),
		});
		expect(linesOf('events').map(({ event_id }) => event_id)).toEqual(events.map(({ event_id }) => event_id));
		expect(backup!.rows).toBe(manifest.tables.reduce((sum, { rows }) => sum + rows, 0));
		expect(manifest.uploads).toMatchObject({ files: 2, missing: 1 });
		expect(manifest).toMatchObject({ database: kind, secrets: 'left out', directus: '12.4.0' });
	});

	it('say which table lost rows since the one before, and by how much', async () => {
		const context = { database: knex } as HostContext;
		const rows = Array.from({ length: 40 }, (_, index) => ({ id: `n${index}` }));
		await knex('awkward').insert(rows);
		expect(await backupSignals(context)).toMatchObject({ backup_age_hours: null });
		expect(await backupSignals(context)).not.toHaveProperty('backup_rows_lost_ratio');
		await take();
		expect(await backupSignals(context)).toMatchObject({ backup_rows_lost_ratio: 0 });
		expect((await listBackups(knex))[0]).toMatchObject({ status: 'verified', shrunk: null });

		await knex('awkward').where('id', '>=', 'n2').andWhere('id', '<', 'n4').delete();
		const left = Number((await knex('awkward').count({ count: '*' }))[0]!['count']);
		await knex('job_runs').delete();
		await take();
		expect((await listBackups(knex))[0]).toMatchObject({
			status: 'verified',
			shrunk: { table: 'awkward', rows_before: 42, rows_after: left },
		});
		expect(left).toBeLessThan(33);
		expect(await backupSignals(context)).toMatchObject({ backup_rows_lost_ratio: 1 - left / 42 });

		await knex('job_runs').delete();
		await take();
		expect(await backupSignals(context)).toMatchObject({ backup_rows_lost_ratio: 0 });
	});

	it('hold values that every database takes back', async () => {
		await take();
		expect(linesOf('awkward')).toEqual([
			{
				id: 'x1',
				big: '9007199254740993',
				exact: 0.1,
				flag: true,
				day: '2026-03-29',
				moment: '2026-03-29T01:30:00.123Z',
				text: 'فطور\n"\\\t\u2028 🍳',
				json: '{"b":1,"a":[1.50,null,"é"]}',
			},
			{ id: 'x2', big: null, exact: null, flag: null, day: null, moment: null, text: null, json: null },
		]);
	});

	it('hold no secret without a key, in no object', async () => {
		await take();
		expect(storage.objects.size).toBeGreaterThan(6);
		for (const [name, content] of storage.objects) {
			const plain = name.endsWith('.gz') ? gunzipSync(content) : content;
			for (const secret of secrets) expect(plain.includes(secret), `${secret} in ${name}`).toBe(false);
		}
		expect(linesOf('directus_users')).toEqual([
			{ id: '6b0c1a52-1f0e-4f6c-9a53-0d1f3f0e5a11', email: 'person@example.com' },
		]);
		expect((await knex('directus_users').first()).password).toBe(secrets[0]);
	});

	it('hold secrets with a key, which nobody reads without it', async () => {
		expect(await take({ keys: [key] })).toMatchObject({ status: 'done' });
		const [backup] = await listBackups(knex);
		expect(backup).toMatchObject({ status: 'verified', encrypted_with: 'k1' });
		for (const [name, content] of storage.objects)
			for (const word of [...secrets, 'person@example.com'])
				expect(content.includes(word), `${word} in ${name}`).toBe(false);
		expect(await verify([key])).toMatchObject({ status: 'done' });
		expect(await verify([])).toMatchObject({
			status: 'queued',
			error: expect.stringContaining('"k1", which is not in BEBETTER_BACKUP_KEYS'),
		});
		await knex('job_runs').delete();
		const other = { name: 'k1', secret: randomBytes(32) };
		expect(await verify([other])).toMatchObject({
			status: 'dead',
			error: expect.stringContaining('the key is another'),
		});
	});

	for (const keys of [[], [key]])
		it(`are known to be damaged after one byte was changed or lost in any object, ${keys.length ? 'with' : 'without'} a key`, async () => {
			await addEvents(
				knex,
				...Array.from({ length: 50 }, (_, index) =>
					eventRow('2026-09-01T10:00:00Z', { event_id: `e${index}` }),
				),
			);
			await take({ keys });
			const damages: ((content: Buffer) => Buffer)[] = [
				(content) =>
					Buffer.from(content.map((byte, index) => (index === content.length >> 1 ? byte ^ 1 : byte))),
				(content) => content.subarray(0, -1),
			];
			const ends = [
				'manifest.json',
				'schema.json.gz',
				'tables/events.ndjson.gz',
				'tables/directus_users.ndjson.gz',
				'uploads.ndjson.gz',
			];
			if (kind === 'sqlite') ends.push('database.sqlite.gz');
			for (const end of ends)
				for (const damage of damages) {
					const name = object(end);
					const whole = storage.objects.get(name)!;
					storage.objects.set(name, damage(whole));
					expect(await verify(keys), name).toMatchObject({
						status: 'dead',
						error: expect.stringContaining(name),
					});
					expect((await listBackups(knex))[0]).toMatchObject({ status: 'damaged', verified_at: null });
					expect(await readLastVerifiedBackup(knex)).toBeNull();
					storage.objects.set(name, whole);
					await knex('job_runs').delete();
				}
			expect(await verify(keys)).toMatchObject({ status: 'done' });
			expect((await listBackups(knex))[0]).toMatchObject({ status: 'verified', error: null });
		});

	it('are as of one moment, whatever is written meanwhile', async () => {
		const writer = database.connect();
		let hasWritten = false;
		storage.disturb = (moment) => {
			if (moment !== 'before upload' || hasWritten) return;
			hasWritten = true;
			pending = (async () => void (await writer('awkward').insert({ id: 'late' })))();
		};
		let pending: PromiseLike<unknown> = Promise.resolve();
		expect(await take()).toMatchObject({ status: 'done' });
		await pending;
		expect(await knex('awkward').count({ rows: '*' }).first()).toEqual({ rows: kind === 'sqlite' ? 3 : '3' });
		expect(linesOf('awkward').map(({ id }) => id)).toEqual(['x1', 'x2']);
	});

	it('leave nothing behind on a full disk, and say what to do', async () => {
		let uploads = 0;
		storage.disturb = (moment) => {
			if (moment === 'before upload' && ++uploads === 4)
				throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
		};
		const run = await take();
		expect(run).toMatchObject({
			status: 'queued',
			error: expect.stringContaining('no room left in the storage "memory"'),
		});
		expect(storage.objects.size).toBe(0);
		expect(await listBackups(knex)).toMatchObject([
			{ status: 'failed', error: expect.stringContaining('Make room') },
		]);
		expect(await take()).toMatchObject({ status: 'done' });
		expect(await listBackups(knex)).toMatchObject([{ status: 'verified' }]);
	});

	it('do not count when the storage gives back something else', async () => {
		storage.store = (content) => content.subarray(0, content.length - 2);
		expect(await take()).toMatchObject({
			status: 'dead',
			error: expect.stringContaining('is not what was written'),
		});
		expect(await listBackups(knex)).toMatchObject([{ status: 'damaged', verified_at: null }]);
	});

	it('are deleted when nobody needs them any more, the last verified one never', async () => {
		const begun = Date.parse('2026-09-01T01:15:00Z');
		for (const day of [0, 1, 2, 3])
			await take({ now: () => begun + day * 24 * hour, periods: parsePeriods('2d,0w,0m') });
		const kept = await listBackups(knex);
		expect(kept.map(({ started_at }) => started_at.slice(0, 10))).toEqual(['2026-09-04', '2026-09-03']);
		const folders = new Set([...storage.objects.keys()].map((name) => name.split('/')[1]));
		expect(folders.size).toBe(2);
	});

	it('tidy up what crashes left, and take in complete backups that the table does not know', async () => {
		await take();
		const [known] = await listBackups(knex);
		await knex('bebetter_backups').delete();
		storage.objects.set('bebetter-backups/2026-01-01T00-00-00Z-dead/schema.json.gz', Buffer.from('half'));
		expect(await take()).toMatchObject({ result: { adopted_backups: 1, deleted_leftovers: 0 } });
		expect((await listBackups(knex)).find(({ id }) => id === known!.id)).toMatchObject({ status: 'written' });
		storage.modified = new Date(Date.now() - 25 * hour);
		expect(await take()).toMatchObject({ result: { adopted_backups: 0, deleted_leftovers: 1 } });
		expect(storage.objects.has('bebetter-backups/2026-01-01T00-00-00Z-dead/schema.json.gz')).toBe(false);
	});
});
