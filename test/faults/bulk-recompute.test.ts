import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { directusCli } from '../../host/install-directus.ts';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { until } from '../support/publishing/reading.ts';

const people = 30_000;
const kills = 6;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

interface JobRun {
	id: string;
	status: string;
	progress: number;
	attempt: number;
	crashes: number;
	result: { examined: number; written: number } | null;
}

describeOnHosts(
	'a recomputation for everybody',
	(kind) => {
		let host: Host;
		let worker: ChildProcess | undefined;
		beforeAll(async () => {
			// The test asks how far the job is more often than anybody else would.
			const env = { BEBETTER_OPS_REQUESTS_PER_MINUTE: '0' };
			host = await startHost({ ...kind, name: 'bulk', provisioned: 'seeded', env });
			// Today's nightly run finds whoever has no target yet; it has to be over before there is anybody.
			await until('scheduled jobs are done', async () => {
				const runs: { status: string }[] = await host.knex('job_runs').select('status');
				return runs.length > 0 && runs.every(({ status }) => status === 'done');
			});
			await host.restart({ BEBETTER_ROLE: 'web' });
			await makePeople(host);
		});
		afterAll(async () => {
			worker?.kill('SIGKILL');
			await host?.stop();
		});

		const startWorker = (): ChildProcess => {
			const args = [directusCli(kind.major), 'bebetter', 'worker', '--concurrency', '1'];
			const child = spawn(process.execPath, args, { env: host.env, stdio: 'ignore' });
			worker = child;
			return child;
		};
		const job = (id: string) => host.admin<JobRun>('GET', `/ops/jobs/${id}`, undefined);

		/** The lease would end by itself a minute after the last sign of life; the test does not wait for it. */
		const endLease = (id: string) =>
			host
				.knex('job_runs')
				.where({ id, status: 'running' })
				.update({ lease_until: host.knex.raw("clock_timestamp() - interval '1 second'") });

		it('loses and doubles nobody, however often its worker is killed', async () => {
			const { id } = await host.admin<JobRun>('POST', '/ops/jobs', {
				name: 'recompute-targets',
				payload: { all: true },
			});
			const seen: number[] = [];

			for (let kill = 0; kill < kills; kill += 1) {
				const child = startWorker();
				const before = (await job(id)).progress;
				await until('it goes on', async () => (await job(id)).progress > before, 120_000);
				await sleep(Math.random() * 150);
				child.kill('SIGKILL');
				await once(child, 'exit');
				const { status, progress } = await job(id);
				seen.push(progress);
				if (status === 'done') break;
				await endLease(id);
			}

			const last = startWorker();
			await until('it is done', async () => (await job(id)).status === 'done', 120_000);
			last.kill('SIGTERM');
			await once(last, 'exit');

			// Where it was killed it had got further each time, and never all the way at once.
			expect(seen.length).toBeGreaterThanOrEqual(3);
			expect(seen).toEqual([...seen].sort((one, other) => one - other));
			const ended = await job(id);
			expect(ended.progress).toBe(people);
			expect(ended.result).toMatchObject({ examined: people, written: people });
			const [counts] = await host
				.knex('user_targets')
				.count({ rows: '*' })
				.countDistinct({ people: 'user' })
				.whereNull('superseded_at');
			expect(counts).toEqual({ rows: String(people), people: String(people) });
			expect(await host.knex('user_targets').whereNotNull('superseded_at')).toEqual([]);
		});
	},
	{ only: ['12-postgres'] },
);

/** Adults who differ, made by the database itself. */
async function makePeople({ knex }: Host): Promise<void> {
	await knex.raw(`
		insert into directus_users (id, first_name, status, provider)
		select gen_random_uuid(), 'bulk ' || n, 'active', 'default' from generate_series(1, ${people}) n`);
	await knex.raw(`
		insert into user_profiles (id, "user", sex, birth_date, height_cm, weight_kg, activity, goal, units, version,
			pregnant, lactating, eating_disorder, kidney_disease)
		select gen_random_uuid(), id, case when random() < 0.5 then 'female' else 'male' end,
			date '1960-01-01' + (random() * 15000)::int, 150 + (random() * 40)::int, 50 + (random() * 60)::int,
			(array['inactive', 'low_active', 'active', 'very_active'])[1 + floor(random() * 4)::int],
			(array['lose', 'maintain', 'gain'])[1 + floor(random() * 3)::int], 'metric', 1, false, false, false, false
		from directus_users where first_name like 'bulk %'`);
}
