import {
	plainPermissions,
	policies,
	roles,
	rulePermissions,
	type Permission,
} from '../../schema/access/index.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import type { Step } from './step.ts';

/**
 * Roles, policies and permissions that were never made here before. What an administrator removed since is in
 * the ledger but not in the database, and stays removed.
 */
export function accessSteps(current: CurrentState, ledger: ProvisionLedger, rulesAllowed: boolean): Step[] {
	const missingRoles = Object.values(roles).filter(
		({ id }) => !current.roles.has(id) && !ledger.has('role', id),
	);
	const missingPolicies = Object.values(policies).filter(
		({ id }) => !current.policies.has(id) && !ledger.has('policy', id),
	);
	const permissions = rulesAllowed ? [...plainPermissions, ...rulePermissions] : plainPermissions;

	return [
		...missingRoles.map(createRole),
		...missingPolicies.map(createPolicy),
		...permissions
			.map((permission) => resolvePublic(permission, current.publicPolicy))
			.filter((permission) => permission !== null)
			.filter((permission) => isMissing(permission, current, ledger))
			.map(createPermission),
	];
}

const permissionKey = ({ policy, collection, action }: Permission): string =>
	`${policy} ${collection} ${action}`;

function isMissing(permission: Permission, current: CurrentState, ledger: ProvisionLedger): boolean {
	const key = permissionKey(permission);
	const policyIsGone = ledger.has('policy', permission.policy) && !current.policies.has(permission.policy);
	return !current.permissions.has(key) && !ledger.has('permission', key) && !policyIsGone;
}

function resolvePublic(permission: Permission, publicPolicy: string | null): Permission | null {
	if (permission.policy !== 'public') return permission;
	return publicPolicy ? { ...permission, policy: publicPolicy } : null;
}

function createRole(role: (typeof roles)[keyof typeof roles]): Step {
	return {
		title: `create role ${role.name}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.RolesService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createOne({ ...role });
			await ledger.record('role', role.id, role);
		},
	};
}

function createPolicy({ role, ...policy }: (typeof policies)[keyof typeof policies]): Step {
	return {
		title: `create policy ${policy.name}`,
		async run({ context, ledger, freshSchema }) {
			const options = { schema: await freshSchema(), knex: context.database };
			await new context.services.PoliciesService(options).createOne({ ...policy });
			await new context.services.AccessService(options).createOne({ role, policy: policy.id, sort: 1 });
			await ledger.record('policy', policy.id, policy);
		},
	};
}

function createPermission(permission: Permission): Step {
	return {
		title: `allow ${permission.action} on ${permission.collection} in policy ${permission.policy}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.PermissionsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createOne({ ...permission } as never, { autoPurgeCache: false, emitEvents: false });
			await ledger.record('permission', permissionKey(permission), permission);
		},
	};
}
