import {
	plainPermissions,
	policies,
	roles,
	rulePermissions,
	type Permission,
} from '../../schema/access/index.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import { changesToWrite } from './merge.ts';
import type { Step } from './step.ts';

/**
 * Roles, policies and permissions that were never made here before, and permissions that another release declares
 * otherwise. What an administrator removed since is in the ledger but not in the database, and stays removed; what
 * they changed stays theirs.
 */
export function accessSteps(current: CurrentState, ledger: ProvisionLedger, rulesAllowed: boolean): Step[] {
	const missingRoles = Object.values(roles).filter(
		({ id }) => !current.roles.has(id) && !ledger.has('role', id),
	);
	const missingPolicies = Object.values(policies).filter(
		({ id }) => !current.policies.has(id) && !ledger.has('policy', id),
	);
	const declared = rulesAllowed ? [...plainPermissions, ...rulePermissions] : plainPermissions;
	const permissions = declared
		.map((permission) => resolvePublic(permission, current.publicPolicy))
		.filter((permission) => permission !== null);

	return [
		...missingRoles.map(createRole),
		...missingPolicies.map(createPolicy),
		...permissions.filter((permission) => isMissing(permission, current, ledger)).map(createPermission),
		...permissions.flatMap((permission) => updateSteps(permission, current, ledger)),
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

function updateSteps(permission: Permission, current: CurrentState, ledger: ProvisionLedger): Step[] {
	const key = permissionKey(permission);
	const stored = current.permissions.get(key);
	const recorded = ledger.get('permission', key) as Record<string, unknown> | undefined;
	if (!stored) return [];
	const changes = changesToWrite({ ...permission }, { ...stored }, recorded);
	return Object.keys(changes).length > 0 ? [updatePermission(permission, stored.id, changes)] : [];
}

function updatePermission(permission: Permission, id: number, changes: Record<string, unknown>): Step {
	return {
		title: `change what ${permission.action} on ${permission.collection} allows in policy ${permission.policy}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.PermissionsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.updateOne(id, changes as never, { autoPurgeCache: false, emitEvents: false });
			const key = permissionKey(permission);
			const before = ledger.get('permission', key) as Record<string, unknown>;
			await ledger.record('permission', key, { ...before, ...changes });
		},
	};
}
