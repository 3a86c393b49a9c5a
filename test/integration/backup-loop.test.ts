import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingPostgres } from '../../host/available.ts';
import { repositoryRoot } from '../../host/paths.ts';
import { expiredBackups, parsePeriods } from '../../domain/operations/backups/retention.ts';
import { listBackups } from '../../platform/backups/records.ts';
import { createDatabase, databaseUrl, dropDatabase, testDatabaseName } from '../support/host/postgres.ts';
import { connectTo } from '../support/host/connect.ts';
import { fillProject, scratchProject } from '../support/backups/project.ts';
import type { ScratchDatabase } from '../support/scratch-database.ts';

const script = join(repositoryRoot, 'ops/backup/backup-loop.sh');
const missing =
	(await missingPostgres()) ??
	(spawnSync('pg_dump', ['--version']).error ? 'pg_dump is not installed' : null);

describe.skipIf(missing)(`the script that dumps PostgreSQL${missing ? ` (${missing})` : ''}`, () => {
	let database: ScratchDatabase;
	let knex: Knex;
	let folder: string;

	beforeAll(async () => {
		database = await scratchProject('postgres', 'backup_loop');
		knex = database.connect();
		await fillProject(knex);
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'bebetter-dumps-'));
		await knex('bebetter_backups').delete();
		return () => rmSync(folder, { recursive: true, force: true });
	});

	const run = (command: string, changes: Record<string, string> = {}) => {
		const url = new URL(database.env['DB_CONNECTION_STRING']!);
		const { status, stdout, stderr } = spawnSync('sh', [script, command], {
			encoding: 'utf8',
			env: {
				PATH: process.env['PATH']!,
				PGHOST: url.hostname,
				PGPORT: url.port,
				PGUSER: url.username,
				PGPASSWORD: decodeURIComponent(url.password),
				PGDATABASE: url.pathname.slice(1),
				BACKUP_FOLDER: folder,
				...changes,
			},
		});
		return { status, output: stdout + stderr };
	};
	const dumps = () => readdirSync(folder).filter((name) => name.endsWith('.dump'));

	it('makes a dump that was read back, restores, and is listed with ours', async () => {
		expect(run('healthy').status).toBe(1);
		const { status, output } = run('once');
		expect(status, output).toBe(0);
		expect(run('healthy').status).toBe(0);
		const [dump] = dumps();
		const manifest = JSON.parse(readFileSync(join(folder, dump!.replace('.dump', '.json')), 'utf8'));
		expect(manifest).toMatchObject({ dump, tables: 9 });
		expect(await listBackups(knex)).toMatchObject([
			{ kind: 'dump', status: 'verified', prefix: dump, sha256: manifest.sha256, bytes: manifest.bytes },
		]);

		const name = testDatabaseName('from_dump');
		await createDatabase(name);
		const copy = connectTo(12, { DB_CLIENT: 'pg', DB_CONNECTION_STRING: databaseUrl(name) });
		try {
			execFileSync('pg_restore', ['--no-owner', '--dbname', databaseUrl(name), join(folder, dump!)]);
			for (const table of ['awkward', 'directus_users'])
				expect(await copy(table).orderBy('id')).toEqual(await knex(table).orderBy('id'));
		} finally {
			await copy.destroy();
			await dropDatabase(name);
		}
	});

	it('leaves nothing when it fails, and says so', () => {
		const { status, output } = run('once', { PGDATABASE: 'not_there_at_all' });
		expect(status).toBe(1);
		expect(output).toContain('FAILED: pg_dump did not finish');
		expect(readdirSync(folder)).toEqual([]);
		expect(run('nonsense')).toMatchObject({ status: 2, output: expect.stringContaining('usage') });
	});

	it('keeps what the bundle would keep, and never deletes the newest', () => {
		const hours = Array.from({ length: 60 }, (_, index) => 3_000 + index * 61 + (index % 7) * 40);
		const stamps = hours.map((hour) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000));
		const nameOf = (at: Date) => `bebetter-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
		for (const at of stamps)
			for (const end of ['json', 'dump']) {
				const file = join(folder, `${nameOf(at)}.${end}`);
				writeFileSync(file, '{}');
				utimesSync(file, at, at);
			}
		const before = new Set(readdirSync(folder));
		const { status, output } = run('once', { BACKUP_KEEP: '3d,2w,4m' });
		expect(status, output).toBe(0);
		const [taken] = dumps().filter((name) => !before.has(name));
		const backups = [...stamps.map(nameOf), taken!.replace('.dump', '')].map((id) => ({
			id,
			takenAt: Date.parse(id.slice(9).replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z')),
			isVerified: true,
		}));
		const gone = new Set(expiredBackups(backups, parsePeriods('3d,2w,4m')).map(({ id }) => id));
		expect(dumps().toSorted()).toEqual(
			backups.flatMap(({ id }) => (gone.has(id) ? [] : [`${id}.dump`])).toSorted(),
		);
		expect(run('once', { BACKUP_KEEP: '0d,1w,1m' }).output).toContain('Nothing was deleted');
	});
});
