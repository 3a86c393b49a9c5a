import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrapDirectus } from '../../host/directus-process.ts';
import { describeOnHosts, type Host, startHost, type TestUser, withUser } from '../support/host/index.ts';
import { phoneOf } from '../support/phone.ts';

const screen = '/mobile/screens/home?locale=ar&schema=99&platform=ios&app_version=9.0.0';

/** As the guide says: stop, back up, change the version, `bootstrap`, start. */
describeOnHosts(
	'going from Directus 11 to 12 on the same database',
	(kind) => {
		let before: Host;
		let after: Host;
		let person: TestUser;
		const then: Record<string, unknown> = {};

		beforeAll(async () => {
			before = await startHost({ ...kind, name: 'upgrade-11', provisioned: 'seeded' });
			person = await withUser(before, { role: 'App User' });
			const profile = { sex: 'female', birth_date: '1991-06-01', height_cm: 165, weight_kg: 60 };
			const sara = phoneOf(before, person.token);
			expect((await sara.send('PATCH', '/mobile/me/profile', profile)).status).toBe(200);
			then['profile'] = (await sara.send('GET', '/mobile/me/profile')).json.data;
			then['screen'] = await (await before.fetch(screen)).json();
			then['foods'] = await (await before.fetch('/mobile/foods?limit=100')).json();

			await before.kill('SIGTERM');
			await bootstrapDirectus({ major: 12, cwd: before.folder, env: before.env });
			after = await startHost({ ...kind, major: 12, name: 'upgrade-12', shareDatabaseWith: before });
		});
		afterAll(async () => {
			await after?.stop();
			await before?.stop();
		});

		it('serves the same screens and content', async () => {
			expect(await (await after.fetch(screen)).json()).toEqual(then['screen']);
			expect(await (await after.fetch('/mobile/foods?limit=100')).json()).toEqual(then['foods']);
		});

		it('knows people by the token and the data they had, and nobody else’s', async () => {
			const sara = phoneOf(after, person.token);
			expect((await sara.send('GET', '/mobile/me/profile')).json.data).toEqual(then['profile']);
			for (const path of ['/items/user_profiles', '/items/events', '/items/meal_logs'])
				expect((await after.fetch(path)).status).toBe(403);
		});

		it('lets a person log in and an editor’s publish be seen', async () => {
			const login = { email: person.email, password: person.password };
			expect((await phoneOf(after, null).send('POST', '/auth/login', login)).status).toBe(200);
			const [row] = await after.admin<{ id: string }[]>(
				'GET',
				'/items/foods?limit=1&filter[status][_eq]=published&fields=id,slug',
			);
			await after.admin('PATCH', `/items/foods/${row!.id}`, { name_en: 'Renamed after the upgrade' });
			await expect
				.poll(async () => (await after.fetch('/mobile/foods?limit=100')).text())
				.toContain('Renamed after the upgrade');
		});

		it('leaves provisioning nothing to do', async () => {
			const { code, stdout, stderr } = await after.cli(['bebetter', 'provision', '--dry-run']);
			expect(code, stderr).toBe(0);
			expect(stdout).toContain('Nothing to do');
		});
	},
	{ only: ['11-postgres'] },
);
