import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';

export type PermittedAction = 'create' | 'read' | 'update' | 'delete';

/**
 * Whether the caller has any permission for this. Directus looks at permissions only after the filter hooks, so without
 * this a stranger would be told by our messages what is in a draft. Only who passes is checked; Directus refuses the rest.
 */
export async function isPermitted(
	knex: Knex,
	accountability: Accountability | null,
	collection: string,
	action: PermittedAction,
): Promise<boolean> {
	if (!accountability || accountability.admin) return true;

	const { user, roles } = accountability;
	const policies = knex('directus_access')
		.select('policy')
		.where((any) => {
			any.whereIn('role', roles ?? []).orWhere((open) => open.whereNull('role').whereNull('user'));
			if (user) any.orWhere({ user });
		});
	const permission: unknown = await knex('directus_permissions')
		.select('id')
		.where({ collection, action })
		.whereIn('policy', policies)
		.first();
	return permission !== undefined;
}
