import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexName } from '../../platform/provision/index-steps.ts';
import { policies, roles } from '../../schema/access/index.ts';
import { collectionList, groups } from '../../schema/collections/index.ts';
import { columnsOf } from '../../schema/model/collection.ts';
import type { Field } from '../../schema/model/field.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { storedState } from '../support/stored-state.ts';

interface StoredField {
	collection: string;
	field: string;
	type: string;
	schema: { is_nullable: boolean; is_unique: boolean; is_primary_key: boolean } | null;
	meta: StudioMeta & { validation_message: string | null; options: Record<string, unknown> | null };
}

interface StudioMeta {
	note: string | null;
	translations: { language: string; translation: string }[] | null;
}

interface StoredCollection {
	collection: string;
	schema: object | null;
	meta: StudioMeta & { display_template: string | null; group: string | null };
}

describeOnHosts(
	'provisioning a fresh database',
	(kind) => {
		let host: Host;
		let planned: string[];
		let untouched: unknown;
		let fields: StoredField[];
		let collections: StoredCollection[];

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'provision', env: { BEBETTER_PROVISION_ON_START: 'false' } });
			untouched = await storedState(host);
			const { code, stdout } = await host.cli(['bebetter', 'provision', '--dry-run']);
			expect(code).toBe(0);
			planned = stdout.split('\n').filter((line) => line.startsWith('would '));
		});
		afterAll(() => host?.stop());

		it('--dry-run prints the plan and changes nothing', async () => {
			expect(planned).toEqual(
				expect.arrayContaining([
					'would create collection foods',
					'would create folder bebetter_content',
					'would create role App User',
					'would create unique index on sdui_screens (screen_key, goal, locale)',
				]),
			);
			expect(await storedState(host)).toEqual(untouched);
		});

		it('does what was planned, in one run', async () => {
			const { code, stdout } = await host.cli(['bebetter', 'provision']);
			expect(code).toBe(0);
			const done = stdout.split('\n');
			for (const step of planned) expect(done).toContain(step.replace(/^would /, ''));
			expect(stdout).toContain(`${planned.length} changes made.`);
		});

		it('has nothing to do the second time, also after a restart', async () => {
			await host.restart({ BEBETTER_PROVISION_ON_START: 'true' });
			expect(host.logs()).not.toContain('BeBetter: provisioned');
			const before = await storedState(host);
			for (const args of [[], ['--dry-run']]) {
				const { code, stdout } = await host.cli(['bebetter', 'provision', ...args]);
				expect(code).toBe(0);
				expect(stdout).toContain('Nothing to do');
			}
			expect(await storedState(host)).toEqual(before);
		});

		describe('afterwards', () => {
			beforeAll(async () => {
				fields = await host.admin('GET', '/fields');
				collections = await host.admin('GET', '/collections');
			});

			const fieldOf = (collection: string, field: string) =>
				fields.find((one) => one.collection === collection && one.field === field);
			const ours = () => {
				const names = new Set([...groups, ...collectionList].map(({ name }) => name));
				return collections.filter(({ collection }) => names.has(collection));
			};

			it('every declared collection and folder is there', () => {
				for (const { name, group } of collectionList)
					expect(collections.find(({ collection }) => collection === name)).toMatchObject({
						schema: { name },
						meta: { group },
					});
				for (const { name } of groups)
					expect(collections.find(({ collection }) => collection === name)?.schema).toBeNull();
			});

			/** SQLite has no type for uuids and counts keys in plain integers; only a key's special says more. */
			const typesOf = ({ type, relation, autoIncrement }: Field): string[] => {
				if (kind.database === 'sqlite' && relation) return [type, 'string'];
				if (kind.database === 'sqlite' && autoIncrement) return ['integer'];
				return [type];
			};

			it('every declared field is there with its type, and empty only where it may be', () => {
				for (const collection of collectionList)
					for (const [name, declared] of Object.entries(collection.fields)) {
						const stored = fieldOf(collection.name, name);
						const types = typesOf(declared);
						expect(types, `${collection.name}.${name}`).toContain(stored?.type);
						if (declared.type === 'alias') continue;
						expect(stored?.schema, `${collection.name}.${name}`).toMatchObject({
							is_nullable: declared.nullable,
							is_primary_key: declared.primaryKey,
						});
					}
			});

			it('every reference is a foreign key that does what was declared when its target goes', async () => {
				const relations = await host.admin<
					{
						collection: string;
						field: string;
						related_collection: string;
						schema: { on_delete: string } | null;
					}[]
				>('GET', '/relations');
				for (const collection of collectionList)
					for (const [name, { relation }] of columnsOf(collection)) {
						if (!relation) continue;
						const stored = relations.find((one) => one.collection === collection.name && one.field === name);
						expect(stored, `${collection.name}.${name}`).toMatchObject({
							related_collection: relation.to,
							schema: { on_delete: relation.onDelete },
						});
					}
			});

			it('every index is there, and unique ones refuse a second row', async () => {
				const names = await indexNames(host);
				for (const collection of collectionList)
					for (const index of collection.indexes) expect(names).toContain(indexName(collection.name, index));

				const row = {
					sex: null,
					units: 'metric',
					version: 1,
					pregnant: false,
					lactating: false,
					eating_disorder: false,
					kidney_disease: false,
				};
				const { id: user } = await host.knex('directus_users').first('id');
				await host.knex('user_profiles').insert({ ...row, id: crypto.randomUUID(), user });
				await expect(
					host.knex('user_profiles').insert({ ...row, id: crypto.randomUUID(), user }),
				).rejects.toThrow(/unique/i);
				await host.knex('user_profiles').delete();

				const screen = {
					screen_key: 'twice',
					goal: 'default',
					locale: 'en',
					status: 'draft',
					schema_version: 1,
					revision: 0,
				};
				await host.knex('sdui_screens').insert({ ...screen, id: crypto.randomUUID() });
				await expect(
					host.knex('sdui_screens').insert({ ...screen, id: crypto.randomUUID() }),
				).rejects.toThrow(/unique/i);
				await host.knex('sdui_screens').delete();
			});

			it('slugs and other unique columns are unique in the database', () => {
				for (const collection of collectionList)
					for (const [name, { unique }] of columnsOf(collection))
						if (unique)
							expect(fieldOf(collection.name, name)?.schema?.is_unique, `${collection.name}.${name}`).toBe(
								true,
							);
				expect(fieldOf('foods', 'slug')?.schema?.is_unique).toBe(true);
				expect(fieldOf('user_profiles', 'user')?.schema?.is_unique).toBe(true);
			});

			it('25 collections are not exceeded, so a project without a licence has room for it', async () => {
				const counted = collections.filter(
					({ collection, schema, meta }) => schema && meta && !collection.startsWith('directus_'),
				);
				expect(counted.map(({ collection }) => collection).toSorted()).toEqual(
					collectionList.map(({ name }) => name).toSorted(),
				);
				expect(counted.length).toBeLessThanOrEqual(25);
			});

			it('every collection and field has a label in English and in Arabic', () => {
				const unlabelled = [
					...ours().map(({ collection, meta }) => ({ name: collection, meta })),
					...collectionList.flatMap(({ name, fields: declared }) =>
						Object.keys(declared).map((field) => ({
							name: `${name}.${field}`,
							meta: fieldOf(name, field)!.meta,
						})),
					),
				].filter(({ meta }) => !isBilingual(meta.translations));
				expect(unlabelled.map(({ name }) => name)).toEqual([]);
			});

			it('every note, rule and choice is a text that exists in English and in Arabic', async () => {
				const texts = await host.admin<{ key: string; language: string; value: string }[]>(
					'GET',
					'/translations?limit=-1',
				);
				const used = new Set(JSON.stringify([ours(), fields]).match(/(?<=\$t:)bebetter_\w+/g));
				expect(used.size).toBeGreaterThan(200);
				const missing = [...used].filter((key) => {
					const rows = texts.filter((text) => text.key === key);
					return !isBilingual(rows.map(({ language, value }) => ({ language, translation: value })));
				});
				expect(missing).toEqual([]);
				const doubled = texts.filter(
					({ key, language }, index) =>
						texts.findIndex((other) => other.key === key && other.language === language) !== index,
				);
				expect(doubled).toEqual([]);
			});

			it('every collection has a note, and every field with a rule says it', () => {
				for (const { collection, meta } of ours()) expect(meta.note, collection).toMatch(/^\$t:bebetter_/);
				for (const collection of collectionList)
					for (const [name, { note, rule }] of Object.entries(collection.fields)) {
						const { meta } = fieldOf(collection.name, name)!;
						if (note) expect(meta.note, name).toMatch(/^\$t:/);
						if (rule) expect(meta.validation_message, name).toMatch(/^\$t:/);
					}
			});

			it('every display template names fields that exist', async () => {
				const relations = await host.admin<
					{
						collection: string;
						field: string;
						related_collection: string;
						meta: { one_field: string | null } | null;
					}[]
				>('GET', '/relations');
				const resolves = (collection: string, [field = '', ...rest]: string[]): boolean => {
					if (!fieldOf(collection, field)) return false;
					if (rest.length === 0) return true;
					const next =
						relations.find((one) => one.collection === collection && one.field === field)
							?.related_collection ??
						relations.find((one) => one.related_collection === collection && one.meta?.one_field === field)
							?.collection;
					return next !== undefined && resolves(next, rest);
				};
				const templates = [
					...ours().map(({ collection, meta }) => ({ collection, template: meta.display_template })),
					...collectionList.flatMap((declared) =>
						Object.entries(declared.fields).map(([name, { relation }]) => ({
							collection: relation?.to ?? declared.name,
							template: relation
								? (fieldOf(declared.name, name)!.meta.options?.['template'] as string)
								: null,
						})),
					),
				].filter(({ template }) => template);
				expect(templates.length).toBeGreaterThan(collectionList.length);
				const broken = templates.flatMap(({ collection, template }) =>
					[...(template as string).matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)]
						.filter(([, path = '']) => !resolves(collection, path.split('.')))
						.map(([, path]) => `${collection}: ${path}`),
				);
				expect(broken).toEqual([]);
			});

			it('a phone can sign up: registration is open and gives the role App User', async () => {
				const settings = await host.admin('GET', '/settings');
				expect(settings).toMatchObject({
					public_registration: true,
					public_registration_role: roles.appUser.id,
				});
				for (const { id, role, app_access } of Object.values(policies)) {
					const [policy] = await host.admin<object[]>(
						'GET',
						`/policies?filter[id][_eq]=${id}&fields=*,roles.role`,
					);
					expect(policy).toMatchObject({ app_access, admin_access: false, roles: [{ role }] });
				}
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);

const languages = ['en-US', 'ar-SA'];

function isBilingual(texts: { language: string; translation: string }[] | null): boolean {
	const [english, arabic] = languages.map(
		(wanted) => texts?.find(({ language }) => language === wanted)?.translation ?? '',
	);
	return /\S/.test(english ?? '') && /\p{Script=Arabic}|^[\w\s.%()-]+$/u.test(arabic ?? '');
}

async function indexNames({ knex, database }: Host): Promise<string[]> {
	const rows: { name: string }[] =
		database === 'postgres'
			? await knex('pg_indexes').select({ name: 'indexname' })
			: await knex('sqlite_master').select('name').where({ type: 'index' });
	return rows.map(({ name }) => name);
}
