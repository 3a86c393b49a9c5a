import { randomUUID } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../domain/operations/doctor/contract.ts';
import { nightlyHousekeeping } from '../../schema/flows/housekeeping.ts';
import { redisUrl } from '../../host/available.ts';
import { readReport, runCheckBeside, type CheckRun } from '../support/checks.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
} from '../support/host/index.ts';

const errorsOf = ({ report }: Pick<CheckRun, 'report'>) =>
	report.findings.filter(({ severity }) => severity === 'error');

describeOnHosts(
	'doctor and verify',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			const env = { TZ: 'UTC', RATE_LIMITER_ENABLED: 'true', RATE_LIMITER_POINTS: '200' };
			host = await startHost({ ...kind, name: 'doctor', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());

		const run = async (check: 'doctor' | 'verify') =>
			readReport(await host.admin<Report>('GET', `/ops/${check}`));

		describe('of a clean installation', () => {
			it('find no errors on the command line, and end with 0', async () => {
				for (const check of ['doctor', 'verify'] as const) {
					const found = await runCheckBeside(host, check);
					expect(errorsOf(found), check).toEqual([]);
					expect(found.report.findings.filter(({ id }) => id.endsWith('-unknown'))).toEqual([]);
					expect(found.code, found.output).toBe(0);
				}
			});

			it('find the same over HTTP in less than 20 s, and keep it', async () => {
				expect(await host.admin('GET', '/ops/checks')).toMatchObject({
					doctor: { check: 'doctor', errors: 0 },
					verify: { check: 'verify', errors: 0 },
				});
				for (const check of ['doctor', 'verify'] as const) {
					const { report } = await run(check);
					expect(report.errors).toBe(0);
					expect(report.milliseconds).toBeLessThan(20_000);
					const kept = await host.admin<Record<string, Report>>('GET', '/ops/checks');
					expect(kept[check]).toEqual(report);
				}
			});

			it('are for administrators', async () => {
				const editor = await withUser(host, { role: 'Editor' });
				for (const path of ['/ops/doctor', '/ops/verify', '/ops/checks'])
					for (const token of [null, editor.token]) {
						const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
						expect((await host.fetch(path, { headers })).status).toBe(403);
					}
			});

			it('run by themselves as a job, with counts as its result', async () => {
				const job = await host.admin<{ status: string; result: unknown }>('POST', '/ops/jobs', {
					name: 'verify-installation',
					wait: true,
				});
				expect(job).toMatchObject({
					status: 'done',
					result: { doctor: { errors: 0 }, verify: { errors: 0 } },
				});
			});
		});

		describe('of planted variables', () => {
			const secret = 'short-and-shared';
			let broken: CheckRun;
			let proxied: CheckRun;

			beforeAll(async () => {
				const file = join(host.folder, 'open.env');
				writeFileSync(file, 'ADMIN_EMAIL=admin@example.com\n');
				chmodSync(file, 0o644);
				broken = await runCheckBeside(host, 'doctor', {
					CONFIG_PATH: file,
					SECRET: secret,
					BEBETTER_OPS_TOKEN: secret,
					BEBETTER_HASH_KEYS: 'k1:dG9vIHNob3J0',
					BEBETTER_ROEL: 'web',
					BEBETTER_ROLE: 'web',
					BEBETTER_CACHE_MAX_MB: 'plenty',
					PUBLIC_URL: '/',
					CORS_ENABLED: 'true',
					CORS_ORIGIN: '*',
					SESSION_COOKIE_SAME_SITE: 'none',
					TZ: 'Mars/Olympus_Mons',
					RATE_LIMITER_ENABLED: 'false',
					CACHE_SCHEMA_FREEZE_ENABLED: 'false',
					EXTENSIONS_MUST_LOAD: 'true',
					LOG_LEVEL: 'fatal',
					DEBUG: 'bebetter',
					DB_POOL__MAX: '500',
					PM2_INSTANCES: '3',
				});
				proxied = await runCheckBeside(host, 'doctor', {
					PUBLIC_URL: 'https://cms.example.com/',
					BEBETTER_HASH_KEYS: '',
					CORS_ENABLED: 'true',
					CORS_ORIGIN: 'https://app.example.com/,https://ok.example.com',
					TZ: 'Asia/Riyadh',
					RATE_LIMITER_ENABLED: 'true',
					RATE_LIMITER_STORE: 'redis',
					EXTENSIONS_MUST_LOAD: 'false',
					// Directus itself ends where its own Redis is away; ours may be another one.
					REDIS: redisUrl,
					BEBETTER_REDIS_URL: 'redis://127.0.0.1:9/0',
					CACHE_ENABLED: 'true',
					CACHE_STORE: 'redis',
					BEBETTER_PROVISION_ON_START: 'false',
				});
			});

			it('comes up with a configuration that stops Directus, and names each variable', () => {
				expect(broken.code).toBe(1);
				const { details } = broken.finding('config-invalid');
				expect(details.map((detail) => detail.split(':')[0])).toEqual(
					expect.arrayContaining(['BEBETTER_HASH_KEYS', 'BEBETTER_CACHE_MAX_MB']),
				);
			});

			it('proposes what a mistyped variable may have meant', () => {
				expect(broken.finding('variable-unknown').details).toContain('BEBETTER_ROEL → BEBETTER_ROLE?');
			});

			it.each([
				'secret-short',
				'secrets-equal',
				'token-short',
				'secrets-readable',
				'admin-password-set',
				'public-url-missing',
				'cors-any-origin',
				'cookie-same-site',
				'time-zone-invalid',
				'rate-limiter-off',
				'schema-freeze-off',
				'debug-on',
				'redis-missing',
				kind.database === 'postgres' ? 'pool-too-large' : 'sqlite-shared',
			])('finds %s', (id) => {
				expect(broken.finding(id).remedy.en).toMatch(/\w/);
				expect(broken.finding(id).remedy.ar).toMatch(/\p{Script=Arabic}/u);
			});

			it.each([
				'public-url-slash',
				'hash-keys-missing',
				'proxy-untrusted',
				'cookie-insecure',
				'cors-origin-never',
				'time-zone-not-utc',
				'rate-limiter-redis',
				'extensions-optional',
				'redis-unreachable',
				'redis-address-only',
				'redis-retries',
				'redis-rejections',
				'redis-synchronization',
				'cache-in-redis',
				'provisioning-off',
			])('finds %s behind a proxy', (id) => {
				expect(proxied.finding(id).remedy.en).toMatch(/\w/);
			});

			it('never prints a secret', () => {
				for (const { output } of [broken, proxied])
					for (const name of ['SECRET', 'ADMIN_PASSWORD', 'ADMIN_TOKEN'])
						expect(output).not.toContain(host.env[name]);
				expect(broken.output).not.toContain(secret);
				expect(broken.output).not.toContain('dG9vIHNob3J0');
			});
		});

		it('finds jobs that nobody works', async () => {
			await host.knex('bebetter_processes').update({ role: 'web' });
			expect((await run('doctor')).finding('worker-missing').severity).toBe('error');
			await host.knex('bebetter_processes').update({ role: 'all' });
		});

		describe('verify of planted differences', () => {
			let found: Pick<CheckRun, 'report' | 'finding' | 'has'>;

			beforeAll(async () => {
				const { knex } = host;
				await host.admin('POST', '/permissions', {
					policy: (await knex('directus_access').whereNull('role').whereNull('user').first('policy')).policy,
					collection: 'insights',
					action: 'read',
					fields: ['*'],
				});
				await knex('directus_permissions')
					.where({ policy: 'be77e700-0000-4000-8000-000000000011', collection: 'foods', action: 'update' })
					.delete();
				const [last] = await knex('directus_migrations').orderBy('version', 'desc').limit(1);
				await knex('directus_migrations').where({ version: last.version }).delete();
				await knex.schema.alterTable('foods', (table) => table.dropColumn('sodium_mg'));
				await knex.raw('drop index bebetter_events_name_received_at_idx');
				await host.admin('PATCH', `/flows/${nightlyHousekeeping.id}`, { status: 'inactive' });
				await knex('directus_operations')
					.where({ id: nightlyHousekeeping.operations[0]!.id })
					.update({ options: JSON.stringify({ date: '2020-01-01', wait_minutes: 120 }) });
				const payload = JSON.stringify({ title: 'Home', components: [{ id: 'x', type: 'no_such_type' }] });
				await knex('sdui_screens')
					.where({ screen_key: 'home', goal: 'default', locale: 'ar' })
					.update({ payload_json: payload });
				found = await run('verify');
				// While one is pending, Directus loads no extension for a command.
				await knex('directus_migrations').insert(last);
			});

			it.each([
				['private-open-to-public', /Public: read insights/],
				['permission-missing', /update foods/],
				['migrations-pending', /^\d{8}[A-Z]-/],
				['schema-differs', /foods\.sodium_mg/],
				['schema-differs', /index on events \(name, received_at\)/],
				['flow-inactive', /^nightly_housekeeping$/],
				['flow-changed', /option date of operation aggregate_fasting/],
				['screen-invalid', /^home\/default\/ar: /],
				['private-route-open', /\/items\/insights/],
			])('finds %s', (id, detail) => {
				expect(found.finding(id).details.join('\n')).toMatch(new RegExp(detail.source, 'm'));
			});

			it('finds private rows open in GraphQL too', () => {
				expect(found.finding('private-route-open').details).toContain('/graphql insights');
			});

			it('tells alerts how many errors there are', async () => {
				const kept = await host.knex('bebetter_checks').where({ name: 'verify' }).first();
				expect(Number(kept.errors)).toBe(errorsOf(found).length);
				expect(errorsOf(found).length).toBeGreaterThanOrEqual(5);
			});

			it('ends the step of a flow only where errors are to', async () => {
				const flow = async (fail: boolean) => {
					const id = randomUUID();
					await host.admin('POST', '/flows', {
						id,
						name: 'verify',
						status: 'active',
						trigger: 'webhook',
						accountability: null,
						options: { method: 'GET', return: '$last' },
					});
					const operation = await host.admin<{ id: string }>('POST', '/operations', {
						flow: id,
						key: 'check',
						type: 'bebetter-verify',
						position_x: 19,
						position_y: 1,
						options: { which: 'verify', fail },
					});
					await host.admin('PATCH', `/flows/${id}`, { operation: operation.id });
					const answer = await host.fetch(`/flows/trigger/${id}`, {
						headers: { authorization: `Bearer ${host.adminToken}` },
					});
					const body = (await answer.json()) as Record<string, unknown>;
					await host.admin('DELETE', `/flows/${id}`);
					return JSON.stringify(body);
				};
				expect(await flow(false)).toContain('screen-invalid');
				expect(await flow(true)).toContain('CHECK_FAILED');
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
