import type { Knex } from 'knex';

export interface Administrator {
	readonly id: string;
	readonly language: 'en' | 'ar';
}

/** Active people with an administrator's policy, of their own or by their role or one above it. */
export async function readAdministrators(knex: Knex): Promise<Administrator[]> {
	const access: { user: string | null; role: string | null }[] = await knex('directus_access')
		.join('directus_policies', 'directus_policies.id', 'directus_access.policy')
		.where('admin_access', true)
		.select('user', 'role');
	const roles = await withChildren(
		knex,
		access.flatMap(({ role }) => role ?? []),
	);
	const users = access.flatMap(({ user }) => user ?? []);
	const people: { id: string; language: string | null }[] = await knex('directus_users')
		.where({ status: 'active' })
		.where((any) => void any.whereIn('role', roles).orWhereIn('id', users))
		.select('id', 'language');
	return people.map(({ id, language }) => ({ id, language: language?.startsWith('ar') ? 'ar' : 'en' }));
}

async function withChildren(knex: Knex, roles: readonly string[]): Promise<string[]> {
	const all: { id: string; parent: string | null }[] = await knex('directus_roles').select('id', 'parent');
	const found = new Set(roles);
	for (let before = -1; before < found.size;) {
		before = found.size;
		for (const { id, parent } of all) if (parent !== null && found.has(parent)) found.add(id);
	}
	return [...found];
}
