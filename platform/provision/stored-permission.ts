import type { PermissionRow } from '../../domain/operations/verify/access.ts';

export interface StoredPermission extends PermissionRow {
	readonly id: number;
}

/** A row of `directus_permissions`, whichever database it comes from. */
export function decodePermission(row: Record<string, unknown>): PermissionRow {
	const { policy, collection, action, fields, permissions, validation, presets } = row;
	return {
		policy: String(policy),
		collection: String(collection),
		action: String(action),
		fields: fields === null ? null : String(fields).split(','),
		permissions: decodeJson(permissions),
		validation: decodeJson(validation),
		presets: decodeJson(presets),
	};
}

const decodeJson = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
