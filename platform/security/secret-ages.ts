import { readFileSync } from 'node:fs';
import type { Knex } from 'knex';
import {
	isSecretVariable,
	maxAgeDays,
	partsOf,
	type KnownSecret,
	type SecretPart,
} from '../../domain/operations/security/secrets.ts';
import { digest, saltOfInstallation } from './state.ts';
import { secretsTable } from './tables.ts';

/**
 * Sixteen bits: a new value shows (all but once in 65,536), and whoever copies the database cannot try out guesses of a
 * password against it.
 */
const fingerprintDigits = 4;

/** Static tokens of users that are watched, at most. */
const mostTokens = 200;

/**
 * Takes the fingerprint of every secret in use. One whose fingerprint is another than before was replaced, and its age
 * begins anew.
 */
export async function rememberSecrets(
	knex: Knex,
	env: Readonly<Record<string, unknown>>,
	now: number,
): Promise<void> {
	const salt = await saltOfInstallation(knex);
	const fingerprint = (value: string) => digest(salt, 'secret', value, fingerprintDigits);
	const secrets = [...secretsIn(env, fingerprint), ...(await staticTokens(knex))];
	for (const { name, value } of secrets) await remember(knex, name, fingerprint(value), now);
}

async function remember(knex: Knex, name: string, fingerprint: string, now: number): Promise<void> {
	const seen = { last_seen: now, max_age_days: maxAgeDays(name) };
	await knex(secretsTable)
		.insert({ name, fingerprint, first_seen: now, ...seen })
		.onConflict('name')
		.ignore();
	await knex(secretsTable).where({ name }).update(seen);
	await knex(secretsTable).where({ name }).whereNot({ fingerprint }).update({ fingerprint, first_seen: now });
}

function secretsIn(env: Readonly<Record<string, unknown>>, nameOf: (token: string) => string): SecretPart[] {
	const variables = new Set(Object.keys(env).map((name) => name.replace(/_FILE$/, '')));
	return [...variables].filter(isSecretVariable).flatMap((variable) => {
		const value = valueOf(env, variable);
		return value ? partsOf(variable, value, nameOf) : [];
	});
}

/** Directus reads `…_FILE` for its own variables, and we for ours. */
function valueOf(env: Readonly<Record<string, unknown>>, name: string): string | null {
	const file = env[`${name}_FILE`];
	try {
		if (env[name] === undefined && typeof file === 'string') return readFileSync(file, 'utf8').trim() || null;
	} catch {
		// Who needs the variable reports a file that cannot be read; its age is not known.
		return null;
	}
	const value = env[name];
	return value === undefined || value === null || typeof value === 'boolean' ? null : String(value) || null;
}

/** The prefix of names of users' tokens; what follows is the user's id. */
export const userTokenPrefix = 'user-token:';

async function staticTokens(knex: Knex): Promise<SecretPart[]> {
	const rows: { id: string; token: string }[] = await knex('directus_users')
		.whereNotNull('token')
		.orderBy('id')
		.limit(mostTokens)
		.select('id', 'token');
	return rows.map(({ id, token }) => ({ name: userTokenPrefix + id, value: token }));
}

export async function knownSecrets(knex: Knex): Promise<KnownSecret[]> {
	const rows: Record<keyof KnownSecret, string | number>[] = await knex(secretsTable).select(
		'name',
		'first_seen',
		'last_seen',
		'max_age_days',
	);
	return rows.map((row) => ({
		name: String(row.name),
		first_seen: Number(row.first_seen),
		last_seen: Number(row.last_seen),
		max_age_days: Number(row.max_age_days),
	}));
}
