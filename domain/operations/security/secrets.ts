const dayMs = 86_400_000;

/** Days after which a secret is to be replaced. What signs sessions first, then what opens the database. */
export function maxAgeDays(name: string): number {
	if (name === 'SECRET') return 90;
	return name.startsWith('DB_') ? 180 : 365;
}

const named = new Set(['SECRET', 'DB_CONNECTION_STRING', 'REDIS', 'DB_SSL__KEY']);

/** Words that names of secrets end with, in Directus's variables and in ours. */
const endings =
	/_(?:PASSWORD|PASSPHRASE|SECRET|SECRETS|TOKEN|TOKENS|API_KEY|ACCOUNT_KEY|ACCESS_KEY|SERVICE_KEY|HASH_KEYS?|BACKUP_KEYS?|PRIVATE_KEY)$/;

/** Directus reads these for itself; the rest of a machine's environment is none of our business. */
const families = /^(?:DB|ADMIN|REDIS|EMAIL|STORAGE|AUTH|BEBETTER)_/;

/** Whether a variable of the environment holds a secret whose age is watched. */
export const isSecretVariable = (name: string): boolean =>
	named.has(name) || (families.test(name) && (endings.test(name) || /^STORAGE_\w+_KEY$/.test(name)));

export interface SecretPart {
	readonly name: string;
	readonly value: string;
}

/**
 * The secrets in one variable: each key and token of a list has an age of its own. A key goes by the name that stands
 * before it; tokens have none and go by what `nameOf` makes of them.
 */
export function partsOf(variable: string, value: string, nameOf: (token: string) => string): SecretPart[] {
	if (!/(?:KEYS|TOKENS|SECRETS)$/.test(variable)) return [{ name: variable, value }];
	return value
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean)
		.map((part) => {
			const [, label, secret] = /^([A-Za-z0-9_-]{1,16}):(.+)$/.exec(part) ?? [];
			return label && secret
				? { name: `${variable}:${label}`, value: secret }
				: { name: `${variable}:${nameOf(part)}`, value: part };
		});
}

/** Older than this, a sighting is of a secret that is no longer in use. */
const goneAfterMs = 3 * dayMs;

export interface KnownSecret {
	readonly name: string;
	/** When this value was first seen, ms since 1970: it is at least as old. */
	readonly first_seen: number;
	readonly last_seen: number;
	readonly max_age_days: number;
}

export interface SecretAge {
	readonly name: string;
	readonly since: string;
	readonly age_days: number;
	readonly max_age_days: number;
	readonly due_at: string;
	readonly overdue: boolean;
}

/** Ages of the secrets in use, those due first. */
export function agesOf(secrets: readonly KnownSecret[], now: number): SecretAge[] {
	return secrets
		.filter(({ last_seen }) => now - last_seen <= goneAfterMs)
		.map(({ name, first_seen, max_age_days }) => {
			const due = first_seen + max_age_days * dayMs;
			return {
				name,
				since: new Date(first_seen).toISOString(),
				age_days: Math.max(0, Math.floor((now - first_seen) / dayMs)),
				max_age_days,
				due_at: new Date(due).toISOString(),
				overdue: now >= due,
			};
		})
		.sort((a, b) => a.due_at.localeCompare(b.due_at) || a.name.localeCompare(b.name));
}
