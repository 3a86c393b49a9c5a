import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { DatabaseView } from '../../domain/operations/database/contract.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';

const dayMs = 86_400_000;
const isoDay = (daysAgo: number) => new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10);

describeOnHosts(
	'looking after the database',
	(kind) => {
		const isPostgres = kind.database === 'postgres';
		let host: Host;

		beforeAll(async () => {
			const env = { BEBETTER_DATABASE_DISK_GB: '1' };
			host = await startHost({ ...kind, name: 'database-care', provisioned: 'empty', env });
		});
		afterAll(() => host?.stop());

		const look = () => host.admin<DatabaseView>('GET', '/ops/database');
		const ended = async (run: JobRun): Promise<JobRun> => {
			let now = run;
			await vi.waitFor(
				async () => {
					now = await host.admin<JobRun>('GET', `/ops/jobs/${run.id}`);
					expect(['done', 'dead']).toContain(now.status);
				},
				{ timeout: 60_000, interval: 200 },
			);
			return now;
		};
		const session = (token: string, expires: Date) =>
			host.knex('directus_sessions').insert({ token, expires, user: null, share: null });

		it('vacuums every table, deletes expired sessions and keeps the sizes', async () => {
			await session('expired', new Date(Date.now() - dayMs));
			await session('valid', new Date(Date.now() + dayMs));
			const run = await ended(await host.admin<JobRun>('POST', '/ops/database/care'));
			expect(run).toMatchObject({ name: 'care-for-database', status: 'done', error: null });
			// The night's own run, made up at the start, may have been faster.
			expect(run.result).toMatchObject({ failed: 0, expired_sessions: expect.any(Number) });
			expect(
				await host.knex('directus_sessions').whereIn('token', ['expired', 'valid']).select('token'),
			).toEqual([{ token: 'valid' }]);

			const view = await look();
			expect(view.last_care).toMatchObject({ id: run.id, status: 'done' });
			const recorded = await host.knex('bebetter_table_sizes').where({ day: isoDay(0) });
			expect(recorded.length).toBe(view.tables.length);
			if (isPostgres) {
				expect(run.result!['vacuumed']).toBeGreaterThan(20);
				const { vacuumed_at } = view.tables.find(({ table }) => table === 'events')!;
				expect(Date.parse(vacuumed_at!)).toBeGreaterThan(Date.now() - 600_000);
			}
		});

		it('shows sizes, growth and when the disk is full', async () => {
			const before = await look();
			expect(before).toMatchObject({ kind: kind.database, growth_per_day: null, days_until_full: null });
			expect(before.bytes).toBeGreaterThan(100_000);
			expect(before.free_bytes).toBeGreaterThan(0);
			const events = before.tables.find(({ table }) => table === 'events')!;
			const million = 1_000_000;
			await host
				.knex('bebetter_table_sizes')
				.where({ table_name: 'events' })
				.update({ bytes: 50 * million });
			await host
				.knex('bebetter_table_sizes')
				.insert({ day: isoDay(10), table_name: 'events', bytes: 20 * million, rows: 1 });
			const view = await look();
			expect(view.tables.find(({ table }) => table === 'events')).toMatchObject({
				bytes: events.bytes,
				growth_per_day: 3 * million,
			});
			expect(view.growth_per_day).toBe(3 * million);
			const days = Math.floor(view.free_bytes! / (3 * million));
			expect(view.days_until_full).toBe(days > 3_650 ? null : days);
		});

		it('finds an index that the model has and the database has not', async () => {
			expect((await look()).missing_indexes).toEqual([]);
			await host.knex.raw('drop index ??', ['bebetter_job_runs_finished_at_idx']);
			expect((await look()).missing_indexes).toEqual([
				{ table: 'job_runs', index: 'bebetter_job_runs_finished_at_idx', columns: ['finished_at'] },
			]);
			const sizes = await host.cli(['bebetter', 'database', 'sizes']);
			expect(sizes.stdout).toContain('The index bebetter_job_runs_finished_at_idx on job_runs is missing');
		});

		it.runIf(isPostgres)('builds an index anew while its table is used, and knows connections', async () => {
			const index = 'bebetter_job_runs_name_slot_key';
			const run = await ended(await host.admin<JobRun>('POST', '/ops/database/reindex', { index }));
			expect(run).toMatchObject({ status: 'done', result: { bytes_after: expect.any(Number) } });
			const { connections, unused_indexes, bloated_indexes } = await look();
			expect(connections!.used).toBeGreaterThan(0);
			expect(connections!.max).toBeGreaterThan(connections!.used);
			expect(connections!.by_state['active']).toBeGreaterThan(0);
			expect([unused_indexes, bloated_indexes]).toEqual([[], []]);
		});

		it.runIf(!isPostgres)(
			'rewrites the file when told to, and has what only a server has as unknown',
			async () => {
				const { connections, unused_indexes, bloated_indexes } = await look();
				expect([connections, unused_indexes, bloated_indexes]).toEqual([null, null, null]);
				const care = await host.cli(['bebetter', 'database', 'care', '--full']);
				expect(care.stderr + care.stdout).toMatch(/Rewrote the file: \d+ bytes before, \d+ after/);
				expect(care.code).toBe(0);
			},
		);

		it('refuses what is no index, and everybody but administrators', async () => {
			const user = await withUser(host, { role: 'App User' });
			const ask = async (path: string, token: string, body?: object) => {
				const response = await host.fetch(path, {
					method: body ? 'POST' : 'GET',
					headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
					...(body && { body: JSON.stringify(body) }),
				});
				return [response.status, await response.text()] as const;
			};
			const [status, text] = await ask('/ops/database/reindex', host.adminToken, { index: 'no"index' });
			expect(status).toBe(400);
			expect(text).toContain('"field":"index"');
			expect((await ask('/ops/database', user.token))[0]).toBe(403);
			expect((await ask('/ops/database/care', user.token, {}))[0]).toBe(403);
			expect((await ask('/ops/database/reindex', user.token, { index: 'x' }))[0]).toBe(403);
		});
	},
	{ only: bothMajorsAndDatabases },
);
