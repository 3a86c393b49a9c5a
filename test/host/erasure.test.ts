import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { privateTables, writePrivateRows } from '../support/private-rows.ts';

describeOnHosts(
	'the record that Directus keeps',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'erasure', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		it('deleting a person erases their private rows and nobody else’s', async () => {
			const leaving = await withUser(host, { role: 'App User' });
			const staying = await withUser(host, { role: 'App User' });
			for (const { id } of [leaving, staying]) await writePrivateRows(host, id);
			const rowsOf = async (user: string) => {
				const counts: Record<string, number> = {};
				for (const table of privateTables) counts[table] = (await host.knex(table).where({ user })).length;
				return counts;
			};
			const one = Object.fromEntries(privateTables.map((table) => [table, 1]));
			expect(await rowsOf(leaving.id)).toEqual(one);

			await host.admin('DELETE', `/users/${leaving.id}`);
			expect(await rowsOf(leaving.id)).toEqual(Object.fromEntries(privateTables.map((table) => [table, 0])));
			expect(await rowsOf(staying.id)).toEqual(one);
		});

		it('keeps no copy of private rows in revisions or activity', async () => {
			const { id: user } = await withUser(host, { role: 'App User' });
			const { id } = await host.admin<{ id: string }>('POST', '/items/pantry', {
				user,
				name: 'Rice',
				grams: 500,
			});
			await host.admin('PATCH', `/items/pantry/${id}`, { grams: 400 });
			for (const table of ['directus_revisions', 'directus_activity'])
				expect(await host.knex(table).whereIn('collection', privateTables), table).toEqual([]);
		});

		it('keeps revisions of content, with what was changed', async () => {
			for (const [collection, change] of [
				['foods', { kcal: 19 }],
				['recipes', { prep_minutes: 7 }],
				['sdui_screens', { release_note: 'Shorter' }],
			] as const) {
				const row = await host
					.knex(collection)
					.where(collection === 'foods' ? { slug: 'tomato' } : {})
					.first('id');
				await host.admin('PATCH', `/items/${collection}/${row.id}`, change);
				const revisions = await host.admin<{ delta: object; activity: { user: string | null } }[]>(
					'GET',
					`/revisions?filter[collection][_eq]=${collection}&filter[item][_eq]=${row.id}&sort=-id&fields=delta,activity.user`,
				);
				expect(revisions[0], collection).toMatchObject({
					delta: change,
					activity: { user: expect.any(String) },
				});
			}
		});

		it('deleting an editor keeps what they wrote', async () => {
			const editor = await withUser(host, { role: 'Administrator' });
			const slug = `by-editor-${randomUUID().slice(0, 8)}`;
			const response = await host.fetch('/items/brands_links', {
				method: 'POST',
				headers: { authorization: `Bearer ${editor.token}`, 'content-type': 'application/json' },
				body: JSON.stringify({
					slug,
					name_en: 'Forum',
					name_ar: 'منتدى',
					kind: 'website',
					url: 'https://bebetter.example/forum',
				}),
			});
			expect(response.status).toBe(200);
			await host.admin('DELETE', `/users/${editor.id}`);
			expect(await host.knex('brands_links').where({ slug }).first()).toMatchObject({ user_created: null });
		});
	},
	{ only: bothMajorsAndDatabases },
);
