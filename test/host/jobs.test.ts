import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { directusCli } from '../../host/install-directus.ts';
import { freePort } from '../../host/ports.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
} from '../support/host/index.ts';

const dayMs = 86_400_000;

describeOnHosts(
	'background jobs',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'jobs',
				provisioned: 'empty',
				redis: kind.database === 'postgres',
			});
		});
		afterAll(() => host?.stop());

		const ask = (path: string, body: unknown, token: string | null = host.adminToken) =>
			host.fetch(path, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					...(token !== null && { authorization: `Bearer ${token}` }),
				},
				body: JSON.stringify(body),
			});
		const start = async (body: unknown): Promise<JobRun> => {
			const response = await ask('/ops/jobs', body);
			expect(response.headers.get('cache-control')).toBe('no-store');
			return ((await response.json()) as { data: JobRun }).data;
		};
		const problem = async (response: Response) => {
			const { errors } = (await response.json()) as {
				errors: { message: string; extensions: Record<string, unknown> }[];
			};
			return { ...errors[0]!.extensions, message: errors[0]!.message, status: response.status };
		};
		/** Rows as jobs that ended long ago have left them. */
		const plant = async (count: number): Promise<void> => {
			const ended = new Date(Date.now() - 40 * dayMs);
			const rows = Array.from({ length: count }, (_, index) => ({
				id: crypto.randomUUID(),
				name: 'planted',
				slot: `manual:${index}`,
				status: 'done',
				run_at: ended,
				created_at: ended,
				finished_at: ended,
			}));
			for (let at = 0; at < count; at += 50) await host.knex('job_runs').insert(rows.slice(at, at + 50));
		};
		const planted = async (): Promise<number> =>
			Number(
				(await host.knex('job_runs').where({ name: 'planted' }).count({ count: '*' }).first())!['count'],
			);

		it('run when asked for, and the answer can wait for the end', async () => {
			await plant(1_200);
			const run = await start({ name: 'prune-jobs', payload: { days: 30 }, wait: true });
			expect(run).toMatchObject({
				name: 'prune-jobs',
				status: 'done',
				progress: 1_200,
				result: { deleted: 1_200 },
				error: null,
			});
			expect(await planted()).toBe(0);
		});

		it('run by themselves when their slot is due', async () => {
			await vi.waitFor(
				async () => {
					const rows = await host.admin<JobRun[]>('GET', '/ops/jobs?name=prune-jobs&status=done');
					expect(rows.some(({ slot }) => /^\d{4}-\d\d-\d\d$/.test(slot))).toBe(true);
				},
				{ timeout: 30_000 },
			);
		});

		it('are one row for one name and slot, however often they are asked for', async () => {
			const wanted = { name: 'prune-jobs', slot: 'once-2026', wait: true };
			const runs = await Promise.all([start(wanted), start(wanted), start(wanted)]);
			expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
			const again = await start(wanted);
			expect(again).toMatchObject({ id: runs[0]!.id, fence: 1, status: 'done' });
			expect(await host.knex('job_runs').where({ slot: 'once-2026' })).toHaveLength(1);
		});

		it('can be listed page by page, and looked at one by one', async () => {
			const list = async (query: string) =>
				(await (
					await host.fetch(`/ops/jobs?${query}`, { headers: { authorization: `Bearer ${host.adminToken}` } })
				).json()) as { data: JobRun[]; meta: { next_cursor: string | null } };
			const first = await list('limit=1');
			const second = await list(`limit=1&cursor=${first.meta.next_cursor}`);
			expect(first.data).toHaveLength(1);
			expect(second.data[0]!.id).not.toBe(first.data[0]!.id);
			expect(await host.admin('GET', `/ops/jobs/${first.data[0]!.id}`)).toEqual(first.data[0]);
			expect(await host.admin('GET', `/items/job_runs/${first.data[0]!.id}?fields=created_at`)).toEqual({
				created_at: first.data[0]!.created_at,
			});
		});

		it('can be cancelled and retried, when that makes sense', async () => {
			const { id } = await start({ name: 'prune-jobs', slot: 'to-cancel', wait: true });
			expect(await problem(await ask(`/ops/jobs/${id}/cancel`, {}))).toMatchObject({
				status: 409,
				code: 'JOB_STATUS',
				message: expect.stringContaining('this one is done'),
			});
			await host.knex('job_runs').where({ id }).update({ status: 'dead', error: 'broken' });
			const retried = await ask(`/ops/jobs/${id}/retry`, {});
			expect(retried.status).toBe(200);
			await vi.waitFor(
				async () =>
					expect(await host.admin('GET', `/ops/jobs/${id}`)).toMatchObject({ status: 'done', error: null }),
				{ timeout: 30_000 },
			);
			for (const unknown of ['no-id', crypto.randomUUID()])
				expect(await problem(await ask(`/ops/jobs/${unknown}/retry`, {}))).toMatchObject({
					status: 404,
					code: 'JOB_NOT_FOUND',
				});
		});

		it('are for administrators only', async () => {
			const { id } = await start({ name: 'prune-jobs', slot: 'not-yours', wait: true });
			const editor = await withUser(host, { role: 'Editor' });
			const appUser = await withUser(host, { role: 'App User' });
			for (const token of [null, appUser.token, editor.token]) {
				for (const path of ['/ops/jobs', `/ops/jobs/${id}/retry`, `/ops/jobs/${id}/cancel`])
					expect(
						await problem(await ask(path, { name: 'prune-jobs', slot: 'refused' }, token)),
					).toMatchObject({
						status: 403,
						code: 'FORBIDDEN',
					});
				for (const path of ['/ops/jobs', `/ops/jobs/${id}`]) {
					const headers = token === null ? {} : { authorization: `Bearer ${token}` };
					expect((await host.fetch(path, { headers })).status).toBe(403);
				}
			}
			expect(await host.knex('job_runs').where({ slot: 'refused' })).toEqual([]);
		});

		it('are refused with the field that is wrong and what is right', async () => {
			const wrong = async (body: unknown) => problem(await ask('/ops/jobs', body));
			expect(await wrong({ name: 'prune-job' })).toMatchObject({
				status: 400,
				code: 'INVALID_PAYLOAD',
				field: 'name',
				message: expect.stringContaining('Did you mean "prune-jobs"?'),
			});
			expect(await wrong({ name: 'nothing-like-it' })).toMatchObject({
				message: expect.stringMatching(/Known are: .*prune-jobs/),
			});
			expect(await wrong({})).toMatchObject({ field: 'name' });
			expect(await wrong({ name: 'prune-jobs', payload: { days: 1 } })).toMatchObject({
				field: 'payload.days',
				message: expect.stringContaining('at least 2'),
			});
			expect(await wrong({ name: 'prune-jobs', payload: { day: 9 } })).toMatchObject({
				field: 'payload.day',
			});
			expect(await wrong({ name: 'prune-jobs', slot: 'a b' })).toMatchObject({ field: 'slot' });
			expect(await wrong({ name: 'prune-jobs', wait: 'yes' })).toMatchObject({ field: 'wait' });
			const list = await host.fetch('/ops/jobs?status=lost', {
				headers: { authorization: `Bearer ${host.adminToken}` },
			});
			expect(await problem(list)).toMatchObject({ status: 400, code: 'INVALID_QUERY', parameter: 'status' });
		});

		it('are documented', async () => {
			const { paths } = (await (await host.fetch('/mobile/openapi.json')).json()) as {
				paths: Record<string, Record<string, { security?: unknown[]; parameters: { name: string }[] }>>;
			};
			expect(Object.keys(paths['/ops/jobs']!).sort()).toEqual(['get', 'post']);
			expect(paths['/ops/jobs']!['get']!.parameters.map(({ name }) => name)).toContain('status');
			expect(paths['/ops/jobs/{id}/retry']!['post']!.security).toHaveLength(2);
		});

		it('go over to a worker process when Directus leaves them alone, and the worker ends in order', async () => {
			await host.restart({ BEBETTER_ROLE: 'web' });
			await plant(20);
			const run = await start({ name: 'prune-jobs', slot: 'for-the-worker' });
			const port = await freePort();
			const args = ['bebetter', 'worker', '--concurrency', '1', '--health-port', String(port)];
			const worker = spawn(process.execPath, [directusCli(kind.major), ...args], {
				cwd: host.folder,
				env: host.env,
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			let output = '';
			worker.stdout.on('data', (chunk) => (output += String(chunk)));
			worker.stderr.on('data', (chunk) => (output += String(chunk)));
			const exited = once(worker, 'close');

			try {
				expect(await host.admin('GET', `/ops/jobs/${run.id}`)).toMatchObject({ status: 'queued' });
				await vi.waitFor(
					async () =>
						expect(await host.admin('GET', `/ops/jobs/${run.id}`)).toMatchObject({
							status: 'done',
							result: { deleted: 20 },
						}),
					{ timeout: 60_000, interval: 250 },
				);
				await vi.waitFor(
					async () => {
						const health = await fetch(`http://127.0.0.1:${port}/`);
						expect(health.status).toBe(200);
						expect(await health.json()).toMatchObject({ status: 'healthy', running: 0 });
					},
					{ timeout: 30_000 },
				);
			} finally {
				worker.kill('SIGTERM');
			}
			expect([await exited, output]).toEqual([
				[0, null],
				expect.stringContaining('Handed over and stopped.'),
			]);
		});
	},
	{ only: bothMajorsAndDatabases },
);
