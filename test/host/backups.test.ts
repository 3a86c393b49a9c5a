import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BackupsOverview } from '../../domain/operations/backups/contract.ts';
import type { Manifest } from '../../domain/operations/backups/manifest.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import { withoutBackups } from '../support/backups/without-backups.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';
import { until } from '../support/publishing/reading.ts';

describeOnHosts(
	'backups',
	(kind) => {
		let host: Host;
		let person: TestUser;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'backups', provisioned: 'seeded' });
			person = await withUser(host, { role: 'App User' });
			await withoutBackups(host);
		});
		afterAll(() => host?.stop());

		const bebetter = async (...args: string[]) => {
			const { code, stdout, stderr } = await host.cli(['bebetter', ...args]);
			return { code, output: stdout + stderr };
		};
		const ask = (method: string, path: string, body?: unknown, token = host.adminToken) =>
			host.fetch(path, {
				method,
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
		const overview = () => host.admin<BackupsOverview>('GET', '/ops/backups');
		const ended = async ({ id }: JobRun) => {
			await until(
				'the job has ended',
				async () => {
					const { status } = await host.admin<JobRun>('GET', `/ops/jobs/${id}`);
					return status === 'done' || status === 'dead';
				},
				60_000,
			);
			return host.admin<JobRun>('GET', `/ops/jobs/${id}`);
		};
		const folderOf = (prefix: string) => join(host.folder, 'uploads', prefix);
		const readPlain = (file: string) => gunzipSync(readFileSync(file)).toString();

		it('are taken by the command, read back and listed', async () => {
			const { code, output } = await bebetter('backup', 'create', '--reason', 'before the test');
			expect(code, output).toBe(0);
			const { backups, last_verified, encrypted_with } = await overview();
			expect(backups).toMatchObject([
				{
					status: 'verified',
					reason: 'before the test',
					storage: 'local',
					encrypted_with: null,
					error: null,
				},
			]);
			expect([last_verified, encrypted_with]).toEqual([backups[0]!.started_at, null]);
			const list = await bebetter('backup', 'list');
			expect(list.output).toContain(`${backups[0]!.id}\t${backups[0]!.started_at}\tverified\t`);
			expect(list.output).toContain('1 backups, 1 of them verified.');
			expect(await bebetter('backup', 'verify')).toMatchObject({ code: 0 });
		});

		it('hold everything that a project consists of, and no secret', async () => {
			const { backups } = await overview();
			const folder = folderOf(backups[0]!.prefix);
			const { manifest } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
				manifest: Manifest;
			};
			expect(manifest).toMatchObject({ database: kind.database, secrets: 'left out' });
			expect(manifest.directus).toMatch(new RegExp(`^${kind.major}\\.`));
			const rows = Object.fromEntries(manifest.tables.map(({ table, rows: count }) => [table, count]));
			for (const table of [
				'foods',
				'recipes',
				'sdui_screens',
				'directus_flows',
				'directus_users',
				'bebetter_provisioned',
			])
				expect(rows[table], table).toBe(
					Number((await host.knex(table).count({ rows: '*' }).first())!['rows']),
				);
			const schema = JSON.parse(readPlain(join(folder, 'schema.json.gz')));
			expect(schema.collections.map(({ collection }: { collection: string }) => collection)).toContain(
				'foods',
			);

			const { password, token } = await host.knex('directus_users').where({ email: host.adminEmail }).first();
			expect(password).toMatch(/^\$argon2/);
			for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
				name.endsWith('.gz'),
			)) {
				const content = gunzipSync(readFileSync(join(folder, file)));
				for (const secret of [password, token, person.token])
					expect(content.includes(String(secret)), file).toBe(false);
			}
		});

		it('are nobody’s assets, and nobody else’s business', async () => {
			const { backups } = await overview();
			expect((await host.knex('directus_files')).length).toBe(0);
			for (const path of [
				`/assets/${backups[0]!.prefix}manifest.json`,
				`/${backups[0]!.prefix}manifest.json`,
			])
				expect([401, 403, 404]).toContain((await host.fetch(path)).status);
			for (const token of [person.token, 'nobody'])
				for (const [method, path] of [
					['GET', '/ops/backups'],
					['POST', '/ops/backups'],
					['POST', `/ops/backups/${backups[0]!.id}/verify`],
				] as const)
					expect([401, 403]).toContain(
						(await ask(method, path, method === 'POST' ? {} : undefined, token)).status,
					);
		});

		it('are taken and verified over HTTP, as jobs', async () => {
			const started = await ask('POST', '/ops/backups', { reason: 'from the studio' });
			expect(started.headers.get('cache-control')).toBe('no-store');
			const { data } = (await started.json()) as { data: JobRun };
			expect(await ended(data)).toMatchObject({ name: 'back-up', status: 'done', error: null });
			const { backups } = await overview();
			expect(backups[0]).toMatchObject({ reason: 'from the studio', status: 'verified' });

			const check = await host.admin<JobRun>('POST', `/ops/backups/${backups[0]!.id}/verify`);
			expect(await ended(check)).toMatchObject({ name: 'verify-backup', status: 'done' });
			for (const [path, body, status, code] of [
				[`/ops/backups/${crypto.randomUUID()}/verify`, {}, 404, 'BACKUP_NOT_FOUND'],
				['/ops/backups/nonsense/verify', {}, 404, 'BACKUP_NOT_FOUND'],
				['/ops/backups', { reason: '' }, 400, 'INVALID_PAYLOAD'],
				['/ops/backups', { why: 'x' }, 400, 'INVALID_PAYLOAD'],
			] as const) {
				const response = await ask('POST', path, body);
				const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
				expect([response.status, errors[0]!.extensions.code]).toEqual([status, code]);
			}
		});

		it('let content be reset within the hour', async () => {
			const { code, output } = await bebetter('seed', '--force', '--yes', '--collections', 'videos');
			expect(code, output).toBe(0);
		});

		it('are encrypted with a key, and hold everything then', async () => {
			await host.restart({
				BEBETTER_BACKUP_KEYS: `k1:${randomBytes(32).toString('base64')}`,
				BEBETTER_BACKUP_KEEP: '1d,0w,0m',
			});
			const { code, output } = await bebetter('backup', 'create');
			expect(code, output).toBe(0);
			const { backups, encrypted_with, keeps } = await overview();
			expect(backups).toMatchObject([{ encrypted_with: 'k1', status: 'verified' }]);
			expect([encrypted_with, keeps]).toEqual(['k1', { days: 1, weeks: 0, months: 0 }]);
			const folder = folderOf(backups[0]!.prefix);
			const users = readFileSync(join(folder, 'tables/directus_users.ndjson.gz'));
			expect(users.includes(host.adminEmail)).toBe(false);
			expect(() => gunzipSync(users)).toThrow();
		});

		it('are deleted when nobody needs them any more, the last verified one never', async () => {
			const [kept] = (await overview()).backups;
			const manifests = () =>
				readdirSync(folderOf('bebetter-backups'), { recursive: true, encoding: 'utf8' }).filter((name) =>
					name.endsWith('manifest.json'),
				);
			expect(manifests()).toHaveLength(1);
			const row = await host.knex('bebetter_backups').first();
			const old = {
				...row,
				id: crypto.randomUUID(),
				prefix: 'bebetter-backups/old/',
				started_at: new Date(0),
			};
			await host.knex('bebetter_backups').insert(old);
			expect((await bebetter('backup', 'prune', '--dry-run')).output).toContain('1 backups would be deleted');
			expect((await overview()).backups).toHaveLength(2);
			expect((await bebetter('backup', 'prune')).output).toContain(`The last verified one is ${kept!.id}`);
			expect((await overview()).backups.map(({ id }) => id)).toEqual([kept!.id]);
			expect(manifests()).toHaveLength(1);
		});
	},
	{ only: bothMajorsAndDatabases },
);
