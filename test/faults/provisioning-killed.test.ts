import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Report } from '../../domain/operations/doctor/contract.ts';
import { directusCli } from '../../host/install-directus.ts';
import { readReport } from '../support/checks.ts';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { until } from '../support/publishing/reading.ts';

vi.setConfig({ testTimeout: 300_000 });

const kills = 5;

describeOnHosts(
	'D6: provisioning that is killed again and again',
	(kind) => {
		let host: Host;
		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'half-provisioned',
				env: { BEBETTER_PROVISION_ON_START: 'false', BEBETTER_SEED_ON_START: 'false' },
			});
		});
		afterAll(() => host?.stop());

		const readiness = async () => (await host.fetch('/ops/health/ready')).status;
		const countOf = async (table: string): Promise<number> => {
			if (!(await host.knex.schema.hasTable(table))) return 0;
			const row = await host.knex(table).count({ rows: '*' }).first();
			return Number(row?.['rows']);
		};
		/** Grows with nearly every step of it. */
		const progress = async (): Promise<number> =>
			(await countOf('directus_fields')) +
			(await countOf('bebetter_provisioned')) +
			(await countOf('directus_permissions'));

		/** @returns whether it was killed before it had ended */
		async function provisionAndKill(): Promise<boolean> {
			const before = await progress();
			const args = [directusCli(kind.major), 'bebetter', 'provision'];
			const child = spawn(process.execPath, args, { cwd: host.folder, env: host.env, stdio: 'ignore' });
			const exited = once(child, 'exit');
			const hasEnded = () => child.exitCode !== null;
			await until('it goes on', async () => hasEnded() || (await progress()) > before, 60_000);
			await sleep(Math.random() * 400);
			child.kill('SIGKILL');
			const [code] = await exited;
			return code === null;
		}

		it('is not ready until it was done, goes on each time, and has one of everything in the end', async () => {
			expect(await readiness()).toBe(503);
			let killed = 0;
			while (killed < kills && (await provisionAndKill())) {
				killed += 1;
				expect(await readiness()).toBe(503);
				// The dead process holds others up for a minute; the test does not wait for it.
				await host.knex('bebetter_locks').where({ name: 'provision' }).update({ until: 0 });
			}
			expect(killed).toBeGreaterThanOrEqual(3);

			const last = await host.cli(['bebetter', 'provision']);
			expect(last.code, last.stderr + last.stdout).toBe(0);
			const plan = await host.cli(['bebetter', 'provision', '--dry-run']);
			expect(plan.stdout).toContain('Nothing to do');
			for (const [table, columns] of [
				['directus_permissions', ['policy', 'collection', 'action']],
				['directus_access', ['role', 'policy']],
				['directus_fields', ['collection', 'field']],
				['directus_relations', ['many_collection', 'many_field']],
				['directus_translations', ['key', 'language']],
				['directus_operations', ['flow', 'key']],
				['directus_panels', ['dashboard', 'name', 'position_x', 'position_y']],
			] as const) {
				const doubled = await host
					.knex(table)
					.select([...columns])
					.groupBy([...columns])
					.havingRaw('count(*) > 1');
				expect(doubled, table).toEqual([]);
			}
			await host.restart();
			await until('it is ready', async () => (await readiness()) === 200, 20_000);
			const { report, has } = readReport(await host.admin<Report>('GET', '/ops/verify'));
			expect(has('schema-differs'), JSON.stringify(report.findings)).toBe(false);
		});
	},
	{ only: ['12-sqlite', '12-postgres'] },
);
