import type { Host } from './host/index.ts';

const tables = [
	'directus_collections',
	'directus_fields',
	'directus_relations',
	'directus_roles',
	'directus_policies',
	'directus_access',
	'directus_permissions',
	'directus_presets',
	'directus_settings',
	'directus_translations',
	'directus_dashboards',
	'directus_panels',
];

/** All that provisioning may write, to tell whether anything has changed. */
export async function storedState({ knex, database }: Host): Promise<Record<string, unknown>> {
	const state: Record<string, unknown> = { tables: await objectNames() };
	for (const table of tables) {
		const rows: Record<string, unknown>[] = await knex(table);
		state[table] = rows.map((row) => JSON.stringify(row)).toSorted();
	}
	return state;

	async function objectNames(): Promise<string[]> {
		const rows: { name: string }[] =
			database === 'postgres'
				? await knex('pg_class').select({ name: 'relname' }).whereRaw("relnamespace = 'public'::regnamespace")
				: await knex('sqlite_master').select('name');
		// What SQLite keeps for its planner comes and goes by itself.
		return rows
			.map(({ name }) => name)
			.filter((name) => !name.startsWith('sqlite_stat'))
			.toSorted();
	}
}
