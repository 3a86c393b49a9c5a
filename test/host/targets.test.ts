import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { recomputeEveryone, recomputeTargets } from '../../schema/flows/targets.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';
import { type Phone, phoneOf } from '../support/phone.ts';
import { until } from '../support/publishing/reading.ts';

/** T5 of the pipeline vectors on the day it is written for; the numbers here do not depend on the day. */
const person = {
	sex: 'female',
	birth_date: '1991-06-01',
	height_cm: 165,
	weight_kg: 80,
	activity: 'low_active',
	goal: 'maintain',
	timezone: 'Asia/Riyadh',
};

interface Target {
	status: string;
	target_kcal: number;
	protein_g: number;
	inputs_snapshot: Record<string, unknown>;
}

interface JobRun {
	id: string;
	status: string;
	result: { examined: number; written: number; unchanged: number } | null;
}

describeOnHosts(
	'targets',
	(kind) => {
		let host: Host;
		let user: TestUser;
		let phone: Phone;
		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'targets', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());
		beforeEach(async () => {
			user = await withUser(host, { role: 'App User' });
			phone = phoneOf(host, user.token);
		});

		const save = (changes: Record<string, unknown>) => phone.send('PATCH', '/mobile/me/profile', changes);
		const target = async (locale = 'en') =>
			(await phone.send('GET', `/mobile/me/targets?locale=${locale}`)).json.data;
		const history = async () => (await phone.send('GET', '/mobile/me/targets/history')).json.data;
		const targetWith = (what: string, fits: (found: Target) => boolean) =>
			until(what, async () => {
				const found = await target();
				return found !== null && fits(found);
			});
		const run = (payload: unknown) =>
			host.admin<JobRun>('POST', '/ops/jobs', { name: 'recompute-targets', payload, wait: true });

		it('follow a saved profile, with the numbers of the equation and why', async () => {
			expect((await save(person)).status).toBe(200);
			await targetWith('the first target', ({ status }) => status === 'ok');
			const first = await target();
			// NASEM 2023, women, low active: 575.77 − 7.01·A + 6.60·H + 12.14·W.
			const age = first.inputs_snapshot.age as number;
			expect(first.tdee_kcal).toBe(Math.round(575.77 - 7.01 * age + 6.6 * 165 + 12.14 * 80));
			expect(first).toMatchObject({ formula_id: 'nasem2023_eer', superseded_at: null, flags: [] });
			expect(first.explanation.join(' ')).toContain(first.tdee_kcal.toLocaleString('en'));
			expect((await target('ar')).explanation.join(' ')).toMatch(/[\u0600-\u06ff]/);

			await save({ weight_kg: 79, goal: 'lose' });
			await targetWith('the second', ({ target_kcal }) => target_kcal < first.target_kcal);
			const all = await history();
			expect(all).toHaveLength(2);
			expect(all[1]).toMatchObject({ id: first.id, superseded_at: expect.any(String) });
		});

		it('say what is missing, and give no number where none is justified', async () => {
			await save({ sex: 'female', goal: 'lose' });
			await targetWith('what is missing', ({ status }) => status === 'incomplete');
			expect(await target()).toMatchObject({
				missing: ['birth_date', 'height_cm', 'weight_kg', 'activity'],
				target_kcal: null,
			});
			await save({ ...person, pregnant: true });
			await targetWith('the reason', ({ status }) => status === 'out_of_scope');
			expect(await target()).toMatchObject({ reason: 'pregnancy', target_kcal: null, tdee_kcal: null });
		});

		it('of many edits in quick succession the last one decides, and one row is current', async () => {
			await save(person);
			const weights = [81, 82, 83, 84, 85, 86, 87, 88];
			await Promise.all(weights.map((weight_kg) => save({ weight_kg })));
			await save({ weight_kg: 70 });
			await targetWith('the last weight', ({ inputs_snapshot }) => inputs_snapshot.weight_kg === 70);
			await until('nothing is waiting', async () => {
				const open = await host.knex('job_runs').whereIn('status', ['queued', 'running']);
				return open.length === 0;
			});
			expect((await target()).inputs_snapshot.weight_kg).toBe(70);
			const current = await host.knex('user_targets').where({ user: user.id }).whereNull('superseded_at');
			expect(current).toHaveLength(1);
		});

		it('stay as they are when the inputs are the same', async () => {
			await save(person);
			await targetWith('a target', ({ status }) => status === 'ok');
			await save({ locale: 'ar' });
			const { status, result } = await run({ user: user.id });
			expect(status).toBe('done');
			expect(result).toMatchObject({ examined: 1, written: 0, unchanged: 1 });
			expect(await history()).toHaveLength(1);
		});

		it('become those of a new goal for everybody when an administrator presses the button', async () => {
			await save(person);
			await targetWith('a target', ({ status }) => status === 'ok');
			const before = await target();
			const [goal] = await host.admin<{ id: string }[]>(
				'GET',
				'/items/goal_defaults?filter[goal]=maintain&fields=id',
				undefined,
			);
			await host.admin('PATCH', `/items/goal_defaults/${goal!.id}`, { protein_g_per_kg: 1.4 });
			expect((await target()).id).toBe(before.id);

			const press = (token: string) =>
				host.fetch(`/flows/trigger/${recomputeEveryone.id}`, {
					method: 'POST',
					headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
					body: JSON.stringify({ collection: 'goal_defaults', keys: [goal!.id] }),
				});
			expect((await press(user.token)).status).toBeGreaterThanOrEqual(400);
			expect((await press(host.adminToken)).status).toBe(200);
			await targetWith('more protein', ({ protein_g }) => protein_g > before.protein_g);
		});

		it('are computed for who has a birthday, and for who was left behind while the flow was off', async () => {
			await save(person);
			await targetWith('a target', ({ status }) => status === 'ok');
			const before = await target();
			await host.admin('PATCH', `/flows/${recomputeTargets.id}`, { status: 'inactive' });
			try {
				await save({ weight_kg: 90 });
				expect((await target()).id).toBe(before.id);
				const { status, result } = await run({ due: '2026-06-01' });
				expect(status).toBe('done');
				expect(result!.written).toBeGreaterThanOrEqual(1);
				expect((await target()).inputs_snapshot.weight_kg).toBe(90);
			} finally {
				await host.admin('PATCH', `/flows/${recomputeTargets.id}`, { status: 'active' });
			}
		});

		it('are computed by the command line, which says what it did', async () => {
			await save(person);
			const { code, stdout, stderr } = await host.cli(['bebetter', 'recompute', '--user', user.id]);
			expect(code, stderr).toBe(0);
			expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toMatchObject({ examined: 1 });
			const neither = await host.cli(['bebetter', 'recompute']);
			expect(neither).toMatchObject({ code: 1, stderr: expect.stringContaining('--user <id> or --all') });
		});

		it('name the field of a job that cannot be read', async () => {
			const response = await host.fetch('/ops/jobs', {
				method: 'POST',
				headers: { authorization: `Bearer ${host.adminToken}`, 'content-type': 'application/json' },
				body: JSON.stringify({ name: 'recompute-targets', payload: { user: 'me' } }),
			});
			expect(response.status).toBe(400);
			expect(await response.text()).toContain('payload');
		});
	},
	{ only: bothMajorsAndDatabases },
);
