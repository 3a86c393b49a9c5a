import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';
import { decodePermission, type StoredPermission } from './stored-permission.ts';

/** What the database holds now, normalised so that it compares with what we declare on any vendor. */
export interface CurrentState {
	readonly collections: ReadonlyMap<string, Record<string, unknown>>;
	/** By `collection.field`. */
	readonly fields: ReadonlyMap<string, Record<string, unknown>>;
	/** The database's type of each column, by `collection.field`. */
	readonly columns: ReadonlyMap<string, string>;
	readonly tables: ReadonlySet<string>;
	/** By `collection.field`. */
	readonly relations: ReadonlySet<string>;
	readonly indexes: ReadonlySet<string>;
	readonly roles: ReadonlySet<string>;
	readonly policies: ReadonlySet<string>;
	/** By `role policy`. */
	readonly access: ReadonlySet<string>;
	/** By `policy collection action`. */
	readonly permissions: ReadonlyMap<string, StoredPermission>;
	readonly publicPolicy: string | null;
	/** Lists as everybody sees them, by collection. */
	readonly presets: ReadonlyMap<string, Record<string, unknown>>;
	readonly flows: ReadonlySet<string>;
	readonly operations: ReadonlySet<string>;
	readonly dashboards: ReadonlySet<string>;
	readonly panels: ReadonlyMap<string, Record<string, unknown>>;
	readonly settings: Record<string, unknown>;
	/** By `language key`. */
	readonly translations: ReadonlyMap<string, { id: string; value: string }>;
}

const jsonColumns = [
	'options',
	'display_options',
	'translations',
	'conditions',
	'module_bar',
	'layout_query',
	'layout_options',
];
const flagColumns = [
	'hidden',
	'singleton',
	'readonly',
	'required',
	'show_header',
	'versioning',
	'public_registration',
	'public_registration_verify_email',
];

export async function readCurrentState(knex: Knex, tables: readonly string[]): Promise<CurrentState> {
	const rows = (name: string): Promise<Record<string, unknown>[]> => knex(name).select('*');
	const [
		collections,
		fields,
		relations,
		roles,
		policies,
		access,
		permissions,
		presets,
		settings,
		translations,
		flows,
		operations,
		dashboards,
		panels,
	] = [
		await rows('directus_collections'),
		await rows('directus_fields'),
		await rows('directus_relations'),
		await rows('directus_roles'),
		await rows('directus_policies'),
		await rows('directus_access'),
		await rows('directus_permissions'),
		await knex('directus_presets').whereNull('user').whereNull('role').whereNull('bookmark'),
		await rows('directus_settings'),
		await rows('directus_translations'),
		await rows('directus_flows'),
		await rows('directus_operations'),
		await rows('directus_dashboards'),
		await rows('directus_panels'),
	];
	const found = await readTables(knex, tables);

	return {
		collections: new Map(collections.map((row) => [String(row['collection']), normalise(row)])),
		fields: new Map(fields.map((row) => [`${row['collection']}.${row['field']}`, normalise(row)])),
		columns: found.columns,
		tables: found.tables,
		relations: new Set(relations.map((row) => `${row['many_collection']}.${row['many_field']}`)),
		indexes: await readIndexes(knex),
		roles: new Set(roles.map(({ id }) => String(id))),
		policies: new Set(policies.map(({ id }) => String(id))),
		access: new Set(access.map((row) => `${row['role']} ${row['policy']}`)),
		permissions: new Map(
			permissions.map((row) => [
				`${row['policy']} ${row['collection']} ${row['action']}`,
				{ ...decodePermission(row), id: Number(row['id']) },
			]),
		),
		publicPolicy: publicPolicyOf(access),
		presets: new Map(presets.map((row) => [String(row['collection']), normalise(row)])),
		flows: new Set(flows.map(({ id }) => String(id))),
		operations: new Set(operations.map(({ id }) => String(id))),
		dashboards: new Set(dashboards.map(({ id }) => String(id))),
		panels: new Map(panels.map((row) => [String(row['id']), normalise(row)])),
		settings: normalise(settings[0] ?? {}),
		translations: new Map(
			translations.map((row) => [
				`${row['language']} ${row['key']}`,
				{ id: String(row['id']), value: String(row['value']) },
			]),
		),
	};
}

/** The policy that applies to people who have not logged in is the one attached to no role and no user. */
function publicPolicyOf(access: Record<string, unknown>[]): string | null {
	const row = access.find(({ role, user }) => role === null && user === null);
	return row ? String(row['policy']) : null;
}

function normalise(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => {
			if (value === null) return [name, null];
			if (flagColumns.includes(name)) return [name, Boolean(value)];
			if (jsonColumns.includes(name) && typeof value === 'string') return [name, JSON.parse(value)];
			if (name === 'special') return [name, typeof value === 'string' ? value.split(',') : value];
			return [name, value];
		}),
	);
}

/** Which of these tables are there, and their columns. */
export async function readTables(
	knex: Knex,
	names: readonly string[],
): Promise<Pick<CurrentState, 'tables' | 'columns'>> {
	const tables = new Set<string>();
	const columns = new Map<string, string>();

	for (const name of names) {
		const info = (await knex(name).columnInfo()) as Record<string, { type: string }>;
		for (const [column, { type }] of Object.entries(info)) {
			tables.add(name);
			columns.set(`${name}.${column}`, type);
		}
	}

	return { tables, columns };
}

async function readIndexes(knex: Knex): Promise<Set<string>> {
	const query = isPostgres(knex)
		? knex('pg_indexes').select({ name: 'indexname' }).whereRaw('schemaname = any(current_schemas(false))')
		: knex('sqlite_master').select('name').where({ type: 'index' });
	const rows: { name: string }[] = await query;
	return new Set(rows.map(({ name }) => name));
}
