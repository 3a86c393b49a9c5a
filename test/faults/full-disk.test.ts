import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BackupsOverview } from '../../domain/operations/backups/contract.ts';
import type { Check, DetailedHealth } from '../../domain/operations/health/contract.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import { addEvents, eventRow } from '../support/archive/events.ts';
import { withoutBackups } from '../support/backups/without-backups.ts';
import { newEvent, sendEvents } from '../support/events.ts';
import { connectTo } from '../support/host/connect.ts';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { read, until } from '../support/publishing/reading.ts';
import { missingSmallDisk, smallDisk, type SmallDisk } from '../support/small-disk.ts';

vi.setConfig({ testTimeout: 120_000 });

const dayMs = 86_400_000;

describeOnHosts(
	`a full disk${missingSmallDisk ? ` (${missingSmallDisk})` : ''}`,
	(kind) => {
		if (missingSmallDisk) return void it.skip('cannot be made here', () => undefined);
		let disk: SmallDisk;
		let host: Host;

		const diskCheck = async (): Promise<Check | undefined> =>
			(await host.admin<DetailedHealth>('GET', '/ops/health/detailed')).checks.find(
				({ name }) => name === 'disk',
			);
		const stillAlive = (pid: number): void => {
			expect(host.pid).toBe(pid);
			expect(() => process.kill(pid, 0)).not.toThrow();
			expect(host.logs()).not.toMatch(/unhandled|uncaught/i);
		};
		/** Waits until a job has failed or ended. */
		async function tried(run: { id: string }): Promise<JobRun> {
			let found!: JobRun;
			await until(
				'the job was tried',
				async () => {
					found = await host.admin<JobRun>('GET', `/ops/jobs/${run.id}`);
					return found.error !== null || found.status === 'done';
				},
				60_000,
			);
			return found;
		}
		const done = (run: { id: string }) =>
			until(
				'the job is done',
				async () => (await host.admin<JobRun>('GET', `/ops/jobs/${run.id}`)).status === 'done',
				60_000,
			);

		describe('of the storage', () => {
			beforeAll(async () => {
				disk = smallDisk(8);
				host = await startHost({
					...kind,
					name: 'full-storage',
					provisioned: 'seeded',
					env: {
						STORAGE_LOCATIONS: 'local,small',
						STORAGE_SMALL_DRIVER: 'local',
						STORAGE_SMALL_ROOT: disk.folder,
						BEBETTER_BACKUP_STORAGE: 'small',
						BEBETTER_ARCHIVE_STORAGE: 'small',
					},
				});
				await withoutBackups(host);
			});
			afterAll(async () => {
				await host?.stop();
				disk?.remove();
			});
			const stored = () =>
				readdirSync(disk.folder, { recursive: true, withFileTypes: true })
					.filter((entry) => entry.isFile() && entry.name !== 'ballast')
					.map(({ name }) => name);

			it('D5: no event is deleted without its archive, and all are moved when there is room', async () => {
				const day = new Date(Date.now() - 100 * dayMs).toISOString().slice(0, 10);
				const hour = (index: number) => String(index % 24).padStart(2, '0');
				const rows = Array.from({ length: 3_000 }, (_, index) =>
					eventRow(`${day}T${hour(index)}:00:00Z`, { event_id: `full ${index}` }),
				);
				await addEvents(host.knex, ...rows);
				disk.fill(4);
				const run = await host.admin<JobRun>('POST', '/ops/jobs', { name: 'archive-events' });
				const failed = await tried(run);
				expect(failed.error).toMatch(/no room|No space|ENOSPC/i);
				expect(await host.knex('events').where('event_id', 'like', 'full %')).toHaveLength(rows.length);
				expect(await host.knex('event_archives')).toEqual([]);
				expect(stored()).toEqual([]);
				expect(await diskCheck()).toMatchObject({ status: 'error' });

				disk.free();
				await done(run);
				expect(await host.knex('events').where('event_id', 'like', 'full %')).toEqual([]);
				const [counted] = await host.knex('event_archives').sum({ rows: 'rows' }).whereNotNull('verified_at');
				expect(Number(counted?.['rows'])).toBe(rows.length);
			});

			it('D5: no half backup is left, the message says what to do, and the next one is verified', async () => {
				const archived = stored();
				disk.fill(32);
				const run = await host.admin<JobRun>('POST', '/ops/backups', {});
				const failed = await tried(run);
				expect(failed.error).toContain('no room left in the storage "small"');
				expect(stored()).toEqual(archived);
				const { backups } = await host.admin<BackupsOverview>('GET', '/ops/backups');
				expect(backups.filter(({ status }) => status === 'verified')).toEqual([]);

				disk.free();
				await done(run);
				const after = await host.admin<BackupsOverview>('GET', '/ops/backups');
				expect(after.backups.map(({ status }) => status)).toContain('verified');
			});
		});

		describe.runIf(kind.database === 'sqlite')('of the database', () => {
			let pid: number;
			beforeAll(async () => {
				host = await startHost({ ...kind, name: 'full-database', provisioned: 'seeded' });
				await withoutBackups(host);
				await host.kill('SIGTERM');
				disk = smallDisk(64);
				const file = join(disk.folder, 'data.db');
				copyFileSync(host.env['DB_FILENAME']!, file);
				await host.restart({ DB_FILENAME: file });
				pid = host.pid;
			});
			afterAll(async () => {
				await host?.stop();
				disk?.remove();
			});

			it('what is written is refused for now, what is read is served, and nothing taken is lost', async () => {
				const batch = () => Array.from({ length: 50 }, () => newEvent());
				const [before, during, after] = [batch(), batch(), batch()];
				expect((await sendEvents(host, before)).status).toBe(200);
				disk.fill();

				const refused = await sendEvents(host, during);
				expect(refused.status).toBe(503);
				expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
				const food = (await read(host, '/mobile/foods?limit=1')).body.data[0];
				const edit = await host.fetch(`/items/foods/${food.id}`, {
					method: 'PATCH',
					headers: { authorization: `Bearer ${host.adminToken}`, 'content-type': 'application/json' },
					body: JSON.stringify({ name_en: 'No room for me' }),
				});
				expect(edit.status).toBeGreaterThanOrEqual(500);
				for (const path of [
					'/mobile/screens/home',
					`/mobile/foods/${food.slug}`,
					'/ops/health',
					'/ops/health/live',
				])
					expect((await host.fetch(path)).status, path).toBe(200);
				expect((await read(host, `/mobile/foods/${food.slug}`)).body.data.name_en).toBe(food.name_en);
				expect(await diskCheck()).toMatchObject({ status: 'error' });
				stillAlive(pid);

				disk.free();
				expect((await sendEvents(host, during)).json.data).toMatchObject({ accepted: 50 });
				expect((await sendEvents(host, after)).json.data).toMatchObject({ accepted: 50 });
				await host.admin('PATCH', `/items/foods/${food.id}`, { name_en: 'Room again' });
				await until(
					'the edit is served',
					async () => (await read(host, `/mobile/foods/${food.slug}`)).body.data.name_en === 'Room again',
				);
				const knex = connectTo(kind.major, host.env);
				try {
					const ids = [...before, ...during, ...after].map(({ event_id }) => event_id);
					expect(await knex('events').whereIn('event_id', ids)).toHaveLength(ids.length);
					expect(await knex.raw('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
				} finally {
					await knex.destroy();
				}
				stillAlive(pid);
			});
		});
	},
	{ only: ['12-sqlite'] },
);
