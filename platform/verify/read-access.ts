import type { AccessFacts, PermissionRow } from '../../domain/operations/verify/access.ts';
import { plainPermissions, policies, roles, rulePermissions } from '../../schema/access/index.ts';
import { collectionList } from '../../schema/collections/index.ts';
import type { HostContext } from '../host-context.ts';
import { rulesAllowed } from '../provision/rules-allowed.ts';
import { decodePermission } from '../provision/stored-permission.ts';

interface StoredPolicy {
	readonly id: string;
	readonly name: string;
	readonly admin_access: boolean | number;
	readonly app_access: boolean | number;
}

const personalAudiences = new Set(['private', 'administrative', 'machine']);

export async function readAccessFacts(context: HostContext): Promise<AccessFacts> {
	const { database } = context;
	const rows: Record<string, unknown>[] = await database('directus_permissions').select('*');
	const stored: StoredPolicy[] = await database('directus_policies').select(
		'id',
		'name',
		'admin_access',
		'app_access',
	);
	const access: { role: string | null; user: string | null; policy: string }[] = await database(
		'directus_access',
	).select('role', 'user', 'policy');
	const roleIds: { id: string }[] = await database('directus_roles').select('id');
	const publicPolicy = access.find(({ role, user }) => role === null && user === null)?.policy ?? null;
	const wanted = (await rulesAllowed(context)) ? [...plainPermissions, ...rulePermissions] : plainPermissions;

	return {
		declared: wanted.flatMap((row): PermissionRow[] => {
			if (row.policy !== 'public') return [row];
			return publicPolicy === null ? [] : [{ ...row, policy: publicPolicy }];
		}),
		stored: rows.map(decodePermission),
		policyNames: Object.fromEntries(
			stored.map(({ id, name }) => [id, id === publicPolicy ? 'Public' : name]),
		),
		publicPolicy,
		appPolicy: policies.appUser.id,
		closed: collectionList.filter(({ audience }) => audience !== 'content').map(({ name }) => name),
		personal: collectionList
			.filter(({ audience }) => personalAudiences.has(audience))
			.map(({ name }) => name),
		brokenRoles: [
			...missingRoles(roleIds.map(({ id }) => id)),
			...changedPolicies(stored),
			...detachedPolicies(access),
		],
	};
}

const missingRoles = (present: readonly string[]): string[] =>
	Object.values(roles)
		.filter(({ id }) => !present.includes(id))
		.map(({ name }) => `${name}: missing`);

function changedPolicies(stored: readonly StoredPolicy[]): string[] {
	return Object.values(policies).flatMap(({ id, name, admin_access, app_access }) => {
		const now = stored.find((policy) => policy.id === id);
		if (!now) return [`${name}: missing`];
		return [
			...(Boolean(now.admin_access) && !admin_access ? [`${name}: admin access`] : []),
			...(Boolean(now.app_access) && !app_access ? [`${name}: access to the Studio`] : []),
		];
	});
}

const detachedPolicies = (access: readonly { role: string | null; policy: string }[]): string[] =>
	Object.values(policies)
		.filter(({ id, role }) => !access.some((row) => row.policy === id && row.role === role))
		.map(({ name }) => `${name}: not attached to its role`);
