import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseHashKeys } from '../../platform/people/hash-keys.ts';
import { hashPerson } from '../../platform/people/person-hash.ts';
import { saltsTable } from '../../platform/people/people-tables.ts';
import { roles } from '../../schema/access/index.ts';
import { appUse } from '../../schema/dashboards/app-use.ts';
import { syntheticPrefix } from '../../schema/seed/synthetic/ids.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { panelPath } from '../support/panel-query.ts';
import { haveInsights } from '../support/synthetic-insights.ts';

type Row = Record<string, unknown> & { id: string };

const tables = ['directus_users', 'user_profiles', 'events', saltsTable] as const;

describeOnHosts(
	'the dashboard',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			// The night's archiving, which a start makes up, would take away some of the events that are counted here.
			const env = { BEBETTER_SEED_PEOPLE: 'true', BEBETTER_EVENTS_KEEP_DAYS: '365' };
			host = await startHost({ ...kind, name: 'dashboard', provisioned: 'seeded', env });
			await haveInsights(host);
		});
		afterAll(() => host?.stop());

		const panels = (): Promise<Row[]> => host.knex('directus_panels').orderBy('id');
		const panel = async (id: string): Promise<Row> => host.knex('directus_panels').where({ id }).first();
		const provision = () => host.cli(['bebetter', 'provision']);
		const seedCommand = (...args: string[]) => host.cli(['bebetter', 'seed', ...args]);

		async function counts(): Promise<Record<string, number>> {
			const found: Record<string, number> = {};
			for (const table of tables)
				found[table] = Number((await host.knex(table).count({ rows: '*' }).first())!['rows']);
			return found;
		}

		describe('has people to show', () => {
			it('who cannot log in, are archived and have a profile with a plan', async () => {
				const people: Row[] = await host
					.knex('directus_users')
					.where('email', 'like', 'synthetic-%@example.com');
				expect(people).toHaveLength(300);
				for (const { id, ...person } of people) {
					expect(id.startsWith(syntheticPrefix)).toBe(true);
					expect(person).toMatchObject({
						status: 'archived',
						password: null,
						token: null,
						role: roles.appUser.id,
						first_name: 'Synthetic',
					});
				}
				const profiles: Row[] = await host.knex('user_profiles');
				expect(profiles).toHaveLength(300);
				expect(profiles.every((row) => row['fasting_preset'] && row['timezone'] && row['plan_start'])).toBe(
					true,
				);

				const login = { email: people[0]!['email'], password: '' };
				for (const password of ['', 'null', 'password']) {
					const answer = await host.fetch('/auth/login', {
						method: 'POST',
						headers: { 'content-type': 'application/json' },
						body: JSON.stringify({ ...login, password }),
					});
					expect([400, 401]).toContain(answer.status);
				}
			});

			it('who take no seat: people who edit can still be added', async () => {
				const editor = await withUser(host, { role: 'Editor' });
				const answer = await host.fetch('/items/foods?limit=1', {
					headers: { authorization: `Bearer ${editor.token}` },
				});
				expect(answer.status).toBe(200);
			});

			it('whose events carry their hash, as ingestion would write it', async () => {
				const [key] = parseHashKeys(host.env['BEBETTER_HASH_KEYS']!);
				const salts: { user: string; salt: string }[] = await host.knex(saltsTable);
				expect(salts).toHaveLength(300);
				const known = new Set(salts.map(({ user, salt }) => hashPerson(key!, user, salt).hash));
				const used: { user_hash: string }[] = await host
					.knex('events')
					.whereNotNull('user_hash')
					.distinct('user_hash');
				expect(used.length).toBeGreaterThan(200);
				expect(used.filter(({ user_hash }) => !known.has(user_hash))).toEqual([]);
				const { events } = await counts();
				expect(events).toBeGreaterThan(40_000);
			});
		});

		it('is there with all its panels, in both languages', async () => {
			const dashboard = await host.knex('directus_dashboards').where({ id: appUse.id }).first();
			expect(dashboard.name).toBe(`${appUse.name.en} · ${appUse.name.ar}`);
			const stored = await panels();
			expect(stored.map(({ id }) => id)).toEqual(appUse.panels.map(({ id }) => id).toSorted());
			expect(stored.every((row) => row['dashboard'] === appUse.id)).toBe(true);
		});

		it.each(appUse.panels.map((declared) => [declared.name.en, declared] as const))(
			'shows data: %s',
			async (_, declared) => {
				const rows = await host.admin<Row[]>('GET', panelPath(declared));
				if (declared.type === 'metric') {
					const { function: name, field } = declared.options as Record<string, unknown>;
					const value = (rows[0] as Record<string, Record<string, number>>)[String(name)]![String(field)];
					expect(Number(value)).toBeGreaterThan(1);
				} else if (declared.type === 'time-series') expect(rows.length).toBeGreaterThanOrEqual(28);
				else expect(rows.length).toBeGreaterThanOrEqual(2);
			},
		);

		it('is for administrators: editors read neither it nor events nor insights', async () => {
			const editor = await withUser(host, { role: 'Editor' });
			for (const path of ['/dashboards', '/panels', '/items/events', '/items/insights']) {
				const answer = await host.fetch(path, { headers: { authorization: `Bearer ${editor.token}` } });
				const rows = answer.ok ? (await answer.json()).data : [];
				expect(rows, path).toEqual([]);
			}
		});

		describe('and provisioning again', () => {
			const [moved, deleted, outdated, added] = appUse.panels as unknown as [Row, Row, Row, Row];

			beforeAll(async () => {
				await host.admin('PATCH', `/panels/${moved.id}`, { position_x: 60, name: 'Mine' });
				await host.admin('DELETE', `/panels/${deleted.id}`);
				await becomeOutdated(host, outdated.id, { name: 'Old name', height: 4 });
				await becomeUnknown(host, added.id);
			});

			it('improves a panel that nobody changed, adds a new one, and leaves what an administrator did', async () => {
				const { code, stdout } = await provision();
				expect(code).toBe(0);
				expect(stdout).toMatch(/^2 changes/m);
				expect(stdout).toContain('add 1 panel to dashboard');
				expect(await panel(added.id)).toMatchObject({ dashboard: appUse.id });
				expect(await panel(moved.id)).toMatchObject({ position_x: 60, name: 'Mine' });
				expect(await panel(deleted.id)).toBeUndefined();
				const declared = appUse.panels[2]!;
				expect(await panel(outdated.id)).toMatchObject({
					name: `${declared.name.en} · ${declared.name.ar}`,
					height: declared.height,
				});
			});

			it('changes nothing then, nor do people come again, at the next start either', async () => {
				const before = [await panels(), await counts()];
				await host.restart();
				expect([await panels(), await counts()]).toEqual(before);
			});

			it('does not bring back a dashboard that was deleted', async () => {
				await host.admin('DELETE', `/dashboards/${appUse.id}`);
				expect((await provision()).stdout).toContain('Nothing to do');
				expect(await panels()).toEqual([]);
			});
		});

		describe('loses its people on request', () => {
			it('with everything that is theirs, and nobody else’s', async () => {
				const before = await counts();
				const real = await withUser(host, { role: 'App User' });
				await host.knex('events').insert({
					event_id: 'real',
					name: 'app_opened',
					schema_version: 1,
					received_at: new Date(),
					ts: new Date(),
				});
				const { code, stdout } = await seedCommand('--remove-people');
				expect(code).toBe(0);
				expect(stdout).toContain(`removed 300 synthetic people and ${before['events']} events`);
				expect(await counts()).toEqual({
					directus_users: before['directus_users']! - 299,
					user_profiles: 0,
					events: 1,
					[saltsTable]: 0,
				});
				expect(await host.knex('insights')).toEqual([]);
				expect(await host.knex('directus_users').where({ id: real.id }).select('id')).toEqual([
					{ id: real.id },
				]);
			});

			it('does not get them again at a start, nor beside real events', async () => {
				const { code: refused, stderr } = await seedCommand('--people');
				expect(refused).toBe(1);
				expect(stderr).toContain('There are events already');
				expect(await counts()).toMatchObject({ user_profiles: 0, events: 1 });
				await host.knex('events').delete();
				await host.restart();
				expect(await counts()).toMatchObject({ user_profiles: 0, events: 0 });
				const { code, stdout } = await seedCommand('--people');
				expect(code).toBe(0);
				expect(stdout).toContain('added 300 synthetic people');
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);

/** As an earlier release of the bundle would have left it. */
async function becomeOutdated({ knex }: Host, id: string, values: Record<string, unknown>): Promise<void> {
	await knex('directus_panels').where({ id }).update(values);
	const key = { id: `panel ${id}` };
	const { applied } = await knex('bebetter_provisioned').where(key).first('applied');
	const recorded = JSON.stringify({ ...JSON.parse(applied), ...values });
	await knex('bebetter_provisioned').where(key).update({ applied: recorded });
}

/** As an earlier release that did not have this panel would have left it. */
async function becomeUnknown({ knex }: Host, id: string): Promise<void> {
	await knex('directus_panels').where({ id }).delete();
	await knex('bebetter_provisioned')
		.where({ id: `panel ${id}` })
		.delete();
}
