import type { Knex } from 'knex';
import type { SecurityDigest } from '../../domain/operations/security/contract.ts';
import { permissionDrift } from '../../domain/operations/security/permission-drift.ts';
import { isRecord } from '../../domain/record.ts';
import { policies } from '../../schema/access/index.ts';
import { ProvisionLedger } from '../provision/ledger.ts';
import { readState, writeState } from './state.ts';
import { userTokenPrefix } from './secret-ages.ts';
import { secretsTable } from './tables.ts';

const dayMs = 86_400_000;
const newDays = 7;
const inactiveDays = 90;
const mostNamed = 50;
const administratorsState = 'administrators';

interface User {
	readonly id: string;
	readonly first_name: string | null;
	readonly last_name: string | null;
	readonly last_access: unknown;
	readonly language: string | null;
}

/** What somebody should look at once a week: who came, who left a key lying about, and what is no longer as it was made. */
export async function readDigest(knex: Knex, now: number): Promise<SecurityDigest> {
	const { admins, workers } = await peopleWithAccess(knex);
	const isAdmin = new Set(admins.map(({ id }) => id));
	const since = await rememberAdministrators(knex, [...isAdmin], now);
	const tokenSince = await tokensSince(knex);
	const holders = await usersWhere(knex, (query) => void query.whereNotNull('token'));

	return {
		new_administrators: admins
			.filter(({ id }) => now - (since[id] ?? 0) < newDays * dayMs)
			.map((user) => ({ ...named(user), since: new Date(since[user.id]!).toISOString() })),
		static_tokens: holders.slice(0, mostNamed).map((user) => ({
			...named(user),
			since: tokenSince.get(user.id) ?? null,
			is_administrator: isAdmin.has(user.id),
		})),
		inactive: workers
			.map((user) => ({ user, at: user.last_access ? new Date(user.last_access as string).getTime() : null }))
			.filter(({ at }) => at === null || now - at > inactiveDays * dayMs)
			.slice(0, mostNamed)
			.map(({ user, at }) => ({
				...named(user),
				last_access: at === null ? null : new Date(at).toISOString(),
			})),
		drift: await readDrift(knex),
	};
}

const named = ({ id, first_name, last_name }: User) => ({
	id,
	name: [first_name, last_name].filter(Boolean).join(' ') || id.slice(0, 8),
});

async function usersWhere(knex: Knex, narrow: (query: Knex.QueryBuilder) => void): Promise<User[]> {
	return knex('directus_users')
		.where({ status: 'active' })
		.where((query) => narrow(query))
		.orderBy('id')
		.limit(1_000)
		.select('id', 'first_name', 'last_name', 'last_access', 'language');
}

/** Active ones, whatever gives them the right. */
export const administrators = async (knex: Knex): Promise<readonly User[]> =>
	(await peopleWithAccess(knex)).admins;

/** Who may enter the Studio, and who of them may do everything, by their own policies and those of their roles. */
async function peopleWithAccess(knex: Knex): Promise<{ admins: User[]; workers: User[] }> {
	const grants: { user: string | null; role: string | null; admin_access: unknown; app_access: unknown }[] =
		await knex('directus_access')
			.join('directus_policies', 'directus_policies.id', 'directus_access.policy')
			.select('directus_access.user', 'directus_access.role', 'admin_access', 'app_access');
	const roles: { id: string; parent: string | null }[] = await knex('directus_roles').select('id', 'parent');
	const find = async (isWanted: (grant: (typeof grants)[number]) => boolean) => {
		const wanted = grants.filter(isWanted);
		const users = wanted.flatMap(({ user }) => user ?? []);
		const granted = withChildren(
			roles,
			wanted.flatMap(({ role }) => role ?? []),
		);
		return usersWhere(knex, (query) => void query.whereIn('id', users).orWhereIn('role', granted));
	};
	return {
		admins: await find(({ admin_access }) => Boolean(admin_access)),
		workers: await find(({ admin_access, app_access }) => Boolean(admin_access) || Boolean(app_access)),
	};
}

/** Roles inherit from their parents. */
function withChildren(
	roles: readonly { id: string; parent: string | null }[],
	granted: readonly string[],
): string[] {
	const all = new Set(granted);
	let size: number;
	do {
		size = all.size;
		for (const { id, parent } of roles) if (parent && all.has(parent)) all.add(id);
	} while (all.size > size);
	return [...all];
}

/**
 * Since when each administrator is known, ms since 1970. Directus does not date this, so it is dated by when it is first
 * seen; those who are there the first time count as there for ever.
 */
async function rememberAdministrators(
	knex: Knex,
	ids: readonly string[],
	now: number,
): Promise<Record<string, number>> {
	const stored = await readState(knex, administratorsState);
	const known = stored === null ? null : (JSON.parse(stored) as Record<string, number>);
	const since = Object.fromEntries(ids.map((id) => [id, known === null ? 0 : (known[id] ?? now)]));
	if (JSON.stringify(since) !== stored) await writeState(knex, administratorsState, JSON.stringify(since));
	return since;
}

async function tokensSince(knex: Knex): Promise<Map<string, string>> {
	const rows: { name: string; first_seen: number | string }[] = await knex(secretsTable)
		.where('name', 'like', `${userTokenPrefix}%`)
		.select('name', 'first_seen');
	return new Map(
		rows.map(({ name, first_seen }) => [
			name.slice(userTokenPrefix.length),
			new Date(Number(first_seen)).toISOString(),
		]),
	);
}

/** Of the policies that provisioning made, and of what everybody may do without logging in. */
async function readDrift(knex: Knex): Promise<SecurityDigest['drift']> {
	const open: { policy: string } | undefined = await knex('directus_access')
		.whereNull('role')
		.whereNull('user')
		.first('policy');
	const names = new Map<string, string>(Object.values(policies).map(({ id, name }) => [id, name]));
	if (open) names.set(open.policy, 'public');
	const rows: Row[] = await knex('directus_permissions').whereIn('policy', [...names.keys()]);
	const provisioned = (await ProvisionLedger.open(knex, { readOnly: true })).all('permission') as Row[];
	const normalised = ({ policy, collection, action, ...row }: Row) => ({
		policy: names.get(String(policy)) ?? String(policy),
		collection: String(collection),
		action: String(action),
		allows: JSON.stringify([listOf(row['fields']), ...ruleFields.map((field) => ruleOf(row[field]))]),
	});
	return permissionDrift(provisioned.map(normalised), rows.map(normalised)).slice(0, mostNamed);
}

type Row = Record<string, unknown>;
const ruleFields = ['permissions', 'validation', 'presets'];

/** Directus keeps lists of fields as text with commas. */
const listOf = (fields: unknown): string[] =>
	(Array.isArray(fields) ? fields.map(String) : String(fields ?? '').split(',')).filter(Boolean).toSorted();

/** PostgreSQL answers rules as objects, SQLite as text; an empty one is none. */
function ruleOf(rule: unknown): unknown {
	const read: unknown = typeof rule === 'string' && rule !== '' ? JSON.parse(rule) : rule;
	return isRecord(read) && Object.keys(read).length > 0 ? read : null;
}
