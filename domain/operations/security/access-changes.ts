type Row = Readonly<Record<string, unknown>>;

/** Fields that decide who may do what. Of a secret only that it changed is told. */
const watched: Readonly<
	Record<string, { readonly shown: readonly string[]; readonly secret: readonly string[] }>
> = {
	directus_permissions: {
		shown: ['policy', 'collection', 'action', 'fields', 'permissions', 'validation', 'presets'],
		secret: [],
	},
	directus_policies: {
		shown: ['name', 'admin_access', 'app_access', 'enforce_tfa', 'ip_access'],
		secret: [],
	},
	directus_roles: { shown: ['name', 'parent'], secret: [] },
	directus_access: { shown: ['role', 'user', 'policy'], secret: [] },
	directus_users: { shown: ['role', 'status'], secret: ['token', 'tfa_secret'] },
};

export const watchedCollections = Object.keys(watched);

export interface FieldChange {
	readonly field: string;
	/** As text; null when there was or is nothing. Of a secret "set". */
	readonly before: string | null;
	readonly after: string | null;
}

const longest = 300;

/**
 * What a write changes about who may do what.
 *
 * @param before the row before; null when it is new
 * @param after the fields that are written, or null when the row goes
 */
export function accessChanges(collection: string, before: Row | null, after: Row | null): FieldChange[] {
	const { shown = [], secret = [] } = watched[collection] ?? {};
	const changes = shown
		.filter((field) => after === null || Object.hasOwn(after, field))
		.map((field) => ({ field, before: asText(before?.[field]), after: asText(after?.[field]) }));
	const secrets = secret
		.filter((field) => (after === null ? Boolean(before?.[field]) : Object.hasOwn(after, field)))
		.map((field) => ({ field, before: asPresence(before?.[field]), after: asPresence(after?.[field]) }));
	return [
		...changes.filter((change) => change.before !== change.after),
		// A new secret in place of an old one looks the same, and is a change.
		...secrets.filter((change) => change.before !== null || change.after !== null),
	];
}

const asPresence = (value: unknown): string | null => (value ? 'set' : null);

function asText(value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null;
	// Databases keep truth as 1, and lists and rules as text.
	if (value === true || value === 1) return 'true';
	if (value === false || value === 0) return null;
	if (value instanceof Date) return value.toISOString();
	if (Array.isArray(value)) return value.join(', ').slice(0, longest) || null;
	return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longest);
}

export const watchedFields = (collection: string): string[] =>
	Object.values(watched[collection] ?? {}).flat();
