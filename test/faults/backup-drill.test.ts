import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { residentMegabytes } from '../../bench/support/process-info.ts';
import type { BackupsOverview } from '../../domain/operations/backups/contract.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import { withoutBackups } from '../support/backups/without-backups.ts';
import { describeOnHosts, startHost, type Host } from '../support/host/index.ts';
import { until } from '../support/publishing/reading.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 });

const events = 1_000_000;
/** Above what the process has at rest, MB; the events alone are some hundred of them as text. */
const mostGrownMegabytes = 250;

/** What a year of a small app comes to, by the database itself. */
const plant = {
	postgres: `
insert into events (event_id, name, ts, received_at, user_hash, hash_kid, props, flags)
select gen_random_uuid()::text, 'meal_logged', now() - n * interval '20 seconds', now() - n * interval '20 seconds',
	encode(sha256((n % 5000)::text::bytea), 'hex'), 'k1', json_build_object('kcal', n % 900, 'meal', 'lunch'), '[]'
from generate_series(1, ${events}) n`,
	sqlite: `
with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${events})
insert into events (event_id, name, ts, received_at, user_hash, hash_kid, props, flags)
select lower(hex(randomblob(16))), 'meal_logged', 1790000000000 - n * 20000, 1790000000000 - n * 20000,
	lower(hex(randomblob(32))), 'k1', json_object('kcal', n % 900, 'meal', 'lunch'), '[]'
from numbers`,
};

describeOnHosts(
	'a drill on a million rows',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'drill', provisioned: 'seeded' });
			await withoutBackups(host);
			await host.knex.raw(plant[kind.database]);
		});
		afterAll(() => host?.stop());

		/** Asks for a job and sees how far the memory of the process grows meanwhile, MB. */
		async function work(path: string): Promise<{ run: JobRun; seconds: number; grown: number }> {
			const rest = residentMegabytes(host.pid);
			const began = performance.now();
			const { id } = await host.admin<JobRun>('POST', path, {});
			let most = rest;
			await until(
				'the job has ended',
				async () => {
					most = Math.max(most, residentMegabytes(host.pid));
					await sleep(200);
					const { status } = await host.admin<JobRun>('GET', `/ops/jobs/${id}`);
					return status === 'done' || status === 'dead';
				},
				800_000,
			);
			const seconds = (performance.now() - began) / 1000;
			return { run: await host.admin<JobRun>('GET', `/ops/jobs/${id}`), seconds, grown: most - rest };
		}

		it('backs up, restores for real, compares every row, and stays within the goals', async () => {
			const backup = await work('/ops/backups');
			expect(backup.run).toMatchObject({ status: 'done', error: null });
			const drill = await work('/ops/backups/drill');
			expect(drill.run).toMatchObject({ status: 'done', error: null });

			const { backups, drills, goals } = await host.admin<BackupsOverview>('GET', '/ops/backups');
			const { rows, bytes } = backups[0]!;
			expect(rows).toBeGreaterThan(events);
			expect(drills).toMatchObject([{ status: 'passed', rows, target: kind.database }]);
			const { recovery_seconds, recovery_point_seconds } = drills[0]!;
			expect(recovery_seconds).toBeLessThan(goals.recovery_seconds);
			expect(recovery_point_seconds).toBeLessThan(goals.recovery_point_seconds);
			expect(backup.grown).toBeLessThan(mostGrownMegabytes);
			expect(drill.grown).toBeLessThan(mostGrownMegabytes);

			const left = readdirSync(join(host.folder, 'temp')).filter((name) => /drill|snapshot/.test(name));
			expect(left).toEqual([]);
			process.stdout.write(
				`${kind.database}: ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB; backed up and read back in ` +
					`${backup.seconds.toFixed(1)} s (${Math.round(rows / backup.seconds)} rows/s, memory +${Math.round(backup.grown)} MB); ` +
					`recovery point ${recovery_point_seconds!.toFixed(1)} s, drill ${recovery_seconds!.toFixed(1)} s (${Math.round(rows / recovery_seconds!)} rows/s, server's memory +${Math.round(drill.grown)} MB); ` +
					`parts ${JSON.stringify(drill.run.result?.['seconds'])}\n`,
			);
		});
	},
	{ only: ['12-postgres', '12-sqlite'] },
);
