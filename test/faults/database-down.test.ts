import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { BackupsOverview } from '../../domain/operations/backups/contract.ts';
import type { Check } from '../../domain/operations/health/contract.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import { describeOnHosts, startHost, type Host } from '../support/host/index.ts';
import { missingOwnPostgres, ownPostgres, type OwnPostgres } from '../support/postgres-server.ts';
import { until } from '../support/publishing/reading.ts';

vi.setConfig({ testTimeout: 120_000 });

const token = randomBytes(24).toString('hex');
/** Small, so that it is soon exhausted. */
const poolSize = 4;

/** Long enough for everything that looks periodically to come by twice: the slowest does every 15 s. */
const frozenMs = 32_000;

/** The probe and everything that looks by itself (changes, jobs, alerts, heartbeat, …) may hold or await one each. */
const mostWaiting = 14;

interface Timed {
	readonly status: number;
	readonly ms: number;
}

describeOnHosts(
	`the database${missingOwnPostgres ? ` (${missingOwnPostgres})` : ''}`,
	(kind) => {
		if (missingOwnPostgres) return void it.skip('cannot be stopped here', () => undefined);
		let server: OwnPostgres;
		let host: Host;
		let pid: number;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'database-down', provisioned: 'seeded' });
			await host.kill('SIGTERM');
			server = await ownPostgres();
			server.copyFrom(host.env['DB_CONNECTION_STRING']!);
			await host.restart({
				DB_CONNECTION_STRING: server.url,
				DB_POOL__MAX: String(poolSize),
				BEBETTER_OPS_TOKENS: token,
			});
			pid = host.pid;
			await untilReady();
		});
		afterAll(async () => {
			server?.thaw();
			await host?.stop();
			server?.stop();
		});

		const ask = async (path: string, bearer?: string): Promise<Timed> => {
			const started = performance.now();
			const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
			const response = await host.fetch(path, { headers, signal: AbortSignal.timeout(30_000) });
			await response.text();
			return { status: response.status, ms: performance.now() - started };
		};
		const untilReady = (): Promise<number> =>
			until('it is ready', async () => (await ask('/ops/health/ready')).status === 200, 20_000);
		const checks = async (): Promise<Record<string, Check>> => {
			const headers = { authorization: `Bearer ${token}` };
			const { data } = await (await host.fetch('/ops/health/detailed', { headers })).json();
			return Object.fromEntries((data.checks as Check[]).map((check) => [check.name, check]));
		};
		const stillAlive = (): void => {
			expect(host.pid).toBe(pid);
			expect(() => process.kill(pid, 0)).not.toThrow();
			expect(host.logs()).not.toMatch(/unhandled|uncaught/i);
		};

		/** What everybody has to be told while the database does not answer. */
		async function expectAway(): Promise<void> {
			for (const path of ['/ops/health', '/ops/health/ready']) {
				const { status, ms } = await ask(path);
				expect(status, path).toBe(503);
				expect(ms, path).toBeLessThan(2_500);
			}
			expect((await ask('/ops/health/live')).status).toBe(200);
			const detailed = await checks();
			expect(detailed['database']).toMatchObject({ status: 'error', observed: null });
			expect(detailed['queue']).toMatchObject({ status: 'error', problem: 'database does not answer' });
			const metrics = await host.fetch('/ops/metrics', { headers: { authorization: `Bearer ${token}` } });
			expect(await metrics.text()).toMatch(/^bebetter_database_up 0$/m);
		}

		it('D1: stopped, it is said at once, nothing dies, and all is well within 5 s of its return', async () => {
			server.kill();
			await until('it is noticed', async () => (await ask('/ops/health')).status === 503, 5_000);
			await expectAway();
			for (const path of ['/items/foods', '/users/me']) {
				const { status, ms } = await ask(path, host.adminToken);
				expect(status, path).toBeGreaterThanOrEqual(500);
				expect(ms, path).toBeLessThan(3_000);
			}
			// What is in memory goes on being served.
			expect((await ask('/mobile/foods/tomato')).status).toBe(200);
			server.start();
			expect(await untilReady()).toBeLessThan(5_000);
			stillAlive();
		});

		it('D2: frozen, it is said within 2.5 s, and neither probes nor what looks periodically pile up', async () => {
			server.freeze();
			try {
				await sleep(1_100);
				await expectAway();
				const probes: Promise<Timed>[] = [];
				for (const until = performance.now() + frozenMs; performance.now() < until; await sleep(100))
					probes.push(ask('/ops/health'), ask('/ops/health/detailed', token));
				for (const { ms } of await Promise.all(probes)) expect(ms).toBeLessThan(2_500);
				expect(probes.length).toBeGreaterThan(100);
				const { pool } = await checks();
				expect(Number(pool!.facts['used']) + pool!.observed!).toBeLessThanOrEqual(mostWaiting);
			} finally {
				server.thaw();
			}
			expect(await untilReady()).toBeLessThan(5_000);
			stillAlive();
		});

		it('D3: it drops all connections in the middle of a backup, which is whole in the end', async () => {
			const { default: knex } = await import('knex');
			const operator = knex({ client: 'pg', connection: server.url, pool: { min: 0, max: 1 } });
			const drop = 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()';
			try {
				const { id } = await host.admin<JobRun>('POST', '/ops/backups', {});
				for (let cut = 0; cut < 3; cut += 1) {
					const isRunning = async () =>
						(await operator('job_runs').where({ id }).first('status')).status === 'running';
					await until('the backup is under way', isRunning, 30_000);
					await sleep(50 + Math.random() * 300);
					await operator.raw(`${drop} and backend_type = 'client backend'`);
				}
				const ended = () => operator('job_runs').where({ id }).first('status', 'error');
				await until('the backup is done', async () => (await ended()).status === 'done', 90_000);
				const [backup] = (await host.admin<BackupsOverview>('GET', '/ops/backups')).backups;
				expect(backup).toMatchObject({ status: 'verified' });
			} finally {
				await operator.destroy();
			}
			expect(await untilReady()).toBeLessThan(5_000);
			stillAlive();
		});

		it('D4: every connection held, health says so, and jobs go on afterwards', async () => {
			const admin = { headers: { authorization: `Bearer ${host.adminToken}` } };
			const { default: knex } = await import('knex');
			const locker = knex({ client: 'pg', connection: server.url });
			const held = await locker.transaction();
			try {
				await held.raw('lock table foods in access exclusive mode');
				const waiting = Array.from({ length: poolSize + 8 }, () => host.fetch('/items/foods', admin));
				let pool: Check | undefined;
				// Connections are made one after the other: while some are, others wait already.
				const isExhausted = async () => {
					({ pool } = await checks());
					return pool!.observed! > 5 && pool!.facts['used'] === poolSize;
				};
				await until('the pool is exhausted', isExhausted, 10_000);
				expect(pool).toMatchObject({ status: 'warn', facts: { used: poolSize, most: poolSize } });
				await until('health says so', async () => (await ask('/ops/health')).status === 503, 10_000);
				await held.rollback();
				for (const response of await Promise.all(waiting)) expect(response.status).toBe(200);
			} finally {
				if (!held.isCompleted()) await held.rollback();
				await locker.destroy();
			}
			expect(await untilReady()).toBeLessThan(5_000);
			const job = { name: 'prune-jobs', payload: {}, wait: true };
			expect(await host.admin('POST', '/ops/jobs', job)).toMatchObject({ status: 'done' });
			stillAlive();
		});
	},
	{ only: ['12-postgres'] },
);
