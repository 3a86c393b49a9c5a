import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { seed } from '../../schema/seed/index.ts';
import { withoutBackups } from '../support/backups/without-backups.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { privateTables, writePrivateRows } from '../support/private-rows.ts';
import { until, untilServed } from '../support/publishing/reading.ts';

type Row = Record<string, unknown> & { id: string };

interface Dump {
	taken_at: string;
	collections: Record<string, Row[]>;
}

const counts = {
	foods: 85,
	recipes: seed.recipes.length,
	videos: 10,
	fasting_presets: seed.fastingPresets.length,
	goal_defaults: 3,
	brands_links: seed.brandsLinks.length,
	sdui_components: seed.components.length,
	sdui_screens: 48,
	app_settings: 1,
};

describeOnHosts(
	'seeding',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'seed', provisioned: 'empty' });
			await withoutBackups(host);
		});
		afterAll(() => host?.stop());

		const seedCommand = (...args: string[]) => host.cli(['bebetter', 'seed', ...args]);
		const rows = (table: string): Promise<Row[]> => host.knex(table).orderBy('id');

		async function countAll(): Promise<Record<string, number>> {
			const found: Record<string, number> = {};
			for (const table of Object.keys(counts)) found[table] = (await rows(table)).length;
			return found;
		}

		it('adds all content to an empty project and says how much', async () => {
			expect(counts.recipes).toBeGreaterThanOrEqual(16);
			expect(counts.sdui_components).toBeGreaterThanOrEqual(18);
			const { code, stdout, stderr } = await seedCommand();
			expect(code, stderr).toBe(0);
			expect(stdout).toContain('added 85 rows in foods');
			expect(stdout).toContain('added 48 rows in sdui_screens');
			expect(await countAll()).toEqual(counts);
			const ingredients = seed.recipes.reduce((sum, { ingredients: { length } }) => sum + length, 0);
			expect(await rows('recipe_ingredients')).toHaveLength(ingredients);
		});

		it('publishes every row, ready for the app', async () => {
			for (const table of Object.keys(counts).filter((name) => name !== 'app_settings'))
				expect(await host.knex(table).whereNot({ status: 'published' }), table).toEqual([]);
			// Another process added them: the instance finds out at its next look.
			await untilServed(host, '/mobile/screens/home?locale=ar', ({ status }) => status === 200);
		});

		it('adds nothing when it runs again: an edited row stays edited and a deleted row deleted', async () => {
			const { id } = await host.knex('foods').where({ slug: 'guava' }).first('id');
			await host.admin('PATCH', `/items/foods/${id}`, { name_en: 'Guava of ours', slug: 'our-guava' });
			const { id: gone } = await host.knex('videos').where({ slug: 'calm-breathing' }).first('id');
			await host.admin('DELETE', `/items/videos/${gone}`);

			const before = await rows('foods');
			expect((await seedCommand()).stdout).toContain('Nothing to add');
			expect(await rows('foods')).toEqual(before);
			expect(await countAll()).toEqual({ ...counts, videos: 9 });
			expect(await host.knex('foods').where({ id }).first()).toMatchObject({ name_en: 'Guava of ours' });
			expect(await host.knex('foods').where({ slug: 'guava' })).toEqual([]);
			expect(await host.knex('videos').where({ slug: 'calm-breathing' })).toEqual([]);
		});

		describe('--force', () => {
			let person: string;
			let written: Record<string, Row[]>;

			/** With the slug of what a row refers to in place of its id, which a row that is put back has anew. */
			async function privateRows(): Promise<Record<string, Row[]>> {
				const slugs = new Map<unknown, string>();
				for (const table of ['foods', 'recipes', 'fasting_presets'])
					for (const { id, slug } of await rows(table)) slugs.set(id, String(slug));
				const named = ([column, value]: [string, unknown]) => [column, slugs.get(value) ?? value];
				const found: Record<string, Row[]> = {};
				for (const table of privateTables)
					found[table] = (await rows(table)).map((row) => Object.fromEntries(Object.entries(row).map(named)));
				return found;
			}
			const dumpOf = (stdout: string): { path: string; dump: Dump } => {
				const path = /kept in (.+\.json)/.exec(stdout)?.[1] ?? '';
				return { path, dump: JSON.parse(readFileSync(path, 'utf8')) };
			};

			beforeAll(async () => {
				person = (await withUser(host, { role: 'App User' })).id;
				const idOf = async (table: string, slug: string) =>
					(await host.knex(table).where({ slug }).first('id')).id;
				await writePrivateRows(host, person, {
					food: await idOf('foods', 'tomato'),
					recipe: await idOf('recipes', 'chicken-kabsa'),
					fasting_preset: await idOf('fasting_presets', '16-8'),
				});
				written = await privateRows();
				expect(written['meal_logs']?.[0]).toMatchObject({ food: 'tomato', recipe: 'chicken-kabsa' });
			});

			it('without a verified backup of the last hour changes nothing and says what to do', async () => {
				const before = await rows('foods');
				const { code, stderr } = await seedCommand('--force', '--yes');
				expect(code).toBe(1);
				expect(stderr).toMatch(/There is no verified backup.*bebetter backup create.*--no-backup/s);
				expect(await rows('foods')).toEqual(before);
			});

			it('without a terminal and without --yes changes nothing and says why', async () => {
				const before = await rows('foods');
				const { code, stderr } = await seedCommand('--force', '--no-backup');
				expect(code).toBe(1);
				expect(stderr).toMatch(/Nobody is here to answer .* Add --yes/s);
				expect(await rows('foods')).toEqual(before);
			});

			it('of a collection that is not ours is refused in a clear sentence', async () => {
				const names = 'foods,directus_users,food,__proto__,constructor';
				const { code, stderr } = await seedCommand('--force', '--no-backup', '--yes', '--collections', names);
				expect(code).toBe(1);
				expect(stderr).toContain(
					'Unknown collection directus_users, food, __proto__, constructor. Choose from: foods, recipes',
				);
				expect(await countAll()).toEqual({ ...counts, videos: 9 });
				expect(await host.knex('directus_users').where({ id: person })).toHaveLength(1);
			});

			it('--yes puts the content back, keeps what it deletes in a private file, and leaves people alone', async () => {
				await host.admin('POST', '/items/brands_links', {
					slug: 'extra',
					name_en: 'Extra',
					name_ar: 'إضافي',
					kind: 'website',
					url: 'https://bebetter.example/extra',
				});
				const folder = join(host.folder, 'kept');
				const { code, stdout, stderr } = await seedCommand(
					'--force',
					'--no-backup',
					'--yes',
					'--dump-folder',
					folder,
				);
				expect(code, stderr).toBe(0);
				expect(await countAll()).toEqual(counts);
				expect(await host.knex('foods').where({ slug: 'guava' }).first()).toMatchObject({
					name_en: 'Guava, raw',
				});

				const { path, dump } = dumpOf(stdout);
				expect(path.startsWith(folder)).toBe(true);
				expect(statSync(path).mode & 0o777).toBe(0o600);
				expect(dump.collections['foods']).toHaveLength(85);
				expect(dump.collections['foods']).toContainEqual(
					expect.objectContaining({ slug: 'our-guava', tags: expect.any(Array), kcal: expect.any(Number) }),
				);
				expect(dump.collections['brands_links']).toContainEqual(expect.objectContaining({ slug: 'extra' }));
				expect(dump.collections['sdui_screens']?.[0]?.['payload_json']).toBeTypeOf('object');
				expect(Object.keys(dump.collections)).not.toEqual(expect.arrayContaining(['meal_logs']));
				expect(await privateRows()).toEqual(written);
			});

			const home = () =>
				host.knex('sdui_screens').where({ screen_key: 'home', goal: 'default', locale: 'ar' }).first();

			it('goes on counting the revisions of screens, and the Studio shows them', async () => {
				await untilServed(host, '/mobile/screens/home?locale=ar', ({ body }) => body.data.revision === 1);
				await until('the Studio shows it', async () => (await home()).revision === 1);
			});

			it('--collections deletes what was named and nothing else', async () => {
				const before = await rows('foods');
				const { code, stdout } = await seedCommand(
					'--force',
					'--no-backup',
					'--yes',
					'--collections',
					'meal_logs',
				);
				expect(code).toBe(0);
				expect(await rows('meal_logs')).toEqual([]);
				expect(await rows('foods')).toEqual(before);
				expect(await privateRows()).toEqual({ ...written, meal_logs: [] });
				const { dump } = dumpOf(stdout);
				expect(Object.keys(dump.collections)).toEqual(['meal_logs']);
				expect(dump.collections['meal_logs']?.[0]).toMatchObject({ user: person, version: 1 });
			});

			it.runIf(kind.database === 'postgres')('waits for who is writing, and keeps that too', async () => {
				const other = await host.knex.transaction();
				onTestFinished(async () => void (other.isCompleted() || (await other.rollback())));
				const link = await other('brands_links').first();
				await other('brands_links').insert({ ...link, id: randomUUID(), slug: 'late' });
				const command = seedCommand('--force', '--no-backup', '--yes', '--collections', 'brands_links');
				await until(
					'the command waits',
					async () => {
						const waiting = await host
							.knex('pg_locks')
							.where({ granted: false })
							.whereRaw("relation = 'brands_links'::regclass");
						return waiting.length === 1;
					},
					30_000,
				);
				await other.commit();

				const { code, stdout, stderr } = await command;
				expect(code, stderr).toBe(0);
				const { dump } = dumpOf(stdout);
				expect(dump.collections['brands_links']).toContainEqual(expect.objectContaining({ slug: 'late' }));
				expect(await host.knex('brands_links').where({ slug: 'late' })).toEqual([]);
			});

			it('changes nothing when a row cannot be put back', async () => {
				const { id } = await host.knex('sdui_components').where({ type: 'hero' }).first('id');
				await host.knex('sdui_components').where({ id }).update({ status: 'draft' });
				const before = await rows('sdui_screens');
				const { code, stderr } = await seedCommand(
					'--force',
					'--no-backup',
					'--yes',
					'--collections',
					'sdui_screens',
				);
				expect(code).toBe(1);
				expect(stderr).toMatch(/hero/);
				expect(await rows('sdui_screens')).toEqual(before);
				await host.knex('sdui_components').where({ id }).update({ status: 'published' });
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
