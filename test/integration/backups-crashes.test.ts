import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parsePeriods } from '../../domain/operations/backups/retention.ts';
import { backupsFolder } from '../../domain/operations/backups/place.ts';
import { listBackups } from '../../platform/backups/records.ts';
import { tidyUp } from '../../platform/backups/tidy-up.ts';
import { backUp } from '../../platform/jobs/definitions/back-up.ts';
import { readRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { folderStorage } from '../support/archive/folder-storage.ts';
import { crashPoints, type Assignment, type CrashPoint } from '../support/backups/crashing-process.ts';
import { emptyProject, fillProject, projectSource, scratchProject } from '../support/backups/project.ts';
import { workOnce } from '../support/backups/work.ts';
import { workUntilKilled } from '../support/jobs/killed-worker.ts';
import { describeOnDatabases, type ScratchDatabase } from '../support/scratch-database.ts';

const script = new URL('../support/backups/crashing-process.ts', import.meta.url);
const dayMs = 86_400_000;

describeOnDatabases('a backup that is killed', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let folder: string;

	beforeAll(async () => {
		database = await scratchProject(kind, 'backup_crash');
		knex = database.connect();
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		await emptyProject(knex);
		await fillProject(knex);
		folder = mkdtempSync(join(tmpdir(), 'bebetter-backup-crash-'));
		return () => rmSync(folder, { recursive: true, force: true });
	});

	const jobHere = (now = Date.now) =>
		backUp({
			source: { ...projectSource(knex), temporaryFolder: join(folder, 'temp') },
			openStorage: () => Promise.resolve(folderStorage(folder)),
			keys: [],
			periods: parsePeriods('1d,0w,0m'),
			now,
		});

	/** @returns whether it was killed */
	async function work(crash: CrashPoint | null): Promise<boolean> {
		const temporaryFolder = join(folder, 'temp');
		const assignment: Assignment = { env: database.env, folder, temporaryFolder, crash };
		return workUntilKilled(knex, script, assignment);
	}

	const manifests = () => {
		const root = join(folder, backupsFolder);
		if (!existsSync(root)) return [];
		return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
			name.endsWith('manifest.json'),
		);
	};

	for (const point of crashPoints)
		it(`leaves no half backup, and ends verified: ${point}`, async () => {
			// One of yesterday, for the night's backup to delete.
			await workOnce(
				knex,
				jobHere(() => Date.now() - dayMs),
			);
			const [yesterday] = await listBackups(knex);
			const { run } = await order(knex, jobHere(), { payload: { reason: 'tonight' } });
			await knex('job_runs')
				.where({ id: run.id })
				.update({ run_at: new Date(0) });

			expect(await work(point)).toBe(true);
			const stillThere = await listBackups(knex);
			expect(stillThere.some(({ status }) => status === 'verified')).toBe(true);
			expect(await work(null)).toBe(false);
			expect(await readRun(knex, run.id)).toMatchObject({ status: 'done', error: null });

			const backups = await listBackups(knex);
			expect(backups.filter(({ status }) => status === 'verified')).toMatchObject([{ reason: 'tonight' }]);
			expect(backups.map(({ id }) => id)).not.toContain(yesterday!.id);
			expect(backups.filter(({ status }) => status === 'running')).toEqual([]);

			const storage = folderStorage(folder);
			await tidyUp(knex, storage, Date.now() + 2 * dayMs, new AbortController().signal);
			const complete = (await listBackups(knex)).filter(({ prefix }) => prefix !== '');
			expect(manifests().length).toBe(complete.length);
			const folders = new Set<string>();
			for await (const object of storage.list(backupsFolder)) folders.add(object.split('/')[1]!);
			expect(folders.size).toBe(complete.length);
		});
});
