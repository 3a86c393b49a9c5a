import type { Knex } from 'knex';
import type { LicenceFacts } from '../../domain/operations/doctor/licence.ts';
import type { HostContext } from '../host-context.ts';
import { rulesAllowed } from '../provision/rules-allowed.ts';

export async function readLicenceFacts(context: HostContext): Promise<LicenceFacts> {
	const { database } = context;
	return {
		allowsRules: await rulesAllowed(context),
		used: {
			collections: await countCollections(context),
			flows: await countRows(database('directus_flows').where({ status: 'active' })),
			seats: await countSeats(database),
		},
	};
}

/** As Directus counts: those with a table, a row of its own, and not set inactive. */
async function countCollections({ database, getSchema }: HostContext): Promise<number> {
	const { collections } = await getSchema({ bypassCache: true });
	const rows: { collection: string; status?: string | null }[] =
		await database('directus_collections').select('*');
	return rows.filter(
		({ collection, status }) =>
			collections[collection] !== undefined && !collection.startsWith('directus_') && status !== 'inactive',
	).length;
}

interface Grant {
	readonly role: string | null;
	readonly user: string | null;
}

/** Active people with access to the Studio, directly or through their role or one above it. */
async function countSeats(database: Knex): Promise<number> {
	const grants: Grant[] = await database({ access: 'directus_access' })
		.join({ policies: 'directus_policies' }, 'policies.id', 'access.policy')
		.where((either) => either.where('policies.app_access', true).orWhere('policies.admin_access', true))
		.select('access.role', 'access.user');
	const roles: { id: string; parent: string | null }[] = await database('directus_roles').select(
		'id',
		'parent',
	);
	const granted = withDescendants(
		roles,
		grants.flatMap(({ role }) => role ?? []),
	);
	const users = grants.flatMap(({ user }) => user ?? []);
	return countRows(
		database('directus_users')
			.where({ status: 'active' })
			.where((either) => either.whereIn('role', granted).orWhereIn('id', users)),
	);
}

function withDescendants(
	roles: readonly { id: string; parent: string | null }[],
	granted: readonly string[],
): string[] {
	const found = new Set(granted);
	for (let before = -1; before < found.size;) {
		before = found.size;
		for (const { id, parent } of roles) if (parent !== null && found.has(parent)) found.add(id);
	}
	return [...found];
}

async function countRows(query: Knex.QueryBuilder): Promise<number> {
	const row = (await query.count({ count: '*' }).first()) as { count: string | number };
	return Number(row.count);
}
