import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BackupsOverview } from '../../domain/operations/backups/contract.ts';
import type { JobRun } from '../../platform/jobs/ledger/run.ts';
import { withoutBackups } from '../support/backups/without-backups.ts';
import { connectTo } from '../support/host/connect.ts';
import { createDatabase, databaseUrl, dropDatabase, testDatabaseName } from '../support/host/postgres.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';
import { writePrivateRows } from '../support/private-rows.ts';
import { until } from '../support/publishing/reading.ts';

describeOnHosts(
	'restoring a backup',
	(kind) => {
		let host: Host;
		let person: TestUser;
		const restored = testDatabaseName(`restored-${kind.major}`);

		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'restore',
				provisioned: 'seeded',
				env: { BEBETTER_BACKUP_KEYS: `k1:${randomBytes(32).toString('base64')}` },
			});
			person = await withUser(host, { role: 'App User' });
			const idOf = async (table: string, slug: string) =>
				(await host.knex(table).where({ slug }).first('id')).id;
			await writePrivateRows(host, person.id, {
				food: await idOf('foods', 'tomato'),
				recipe: await idOf('recipes', 'chicken-kabsa'),
				fasting_preset: await idOf('fasting_presets', '16-8'),
			});
			await host.admin('POST', '/fields/foods', {
				field: 'shelf',
				type: 'string',
				schema: { is_nullable: true },
				meta: { interface: 'input' },
			});
			await host.admin('POST', '/collections', {
				collection: 'suppliers',
				meta: { icon: 'store' },
				schema: {},
				fields: [
					{ field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
					{ field: 'name', type: 'string', meta: { interface: 'input' }, schema: {} },
				],
			});
			await host.admin('POST', '/items/suppliers', [{ name: 'Farm' }, { name: 'Mill' }]);
			// Past Directus, as a script of somebody's did it.
			await host.knex.raw('alter table suppliers add column batch_code varchar(20)');
			await host.knex('suppliers').where({ name: 'Mill' }).update({ batch_code: 'B-7' });
			if (kind.database === 'postgres') await createDatabase(restored);
			await withoutBackups(host);
			const { code, stderr } = await host.cli(['bebetter', 'backup', 'create']);
			expect(code, stderr).toBe(0);
		});
		afterAll(async () => {
			await host?.stop();
			if (kind.database === 'postgres') await dropDatabase(restored);
		});

		const target = () =>
			kind.database === 'postgres' ? databaseUrl(restored) : join(host.folder, 'restored.db');
		const targetEnv = () =>
			kind.database === 'postgres' ? { DB_CONNECTION_STRING: target() } : { DB_FILENAME: target() };
		const restore = async (...args: string[]) => {
			const { code, stdout, stderr } = await host.cli(['bebetter', 'backup', 'restore', ...args]);
			return { code, output: stdout + stderr };
		};

		it('refuses a database that holds anything, and says what', async () => {
			const own = kind.database === 'postgres' ? host.env['DB_CONNECTION_STRING']! : host.env['DB_FILENAME']!;
			const before = await host.knex('foods').count({ rows: '*' }).first();
			expect(await restore('--into', own)).toMatchObject({
				code: 1,
				output: expect.stringMatching(/is not empty: it has |is there already/),
			});
			const inside = await host.cli(['bebetter', 'backup', 'load', '--storage', 'local', '--folder', 'x']);
			expect(inside.code).toBe(1);
			expect(await host.knex('foods').count({ rows: '*' }).first()).toEqual(before);
			expect((await restore()).output).toContain('Say where to: --into');
		});

		it('makes a working Directus of an empty one, and proves that everything is there', async () => {
			const { code, output } = await restore('--into', target());
			expect(code, output).toBe(0);
			expect(output).toMatch(/all \d+ tables are what was backed up/);
			if (kind.database === 'sqlite') expect(existsSync(target())).toBe(true);

			const copy = connectTo(kind.major, { ...host.env, ...targetEnv() });
			try {
				for (const table of ['foods', 'recipes', 'sdui_screens', 'directus_users'])
					expect(await copy(table).orderBy('id'), table).toEqual(await host.knex(table).orderBy('id'));
				expect(await copy('suppliers').orderBy('id')).toMatchObject([
					{ name: 'Farm', batch_code: null },
					{ name: 'Mill', batch_code: 'B-7' },
				]);
				expect(await copy('meal_logs').select('user')).toEqual([{ user: person.id }]);
			} finally {
				await copy.destroy();
			}
		});

		it('puts single rows back, with their owners, after it has shown what that would do', async () => {
			const meal = await host.knex('meal_logs').first();
			const food = await host.knex('foods').where({ slug: 'tomato' }).first();
			const since = new Date().toISOString();
			await host.knex('meal_logs').where({ id: meal.id }).delete();
			await host.knex('foods').where({ id: food.id }).update({ name_en: 'Something else' });
			const rows = async (...args: string[]) => {
				const { code, stdout, stderr } = await host.cli(['bebetter', 'backup', 'restore-rows', ...args]);
				return { code, output: stdout + stderr };
			};

			const deleted = ['--collection', 'meal_logs', '--deleted-since', since];
			const preview = await rows(...deleted);
			expect(preview.output).toContain(`insert\t${meal.id}`);
			expect(preview.output).toContain('Nothing was changed. Add --apply to do it.');
			expect(await host.knex('meal_logs')).toEqual([]);
			expect((await rows(...deleted, '--apply')).output).toContain('1 rows came back, 0 were overwritten');
			expect(await host.knex('meal_logs').select('id', 'user')).toEqual([{ id: meal.id, user: person.id }]);

			const changed = await rows('--collection', 'foods', '--ids', `${food.id},nobody`, '--apply');
			expect(changed.output).toContain('name_en: "Something else" -> ');
			expect(changed.output).toContain('not in the backup: nobody');
			expect(changed.output).toContain('0 rows came back, 1 were overwritten');
			expect(await host.knex('foods').where({ id: food.id }).first()).toEqual(food);
			expect(await rows('--collection', 'events', '--ids', '1')).toMatchObject({
				code: 1,
				output: expect.stringContaining('not restored one by one. Choose from: '),
			});
		});

		it('is tried for real by a drill, which measures it and leaves nothing behind', async () => {
			const { id } = await host.admin<JobRun>('POST', '/ops/backups/drill', {});
			await until(
				'the drill has ended',
				async () => {
					const { status } = await host.knex('job_runs').where({ id }).first('status');
					return status === 'done' || status === 'dead';
				},
				150_000,
			);
			expect(await host.admin<JobRun>('GET', `/ops/jobs/${id}`)).toMatchObject({
				status: 'done',
				error: null,
			});
			const { drills, backups, goals } = await host.admin<BackupsOverview>('GET', '/ops/backups');
			expect(drills).toMatchObject([
				{
					status: 'passed',
					backup: backups[0]!.id,
					rows: backups[0]!.rows,
					target: kind.database,
					error: null,
				},
			]);
			const { recovery_seconds, recovery_point_seconds } = drills[0]!;
			expect(recovery_seconds).toBeGreaterThan(1);
			expect(recovery_seconds).toBeLessThan(goals.recovery_seconds);
			expect(recovery_point_seconds).toBeLessThan(goals.recovery_point_seconds);

			if (kind.database === 'sqlite')
				expect(readdirSync(join(host.folder, 'temp')).filter((name) => name.includes('drill'))).toEqual([]);
			else expect(await host.knex('pg_database').where('datname', 'like', 'bebetter_drill_%')).toEqual([]);
		});

		it('gives back logins, owners, content and numbering', async () => {
			const live = await host.fetch('/mobile/foods/tomato').then((response) => response.json());
			await host.restart(targetEnv());
			const login = await host.fetch('/auth/login', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ email: host.adminEmail, password: host.adminPassword }),
			});
			expect(login.status).toBe(200);
			expect(await host.fetch('/mobile/foods/tomato').then((response) => response.json())).toEqual(live);
			const own = await host.fetch('/mobile/me/meal-logs', {
				headers: { authorization: `Bearer ${person.token}` },
			});
			expect(((await own.json()) as { data: unknown[] }).data).toHaveLength(1);
			const supplier = await host.admin<{ id: number }>('POST', '/items/suppliers', { name: 'Mine' });
			expect(supplier.id).toBe(3);
			const plan = await host.cli(['bebetter', 'provision', '--dry-run']);
			expect(plan.stdout).toContain('Nothing to do');
		});
	},
	{ only: bothMajorsAndDatabases },
);
