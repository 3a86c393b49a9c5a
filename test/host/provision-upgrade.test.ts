import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policies } from '../../schema/access/index.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { storedState } from '../support/stored-state.ts';

interface Permission {
	id: number;
	policy: string;
	collection: string;
	action: string;
}

describeOnHosts(
	'provisioning a project that people have worked in',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'provision-upgrade', provisioned: 'empty' });
		});
		afterAll(() => host?.stop());

		async function provision(): Promise<string> {
			const { code, stdout, stderr } = await host.cli(['bebetter', 'provision']);
			expect(code, stderr).toBe(0);
			return stdout;
		}

		describe('keeps', () => {
			const label = [{ language: 'en-US', translation: 'Our groceries' }];
			let before: unknown;

			beforeAll(async () => {
				await host.admin('POST', '/fields/foods', {
					field: 'shelf',
					type: 'string',
					schema: {},
					meta: { note: 'ours' },
				});
				await host.admin('POST', '/collections', {
					collection: 'their_orders',
					meta: { note: 'theirs' },
					schema: {},
					fields: [
						{ field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
					],
				});
				await host.admin('PATCH', '/collections/foods', {
					meta: { note: 'Our own note', translations: label },
				});
				await host.admin('PATCH', '/fields/foods/name_en', {
					meta: { note: 'As on the packet', width: 'full' },
				});
				await host.admin('PATCH', '/settings', { public_registration: false, project_name: 'Theirs' });
				const [text] = await host.admin<{ id: string }[]>(
					'GET',
					'/translations?limit=1&filter[key][_eq]=bebetter_foods_note',
				);
				await host.admin('PATCH', `/translations/${text?.id}`, { value: 'Reworded' });

				const permissions = await host.admin<Permission[]>('GET', '/permissions?limit=-1');
				const removed = permissions.find(
					({ policy, collection, action }) =>
						policy === policies.editor.id && collection === 'videos' && action === 'delete',
				);
				await host.admin('DELETE', `/permissions/${removed?.id}`);
				await host.admin('DELETE', `/policies/${policies.appUser.id}`);
				before = await storedState(host);
				expect(await provision()).toContain('Nothing to do');
			});

			it('all of it', async () => {
				expect(await storedState(host)).toEqual(before);
			});

			it('a column added by hand', async () => {
				expect(await host.admin('GET', '/fields/foods/shelf')).toMatchObject({ meta: { note: 'ours' } });
			});

			it('a permission removed from a policy', async () => {
				const rows: Permission[] = await host
					.knex('directus_permissions')
					.where({ policy: policies.editor.id, collection: 'videos' });
				expect(rows.map(({ action }) => action).toSorted()).toEqual(['create', 'read', 'update']);
			});

			it('a changed label, note, layout, wording and setting', async () => {
				expect(await host.admin('GET', '/collections/foods')).toMatchObject({
					meta: { note: 'Our own note', translations: label },
				});
				expect(await host.admin('GET', '/fields/foods/name_en')).toMatchObject({
					meta: { note: 'As on the packet', width: 'full' },
				});
				expect(await host.admin('GET', '/settings')).toMatchObject({
					public_registration: false,
					project_name: 'Theirs',
				});
				expect(await host.knex('directus_translations').where({ value: 'Reworded' })).toHaveLength(1);
			});

			it('somebody else’s collection', async () => {
				expect(await host.admin('GET', '/collections/their_orders')).toMatchObject({
					meta: { note: 'theirs' },
				});
			});

			it('the deletion of a whole policy', async () => {
				expect(await host.knex('directus_policies').where({ id: policies.appUser.id })).toEqual([]);
			});
		});

		describe('mends and improves what is ours', () => {
			const uniqueIndex = 'bebetter_sdui_screens_screen_key_goal_locale_key';
			let done: string[];

			beforeAll(async () => {
				await pretendOlder('slug', { width: 'full' });
				await pretendOlder('sort', { width: 'full' });
				await host
					.knex('directus_fields')
					.where({ collection: 'foods', field: 'slug' })
					.update({ width: 'full' });
				await host
					.knex('directus_fields')
					.where({ collection: 'foods', field: 'sort' })
					.update({ width: 'fill' });
				await pretendOlderPermission('videos', 'create', 'id,title_en', 'id,title_en');
				await pretendOlderPermission('videos', 'update', 'id,title_en', 'id,slug');
				await host.admin('DELETE', '/fields/foods/serving_g');
				await host.admin('DELETE', '/fields/meal_logs/recipe');
				await host.admin('DELETE', '/collections/brands_links');
				await host.knex.schema.alterTable('foods', (table) => table.dropColumn('water_g'));
				await host.knex.raw('drop index ??', [uniqueIndex]);
				done = (await provision()).split('\n');
			});

			/** Changes what provisioning remembers to have written, as if an earlier release had declared it. */
			async function pretendOlder(field: string, changes: object): Promise<void> {
				const remembered = host.knex('bebetter_provisioned').where({ id: `field foods.${field}` });
				const { applied } = await remembered.clone().first();
				await remembered.update({ applied: JSON.stringify({ ...JSON.parse(applied), ...changes }) });
			}

			/** As above, of what editors may do. @param now what it is in the database */
			async function pretendOlderPermission(
				collection: string,
				action: string,
				fields: string,
				now: string,
			): Promise<void> {
				const id = `permission ${policies.editor.id} ${collection} ${action}`;
				const remembered = host.knex('bebetter_provisioned').where({ id });
				const { applied } = await remembered.clone().first();
				const older = { ...JSON.parse(applied), fields: fields.split(',') };
				await remembered.update({ applied: JSON.stringify(older) });
				const stored = { policy: policies.editor.id, collection, action };
				await host.knex('directus_permissions').where(stored).update({ fields: now });
			}

			it('a permission that another release declared otherwise is changed, unless somebody has their own', async () => {
				const stored = await host
					.knex('directus_permissions')
					.where({ policy: policies.editor.id, collection: 'videos' })
					.whereIn('action', ['create', 'update'])
					.orderBy('action')
					.select('action', 'fields');
				expect(stored).toEqual([
					{ action: 'create', fields: '*' },
					{ action: 'update', fields: 'id,slug' },
				]);
			});

			it('an improved presentation arrives, unless somebody has their own', async () => {
				expect(done).toContain('update field foods.slug: width');
				const widths = await host
					.knex('directus_fields')
					.select('field', 'width')
					.where({ collection: 'foods' })
					.whereIn('field', ['slug', 'sort'])
					.orderBy('field');
				expect(widths).toEqual([
					{ field: 'slug', width: 'half' },
					{ field: 'sort', width: 'fill' },
				]);
			});

			it('a field that was deleted in the Studio comes back', async () => {
				expect(done).toContain('add field foods.serving_g');
				expect(await host.admin('GET', '/fields/foods/serving_g')).toMatchObject({ type: 'float' });
			});

			it('a reference comes back with its foreign key', async () => {
				expect(done).toContain('relate meal_logs.recipe to recipes');
				expect(await host.admin('GET', '/relations/meal_logs/recipe')).toMatchObject({
					schema: { on_delete: 'SET NULL' },
				});
			});

			it('a column that was dropped with SQL comes back', async () => {
				expect(done).toContain('add field foods.water_g');
				expect(await host.knex.schema.hasColumn('foods', 'water_g')).toBe(true);
				expect(
					await host.knex('directus_fields').where({ collection: 'foods', field: 'water_g' }),
				).toHaveLength(1);
			});

			it('an index that was dropped with SQL comes back and works', async () => {
				expect(done).toContain('create unique index on sdui_screens (screen_key, goal, locale)');
				const screen = {
					screen_key: 'twice',
					goal: 'default',
					locale: 'en',
					status: 'draft',
					schema_version: 1,
					revision: 0,
				};
				const insert = () => host.knex('sdui_screens').insert({ ...screen, id: randomUUID() });
				await insert();
				await expect(insert()).rejects.toThrow(/unique/i);
			});

			it('a collection that was deleted in the Studio comes back with its indexes', async () => {
				expect(done).toContain('create collection brands_links');
				expect((await host.fetch('/mobile/brands-links')).status).toBe(200);
			});

			it('and one run is enough', async () => {
				expect(await provision()).toContain('Nothing to do');
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);

describeOnHosts(
	'two nodes that provision one fresh database at once',
	(kind) => {
		const hosts: Host[] = [];

		describe.skipIf(kind.database === 'sqlite')('on a database server', () => {
			beforeAll(async () => {
				const off = { BEBETTER_PROVISION_ON_START: 'false' };
				const on = { BEBETTER_PROVISION_ON_START: 'true', BEBETTER_SEED_ON_START: 'true' };
				const first = await startHost({ ...kind, name: 'node', env: off });
				hosts.push(first);
				const join = async (name: string) =>
					hosts.push(await startHost({ ...kind, name, shareDatabaseWith: first, env: on }));
				await Promise.all([join('node-a'), join('node-b')]);
			});
			afterAll(async () => {
				for (const host of hosts.toReversed()) await host.stop();
			});

			it('both end well, with one set of everything', async () => {
				const [first] = hosts as [Host, Host, Host];
				for (const host of hosts) expect(host.logs()).not.toContain('could not prepare the database');
				const doubled = async (table: string, columns: string[]) =>
					first.knex(table).select(columns).groupBy(columns).havingRaw('count(*) > 1');
				expect(await doubled('directus_permissions', ['policy', 'collection', 'action'])).toEqual([]);
				expect(await doubled('directus_access', ['role', 'policy'])).toEqual([]);
				expect(await doubled('directus_fields', ['collection', 'field'])).toEqual([]);
				expect(await doubled('directus_relations', ['many_collection', 'many_field'])).toEqual([]);
				expect(await doubled('directus_translations', ['key', 'language'])).toEqual([]);
				expect(await first.knex('foods').count({ rows: '*' })).toEqual([{ rows: '85' }]);
				expect(await first.knex('app_settings')).toHaveLength(1);
				const { stdout } = await first.cli(['bebetter', 'provision']);
				expect(stdout).toContain('Nothing to do');
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
