import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	detailedHealthAnswer,
	healthAnswer,
	historyAnswer,
} from '../../domain/operations/health/contract.ts';
import { performanceAnswer } from '../../domain/operations/performance/contract.ts';
import { version } from '../../package.json';
import { directusVersion } from '../../host/install-directus.ts';
import { releasesTable, samplesTable } from '../../platform/health/tables.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { metricsAskedFor } from '../support/alert-rules.ts';
import { readMetric } from '../support/read-metric.ts';
import { until } from '../support/publishing/reading.ts';

const noPromtool = spawnSync('promtool', ['--version']).error !== undefined;

const open = ['/ops/health', '/ops/health/live', '/ops/health/ready'];
const forOperators = ['/ops/health/detailed', '/ops/metrics', '/ops/performance'];
const forAdministrators = ['/ops/health/history'];

const token = (): string => randomBytes(24).toString('hex');

describeOnHosts(
	'health, metrics and performance',
	(kind) => {
		const tokens = [token(), token()];
		let host: Host;

		beforeAll(async () => {
			const env = {
				BEBETTER_OPS_TOKENS: tokens.join(','),
				// Everything is slow here, so that what is kept of it can be looked at.
				BEBETTER_SLOW_REQUEST_MS: '1',
				BEBETTER_SLOW_QUERY_MS: '1',
			};
			host = await startHost({ ...kind, name: 'health', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());

		const get = (path: string, bearer?: string) =>
			host.fetch(path, bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } });
		const metrics = async (): Promise<string> => (await get('/ops/metrics', tokens[0])).text();

		it.each(open)('%s tells everybody whether we are well, and nothing more', async (path) => {
			const response = await get(path);
			expect(response.status).toBe(200);
			expect(response.headers.get('cache-control')).toBe('no-store');
			const body = healthAnswer.parse(await response.json());
			expect(body.status).toBe('healthy');
			expect(Math.abs(Date.parse(body.timestamp) - Date.now())).toBeLessThan(60_000);
			expect((await host.fetch(path, { method: 'HEAD' })).status).toBe(200);
			// A monitor that sends somebody's stale token is answered all the same.
			expect((await get(path, 'stale')).status).toBe(200);
		});

		it('opens the rest to an administrator, and to either token where nothing but reading is possible', async () => {
			const [user, editor] = await Promise.all([
				withUser(host, { role: 'App User' }),
				withUser(host, { role: 'Editor' }),
			]);
			for (const path of [...forOperators, ...forAdministrators]) {
				const isForMonitors = forOperators.includes(path);
				const seen: Record<string, number> = {};
				for (const [name, bearer] of Object.entries({
					anonymous: undefined,
					user: user.token,
					editor: editor.token,
					administrator: host.adminToken,
					monitor: tokens[0],
					newer: tokens[1],
				}))
					seen[name] = (await get(path, bearer)).status;
				expect(seen, path).toEqual({
					anonymous: 403,
					user: 403,
					editor: 403,
					administrator: 200,
					monitor: isForMonitors ? 200 : 403,
					newer: isForMonitors ? 200 : 403,
				});
				expect((await get(`${path}?access_token=${tokens[0]}`)).status, 'in the address').toBeGreaterThan(
					400,
				);
				expect((await get(path, `${tokens[0]!.slice(0, -1)}x`)).status).toBe(401);
			}
			expect((await get('/ops/jobs', tokens[0])).status).toBe(403);
			expect((await get('/items/foods', tokens[0])).status).toBe(401);
			const post = { method: 'POST', headers: { authorization: `Bearer ${tokens[0]}` } };
			expect((await host.fetch('/ops/metrics', post)).status).toBe(404);
		});

		it('shows every check with what it saw', async () => {
			const answer = detailedHealthAnswer.parse(await (await get('/ops/health/detailed', tokens[1])).json());
			const { checks, status } = answer.data;
			const names = checks.map(({ name }) => name);
			expect(names).toEqual(
				expect.arrayContaining(['database', 'provisioning', 'queue', 'worker', 'nightly', 'disk', 'memory']),
			);
			for (const name of ['pool', 'connections'] as const)
				expect(names.includes(name)).toBe(kind.database === 'postgres');
			expect(names).not.toContain('redis');
			expect(checks.filter((check) => check.problem !== null)).toEqual([]);
			const { database, provisioning, clock_skew } = Object.fromEntries(
				checks.map((check) => [check.name, check]),
			);
			expect([database?.status, provisioning?.observed, clock_skew?.status]).toEqual(['ok', 0, 'ok']);
			expect(['ok', 'warn', 'error']).toContain(status);
		});

		it('counts answers of the fast path and of Directus by template, and never by address', async () => {
			const route = '/mobile/foods/:slug';
			const before = readMetric(await metrics(), 'bebetter_http_requests_total');
			for (let turn = 0; turn < 20; turn += 1) expect((await get('/mobile/foods/tomato')).status).toBe(200);
			await get('/mobile/foods/there-is-none');
			await get('/items/foods?limit=1', host.adminToken);
			await get('/who/knows/what');
			const rose = async (labels: string): Promise<number> => {
				const after = readMetric(await metrics(), 'bebetter_http_requests_total');
				return (after.get(labels) ?? 0) - (before.get(labels) ?? 0);
			};
			// Directus tells of an answer a moment after it was sent.
			await until(
				'all are counted',
				async () => (await rose(`method="GET",route="${route}",status="200"`)) === 20,
			);
			expect(await rose(`method="GET",route="${route}",status="404"`)).toBe(1);
			expect(await rose('method="GET",route="/items/foods",status="200"')).toBe(1);
			expect(await rose('method="GET",route="other",status="404"')).toBe(1);

			const text = await metrics();
			const count = readMetric(text, 'bebetter_http_request_duration_seconds_count');
			expect(count.get(`method="GET",route="${route}"`)).toBeGreaterThanOrEqual(21);
			expect(text).toContain(`_bucket{method="GET",route="${route}",le="0.5"}`);
			expect(readMetric(text, 'bebetter_cache_lookups_total').get('level="memory"')).toBeGreaterThan(10);
		});

		it('counts logins, jobs, events and publishes', async () => {
			const { email, password } = await withUser(host, { role: 'App User' });
			const login = (given: string) =>
				host.fetch('/auth/login', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ email, password: given }),
				});
			expect((await login('wrong')).status).toBe(401);
			expect((await login(password)).status).toBe(200);
			const began = Date.now();
			await host.admin('POST', '/ops/jobs', {
				name: 'prune-jobs',
				slot: 'counted',
				payload: {},
				wait: true,
			});
			const events = [{ id: crypto.randomUUID(), name: 'nothing', at: new Date().toISOString() }];
			await host.fetch('/mobile/events', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ sent_at: new Date().toISOString(), events }),
			});
			await host.knex('foods').where({ slug: 'tomato' }).update({ name_en: 'Counted' });
			await until(
				'it is published',
				async () => [...readMetric(await metrics(), 'bebetter_publishes_total').values()][0]! > 0,
			);

			const lastSuccess = (text: string): number =>
				readMetric(text, 'bebetter_job_last_success_timestamp_seconds').get('job="prune-jobs"') ?? 0;
			// What jobs did is read every 5 s, however often metrics are; an earlier run, of the night, may show before.
			await expect
				.poll(async () => lastSuccess(await metrics()), { timeout: 30_000, interval: 250 })
				.toBeGreaterThanOrEqual(Math.floor(began / 1000));

			const text = await metrics();
			expect(readMetric(text, 'bebetter_logins_total')).toEqual(
				new Map([
					['outcome="success"', 1],
					['outcome="failed"', 1],
				]),
			);
			expect(readMetric(text, 'bebetter_events_total').get('outcome="rejected"')).toBe(1);
			expect(Math.abs(lastSuccess(text) - Date.now() / 1000)).toBeLessThan(120);
			expect(readMetric(text, 'bebetter_database_up').get('')).toBe(1);
			expect(readMetric(text, 'database_connections_active').get('')).toBeGreaterThan(0);
			expect(readMetric(text, 'bebetter_signal').get('name="database_up"')).toBe(1);
		});

		it('cannot tell of other instances without Redis, and says so', async () => {
			for (const [scope, remedy] of [
				['cluster', 'BEBETTER_REDIS_URL'],
				['all', 'use process or cluster'],
			]) {
				const response = await get(`/ops/metrics?scope=${scope}`, tokens[0]);
				const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
				expect(response.status).toBe(400);
				expect(errors[0]).toMatchObject({ extensions: { code: 'INVALID_QUERY', parameter: 'scope' } });
				expect(errors[0]!.message).toContain(remedy);
			}
			expect((await get('/ops/metrics?scope=process', tokens[0])).status).toBe(200);
		});

		it('has everything that alert rules and the dashboard ask for', async () => {
			const text = await metrics();
			expect(metricsAskedFor.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
		});

		it.skipIf(noPromtool)('is well-formed, as promtool sees it', async () => {
			const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
				input: await metrics(),
			});
			expect([status, String(stdout) + String(stderr)]).toEqual([0, '']);
		});

		it('lists what was slow by its shape, and keeps no value anywhere', async () => {
			const canary = `canary${randomBytes(8).toString('hex')}`;
			const path = `/items/foods?filter[name_en][_eq]=${canary}&search=${canary}&${canary}=1`;
			await get(path, host.adminToken);
			await get(`/users/${canary}?access_token=${canary}`);
			await get(`/mobile/foods/${canary}?q=${canary}`);
			await host.fetch('/auth/login', {
				method: 'POST',
				headers: { 'content-type': 'application/json', cookie: `directus_session_token=${canary}` },
				body: JSON.stringify({ email: `${canary}@example.com`, password: canary }),
			});

			const read = async () =>
				performanceAnswer.parse(await (await get('/ops/performance', tokens[0])).json()).data;
			await until('the request is listed', async () =>
				(await read()).slow_requests.groups.some(({ fingerprint }) =>
					/^POST \/auth\/login 401$/.test(fingerprint),
				),
			);
			const performance = await read();
			expect(performance.slow_requests.threshold_ms).toBe(1);
			expect(performance.slow_requests.groups.map(({ fingerprint }) => fingerprint)).toContain(
				'GET /items/foods?filter&search 200',
			);
			expect(performance.slow_queries.groups.length).toBeGreaterThan(0);
			expect(performance.statements.state).toBe(
				kind.database === 'postgres' ? 'not_installed' : 'other_database',
			);
			expect(host.logs()).toContain('Slow request: POST /auth/login 401');

			const everything = [
				JSON.stringify(performance),
				await metrics(),
				await (await get('/ops/health/detailed', tokens[0])).text(),
				...host
					.logs()
					.split('\n')
					.filter((line) => line.includes('Slow request')),
			].join('\n');
			for (const secret of [canary, ...tokens, host.adminToken, host.adminEmail])
				expect(everything).not.toContain(secret);
		});

		it('shows the last day out of samples', async () => {
			const minute = Math.floor(Date.now() / 60_000);
			const counts = { requests: 10, errors: 1, limited: 0, latencies: '0 0 0 0 0 10 0 0 0 0 0 0' };
			const seen = { looks: 6, healthy: 6, cpu: 0.1, memory: 0.5, waiting: 0 };
			const hoursAgo = 20 * 60;
			await host.knex(samplesTable).insert(
				[hoursAgo + 2, hoursAgo + 1, hoursAgo, 4, 3, 2].map((ago) => ({
					minute: minute - ago,
					instance: 'other',
					...counts,
					...seen,
				})),
			);
			const { data } = historyAnswer.parse(
				await (await get('/ops/health/history?range=day', host.adminToken)).json(),
			);
			expect(data.step_minutes).toBe(15);
			expect(data.since).toBe(new Date((minute - hoursAgo - 2) * 60_000).toISOString());
			// The instance itself adds to the last of them as it goes.
			const long = data.points.filter(({ at }) => Date.parse(at) < (minute - hoursAgo + 60) * 60_000);
			expect(long.reduce((sum, { requests }) => sum + requests, 0)).toBe(30);
			expect(long.reduce((sum, { errors }) => sum + errors, 0)).toBe(3);
			expect(data.requests).toBeGreaterThanOrEqual(60);
			// Of 20 hours there are some minutes: in the others nobody answered.
			expect(data.availability).toBeGreaterThan(0);
			expect(data.availability).toBeLessThan(0.1);
			expect((await get('/ops/health/history?range=year', host.adminToken)).status).toBe(400);
			const ratio = async () =>
				readMetric(await metrics(), 'bebetter_signal').get('name="http_error_ratio_5m"');
			await until('the signal follows', async () => ((await ratio()) ?? 0) > 0, 10_000);
		});

		it('notes at its start that another version runs than before', async () => {
			const releases = async () =>
				historyAnswer.parse(await (await get('/ops/health/history', host.adminToken)).json()).data.releases;
			expect(await releases()).toEqual([]);
			await host.knex(releasesTable).update({ bebetter: '0.0.1' });
			for (let start = 0; start < 2; start += 1) await host.restart();
			const directus = directusVersion(kind.major);
			expect(await releases()).toMatchObject([
				{ from: { bebetter: '0.0.1', directus }, to: { bebetter: version, directus }, after: { errors: 0 } },
			]);
		});
	},
	{ only: bothMajorsAndDatabases },
);
