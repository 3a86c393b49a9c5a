export interface PermissionRow {
	/** What it is called, or "public" for people who have not logged in. */
	readonly policy: string;
	readonly collection: string;
	readonly action: string;
	/** Fields, rules and the like, in one canonical text. */
	readonly allows: string;
}

export interface Drift {
	/** `public`: anybody may do this now, and it is not what was provisioned. */
	readonly kind: 'missing' | 'added' | 'changed' | 'public';
	readonly policy: string;
	readonly collection: string;
	readonly action: string;
}

/** How permissions differ from those that provisioning made. */
export function permissionDrift(
	provisioned: readonly PermissionRow[],
	current: readonly PermissionRow[],
): Drift[] {
	const made = new Map(provisioned.map((row) => [keyOf(row), row]));
	const there = new Set(current.map(keyOf));
	const drift = (kind: Drift['kind'], { policy, collection, action }: PermissionRow): Drift => ({
		kind,
		policy,
		collection,
		action,
	});
	return [
		...[...made].filter(([key]) => !there.has(key)).map(([, row]) => drift('missing', row)),
		// Directus takes several rows for the same; the widest of them is what holds.
		...current.flatMap((row) => {
			const before = made.get(keyOf(row));
			if (before?.allows === row.allows) return [];
			if (row.policy === 'public') return [drift('public', row)];
			return [drift(before ? 'changed' : 'added', row)];
		}),
	];
}

const keyOf = ({ policy, collection, action }: PermissionRow): string => `${policy} ${collection} ${action}`;
