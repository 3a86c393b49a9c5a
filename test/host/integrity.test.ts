import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
	FixApplied,
	FixPreview,
	History,
	Overview,
	Result,
	RuleState,
} from '../../domain/operations/integrity/contract.ts';
import { repositoryRoot } from '../../host/paths.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	makeRoomForFlow,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';
import { ageBackups } from '../support/integrity/age-backups.ts';

const example = JSON.parse(
	readFileSync(join(repositoryRoot, 'examples/integrity/scheduler.json'), 'utf8'),
) as { rules: { id: string }[] };

interface Job {
	id: string;
	status: string;
	result: Record<string, number>;
}

describeOnHosts(
	'integrity',
	(kind) => {
		let host: Host;
		let appUser: TestUser;

		beforeAll(async () => {
			const env = { BEBETTER_SEED_PEOPLE: 'true', BEBETTER_OPS_REFUSALS_PER_MINUTE: '0' };
			host = await startHost({ ...kind, name: 'integrity', provisioned: 'seeded', env });
			appUser = await withUser(host, { role: 'App User' });
		});
		afterAll(() => host?.stop());

		const send = async (method: string, path: string, body?: unknown, token = host.adminToken) => {
			const response = await host.fetch(path, {
				method,
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			const json = (await response.json()) as {
				data?: unknown;
				errors?: { extensions: { code: string; field?: string } }[];
			};
			return { status: response.status, json };
		};
		const overview = () => host.admin<Overview>('GET', '/ops/integrity');
		async function runAll(): Promise<Job> {
			const { id } = await host.admin<Job>('POST', '/ops/integrity/run', {});
			let job!: Job;
			await expect
				.poll(async () => (job = await host.admin<Job>('GET', `/ops/jobs/${id}`)).status, {
					timeout: 60_000,
					interval: 300,
				})
				.toBe('done');
			return job;
		}
		const brokenIn = ({ rules }: Overview): RuleState[] =>
			rules.filter(({ result }) => result?.status !== 'ok');
		const resultOf = async (id: string): Promise<Result> =>
			(await overview()).rules.find(({ rule }) => rule.id === id)!.result!;
		const idsOfBroken = async () => brokenIn(await overview()).map(({ rule }) => rule.id);

		it('finds nothing on a healthy installation, in one run with progress', async () => {
			const job = await runAll();
			const after = await overview();
			expect(brokenIn(after).map(({ rule, result }) => [rule.id, result])).toEqual([]);
			expect(job.result).toMatchObject({ failing_errors: 0, failing_warnings: 0, cannot_run: 0, rows: 0 });
			expect(after.rules.length).toBe(job.result['rules']);
			expect(after.last_run).toMatchObject({ failing_errors: 0, rules: after.rules.length });
			const relations = after.rules.filter(({ origin }) => origin === 'relation').map(({ rule }) => rule.id);
			expect(relations).toEqual(
				expect.arrayContaining([
					'relation.meal_logs.user',
					'relation.foods.user_created',
					'relation.recipe_ingredients.recipe',
					'relation.directus_sessions.user',
				]),
			);
		});

		it('is for administrators only', async () => {
			for (const [method, path] of [
				['GET', '/ops/integrity'],
				['GET', '/ops/integrity/history'],
				['GET', '/ops/integrity/tables'],
				['POST', '/ops/integrity/run'],
				['POST', '/ops/integrity/rules'],
				['GET', '/ops/integrity/rules/bebetter.one-insight/fixes/delete'],
				['POST', '/ops/integrity/rules/bebetter.one-insight/fixes/delete'],
			] as const)
				expect((await send(method, path, method === 'POST' ? {} : undefined, appUser.token)).status).toBe(
					403,
				);
		});

		it('finds what was planted past Directus, and when it was seen first and last', async () => {
			const [food] = await host.knex('foods').where({ slug: 'rice-white-cooked' });
			await host.knex('foods').where({ id: food.id }).update({ name_ar: ' ', kcal: 5_000 });
			const [video] = await host.knex('videos').limit(1);
			await host.knex('videos').where({ id: video.id }).update({ url: 'http://example.com/a.mp4' });
			const [recipe] = await host.knex('recipes').where({ slug: 'shorbat-adas' });
			await host.knex('recipes').where({ id: recipe.id }).update({ status: 'draft' });

			await runAll();
			const broken = await idsOfBroken();
			expect(broken).toEqual(
				expect.arrayContaining([
					'bebetter.both-languages.foods',
					'bebetter.food-energy',
					'bebetter.https-url.videos',
					'bebetter.screen-reference.recipes',
					'bebetter.content-rules.foods',
					'bebetter.content-rules.videos',
				]),
			);
			expect(await resultOf('bebetter.food-energy')).toMatchObject({ count: 1, sample: [food.id] });
			const first = await resultOf('bebetter.both-languages.foods');
			await runAll();
			const second = await resultOf('bebetter.both-languages.foods');
			expect(second.first_seen).toBe(first.first_seen);
			expect(second.last_seen! > first.last_seen!).toBe(true);

			await host.knex('foods').where({ id: food.id }).update({ name_ar: food.name_ar, kcal: food.kcal });
			await host.knex('videos').where({ id: video.id }).update({ url: video.url });
			await host.knex('recipes').where({ id: recipe.id }).update({ status: 'published' });
			await runAll();
			expect(await idsOfBroken()).toEqual([]);
			expect(await resultOf('bebetter.both-languages.foods')).toMatchObject({
				first_seen: null,
				last_seen: second.last_seen,
			});
			const history = await host.admin<History>('GET', '/ops/integrity/history?rule=bebetter.food-energy');
			expect(history.runs.length).toBeGreaterThanOrEqual(4);
			expect(history.findings.map(({ count }) => count)).toEqual([1, 1]);
		});

		it('reports files that nothing refers to, and leaves it to people to delete them', async () => {
			const rule = 'bebetter.unreferenced-files';
			const id = randomUUID();
			const row = { id, storage: 'local', filename_download: 'old.png', filename_disk: `${id}.png` };
			const created_on = new Date(Date.now() - 31 * 86_400_000);
			await host.knex('directus_files').insert({ ...row, created_on });
			await runAll();
			expect(await resultOf(rule)).toMatchObject({ status: 'failing', count: 1, sample: [id] });
			const { rule: shown } = (await overview()).rules.find((state) => state.rule.id === rule)!;
			expect([shown.severity, shown.fixers]).toEqual(['warning', []]);

			await host.knex('directus_settings').update({ project_logo: id });
			await runAll();
			expect(await resultOf(rule)).toMatchObject({ status: 'ok', count: 0 });
			const public_note = `![](/assets/${id}?width=600)`;
			await host.knex('directus_settings').update({ project_logo: null, public_note });
			await runAll();
			expect(await resultOf(rule)).toMatchObject({ status: 'ok', count: 0 });
			await host.knex('directus_settings').update({ public_note: null });
			await host.knex('directus_files').where({ id }).delete();
		});

		it('takes rules without code, and says what is wrong with one', async () => {
			const rule = {
				id: 'short-videos',
				severity: 'warning',
				title: { en: 'A video of an hour or more', ar: 'مقطع مدته ساعة أو أكثر' },
				remedy: { en: 'Cut it.', ar: 'قصّه.' },
				check: { kind: 'range', collection: 'videos', columns: ['duration_seconds'], max: 60 },
			};
			const wrong = await send('POST', '/ops/integrity/rules', {
				...rule,
				check: { ...rule.check, columns: ['duration'] },
			});
			expect(wrong.status).toBe(400);
			expect(wrong.json.errors![0]!.extensions).toMatchObject({ field: 'check.columns.0' });
			const unreadable = await send('POST', '/ops/integrity/rules', { ...rule, check: { kind: 'sql' } });
			expect(unreadable.status).toBe(400);
			expect(
				(await send('POST', '/ops/integrity/rules', { ...rule, id: 'bebetter.mine' })).json.errors![0]!
					.extensions,
			).toMatchObject({ field: 'id' });

			const tried = await host.admin<Result>('POST', '/ops/integrity/rules/try', rule);
			const long = await host.knex('videos').where('duration_seconds', '>', 60);
			expect(tried).toMatchObject({ status: 'failing', count: long.length });
			expect((await overview()).rules.some((state) => state.rule.id === rule.id)).toBe(false);

			await host.admin('POST', '/ops/integrity/rules', rule);
			expect((await send('POST', '/ops/integrity/rules', rule)).status).toBe(409);
			const changed = { ...rule, check: { ...rule.check, max: 86_400 } };
			await host.admin('PUT', `/ops/integrity/rules/${rule.id}`, changed);
			await runAll();
			expect(await resultOf(rule.id)).toMatchObject({ status: 'ok', count: 0 });
			await host.admin('DELETE', `/ops/integrity/rules/${rule.id}`);
			expect((await send('DELETE', `/ops/integrity/rules/${rule.id}`)).status).toBe(404);
			expect((await send('PUT', `/ops/integrity/rules/${rule.id}`, changed)).status).toBe(404);
		});

		it('finds the four classic defects of a scheduler by the example set', async () => {
			await makeScheduler(host);
			const gone = randomUUID();
			const { id: person } = appUser;
			const slot = (change: object) => ({
				id: randomUUID(),
				user_id: person,
				day_of_week: 'monday',
				start_time: '09:00:00',
				end_time: '10:00:00',
				is_active: true,
				...change,
			});
			const rows = {
				good: slot({ start_time: '08:00:00', end_time: '09:00:00' }),
				second: slot({}),
				inactive: slot({ is_active: false }),
				third: slot({ start_time: '12:00:00', end_time: '13:00:00' }),
				nobodys: slot({ user_id: gone, day_of_week: 'friday' }),
				backwards: slot({ day_of_week: 'sunday', start_time: '18:00:00', end_time: '17:00:00' }),
			};
			await host.knex('schedules').insert(Object.values(rows));
			const exceptions = [
				{ id: randomUUID(), schedule_id: rows.good.id, date: '2026-06-01' },
				{ id: randomUUID(), schedule_id: gone, date: '2026-06-01' },
			];
			await host.knex('schedule_exceptions').insert(exceptions);

			await host.admin('POST', '/ops/integrity/rules/import', example);
			await runAll();
			const found = (await overview()).rules.filter(({ origin }) => origin === 'own');
			expect(Object.fromEntries(found.map(({ rule, result }) => [rule.id, result!.sample]))).toEqual({
				'scheduler-schedule-without-user': [rows.nobodys.id],
				'scheduler-exception-without-schedule': [exceptions[1]!.id],
				'scheduler-start-before-end': [rows.backwards.id],
				'scheduler-two-slots-a-day': [rows.third.id],
			});
			expect((await overview()).last_run).toMatchObject({ failing_errors: 4 });
		});

		const fix = '/ops/integrity/rules/scheduler-two-slots-a-day/fixes/set';

		it('shows what a fixer would do before it does it, and asks for a backup', async () => {
			await ageBackups(host, 2);
			const preview = await host.admin<FixPreview>('GET', fix);
			expect(preview).toMatchObject({ total: 1, collection: 'schedules', backup: { is_fresh: false } });
			expect(preview.changes).toMatchObject([{ before: { is_active: true }, after: { is_active: false } }]);

			const refused = await send('POST', fix, { digest: preview.digest });
			expect(refused).toMatchObject({ status: 409 });
			expect(refused.json.errors![0]!.extensions.code).toBe('BACKUP_NEEDED');

			await host.knex('schedules').where({ id: preview.ids[0]! }).update({ start_time: '12:30:00' });
			const same = await host.admin<FixPreview>('GET', fix);
			expect(same.digest).toBe(preview.digest);
			const [other] = await host.knex('schedules').where({ day_of_week: 'sunday' });
			await host.knex('schedules').where({ id: other.id }).update({ day_of_week: 'monday' });
			const stale = await send('POST', fix, { digest: preview.digest, without_backup: true });
			expect(stale).toMatchObject({ status: 409 });
			expect(stale.json.errors![0]!.extensions.code).toBe('ROWS_CHANGED');
			expect(await host.knex('schedules').where({ is_active: false })).toHaveLength(1);
		});

		it('mends the rows through Directus, with activity and revisions, and notes who did', async () => {
			const preview = await host.admin<FixPreview>('GET', fix);
			expect(preview.ids).toHaveLength(2);
			const applied = await host.admin<FixApplied>('POST', fix, {
				digest: preview.digest,
				without_backup: true,
			});
			expect(applied).toEqual({ changed: 2, remaining: 0 });
			const mended = await host.knex('schedules').whereIn('id', preview.ids);
			expect(mended.map(({ is_active }) => Boolean(is_active))).toEqual([false, false]);
			const activity = await host
				.knex('directus_activity')
				.where({ collection: 'schedules', action: 'update' })
				.whereIn('item', preview.ids);
			expect(activity).toHaveLength(2);
			expect(
				await host.knex('directus_revisions').whereIn(
					'activity',
					activity.map(({ id }) => id),
				),
			).toHaveLength(2);
			const [noted] = await host.knex('bebetter_integrity_fixes');
			expect(noted).toMatchObject({ rule: 'scheduler-two-slots-a-day', action: 'set', rows: 2 });
			expect(noted.user).toBe(activity[0]!.user);
		});

		it('deletes orphans when it is told to, without a question when there is a fresh backup', async () => {
			const path = '/ops/integrity/rules/scheduler-exception-without-schedule/fixes/delete';
			const preview = await host.admin<FixPreview>('GET', path);
			expect(preview.changes[0]).toMatchObject({ before: { date: '2026-06-01' }, after: null });
			const backup = {
				id: randomUUID(),
				kind: 'logical',
				storage: 'local',
				prefix: 'of-a-test',
				reason: 'test',
				status: 'verified',
				rows: 0,
				bytes: 0,
				started_at: new Date(),
				verified_at: new Date(),
			};
			await host.knex('bebetter_backups').insert(backup);
			expect(await host.admin<FixPreview>('GET', path)).toMatchObject({ backup: { is_fresh: true } });
			await host.admin('POST', path, { digest: preview.digest });
			await host.knex('bebetter_backups').where({ id: backup.id }).delete();
			expect(await host.knex('schedule_exceptions')).toHaveLength(1);
			expect((await send('GET', `${path}x`)).json.errors![0]!.extensions.code).toBe('FIXER_NOT_FOUND');
		});

		it('runs from the command line and ends with 1 while something is wrong', async () => {
			const first = await host.cli(['bebetter', 'integrity', '--json']);
			expect(first.code).toBe(1);
			const said = JSON.parse(first.stdout.slice(first.stdout.indexOf('{'))) as {
				findings: { rule: string }[];
			};
			expect(said.findings.map(({ rule }) => rule).sort()).toEqual([
				'scheduler-schedule-without-user',
				'scheduler-start-before-end',
			]);
			await host.knex('schedules').delete();
			await host.knex('schedule_exceptions').delete();
			const second = await host.cli(['bebetter', 'integrity']);
			expect(second.code).toBe(0);
			expect(second.stdout).toContain('0 errors, 0 warnings, 0 cannot run.');
		});

		it('runs as a step of a flow', async () => {
			const flow = await host.admin<{ id: string }>('POST', '/flows', {
				name: 'Integrity',
				status: 'inactive',
				trigger: 'manual',
				options: { collections: ['foods'], requireSelection: false, async: false },
			});
			const operation = await host.admin<{ id: string }>('POST', '/operations', {
				flow: flow.id,
				key: 'check',
				name: 'Check',
				type: 'bebetter-check-integrity',
				position_x: 19,
				position_y: 1,
				options: { wait_minutes: 1 },
			});
			await makeRoomForFlow(host);
			await host.admin('PATCH', `/flows/${flow.id}`, { status: 'active', operation: operation.id });
			const before = (await overview()).last_run!;
			await host.admin('POST', `/flows/trigger/${flow.id}`, {
				collection: 'foods',
				keys: [],
			});
			await expect.poll(async () => (await overview()).last_run!.id).not.toBe(before.id);
			expect((await overview()).last_run).toMatchObject({ failing_errors: 0 });
		});

		it('never looks at what is secret', async () => {
			const rule = {
				id: 'oracle',
				severity: 'error',
				title: { en: 'a', ar: 'ب' },
				remedy: { en: 'a', ar: 'ب' },
				check: {
					kind: 'forbidden',
					collection: 'directus_users',
					where: [{ column: 'password', op: 'starts_with', value: '$argon2' }],
				},
			};
			const refused = await send('POST', '/ops/integrity/rules/try', rule);
			expect(refused.status).toBe(400);
			expect(refused.json.errors![0]!.extensions).toMatchObject({ field: 'check.where.0.column' });
			const tables = await host.admin<{ collection: string; columns: { column: string }[] }[]>(
				'GET',
				'/ops/integrity/tables',
			);
			const users = tables.find(({ collection }) => collection === 'directus_users')!.columns;
			expect(users.map(({ column }) => column)).not.toEqual(expect.arrayContaining(['token']));
		});
	},
	{ only: bothMajorsAndDatabases },
);

/** Two collections as another application would have them, made through Directus's API. */
async function makeScheduler(host: Host): Promise<void> {
	const key = { field: 'id', type: 'uuid', meta: { special: ['uuid'] }, schema: { is_primary_key: true } };
	const column = (field: string, type: string) => ({ field, type, meta: {}, schema: {} });
	await host.admin('POST', '/collections', {
		collection: 'schedules',
		meta: {},
		schema: {},
		fields: [
			key,
			column('user_id', 'uuid'),
			column('day_of_week', 'string'),
			column('start_time', 'time'),
			column('end_time', 'time'),
			{ ...column('is_active', 'boolean'), meta: { special: ['cast-boolean'] } },
		],
	});
	await host.admin('POST', '/collections', {
		collection: 'schedule_exceptions',
		meta: {},
		schema: {},
		fields: [key, column('schedule_id', 'uuid'), column('date', 'date')],
	});
}
