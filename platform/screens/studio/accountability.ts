import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';

/**
 * A person as Directus sees them now, for work that they ordered earlier: whoever lost their role meanwhile may do no
 * more than anybody. null when they are gone or blocked.
 */
export async function accountabilityOf(knex: Knex, user: string): Promise<Accountability | null> {
	const row: { role: string | null } | undefined = await knex('directus_users')
		.select('role')
		.where({ id: user, status: 'active' })
		.first();
	if (!row) return null;

	const roles = await withParents(knex, row.role);
	const policies: { admin_access: unknown; app_access: unknown }[] = await knex('directus_access')
		.join('directus_policies', 'directus_policies.id', 'directus_access.policy')
		.select('admin_access', 'app_access')
		.where((own) => void own.where({ user }).orWhereIn('role', roles));
	return {
		user,
		role: row.role,
		roles,
		admin: policies.some(({ admin_access }) => Boolean(admin_access)),
		app: policies.some(({ app_access }) => Boolean(app_access)),
		ip: null,
	} as Accountability;
}

async function withParents(knex: Knex, role: string | null): Promise<string[]> {
	const roles: string[] = [];
	for (let next = role; next && !roles.includes(next);) {
		roles.push(next);
		const row: { parent: string | null } | undefined = await knex('directus_roles')
			.select('parent')
			.where({ id: next })
			.first();
		next = row?.parent ?? null;
	}
	return roles;
}
