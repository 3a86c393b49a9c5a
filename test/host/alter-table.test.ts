import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { read, untilServed } from '../support/publishing/reading.ts';

describeOnHosts(
	'a table that triggers of another look into',
	(kind) => {
		let host: Host;
		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'alter', provisioned: 'seeded' });
			expect((await read(host, '/mobile/recipes')).status).toBe(200);
		});
		afterAll(() => host?.stop());

		it('can be altered while Directus runs, and its changes are noticed afterwards', async () => {
			const before = await host.knex('recipe_ingredients').count({ rows: '*' }).first();
			await host.admin('PATCH', '/fields/recipe_ingredients/note_en', {
				schema: { default_value: 'well rinsed' },
			});
			await host.admin('PATCH', '/fields/recipe_ingredients/note_en', { schema: { default_value: null } });
			expect(await host.knex('recipe_ingredients').count({ rows: '*' }).first()).toEqual(before);

			const { id, recipe } = await host.knex('recipe_ingredients').orderBy('id').first();
			const { slug } = await host.knex('recipes').where({ id: recipe }).first();
			await untilServed(host, `/mobile/recipes/${slug}`, ({ status }) => status === 200);
			await host.knex('recipe_ingredients').where({ id }).update({ note_en: 'Noticed' });
			await untilServed(
				host,
				`/mobile/recipes/${slug}`,
				({ body }) => JSON.stringify(body).includes('Noticed'),
				10_000,
			);
		});
	},
	{ only: ['12-sqlite'] },
);
