import type { Knex } from 'knex';
import type { Revocation } from '../../domain/operations/security/contract.ts';

const table = 'directus_sessions';

export interface WhoseSessions {
	/** null for everybody's, those of shares included. */
	readonly user: string | null;
	/** A session that stays. */
	readonly except?: string | null;
}

/**
 * Ends sessions: their refresh tokens and session cookies are refused from now on. Access tokens that were handed out
 * beside a refresh token are looked up by nobody and run out by themselves (ACCESS_TOKEN_TTL, 15 minutes by default).
 */
export async function revokeSessions(
	knex: Knex,
	{ user, except = null }: WhoseSessions,
): Promise<Revocation> {
	const ended = (): Knex.QueryBuilder => {
		const query = knex(table);
		if (user !== null) void query.where({ user });
		if (except !== null) void query.whereNot({ token: except });
		return query;
	};
	const { users } = (await ended().countDistinct({ users: 'user' }).first()) as { users: number | string };
	return { sessions: await ended().delete(), users: Number(users) };
}

/** Sessions that have not run out. */
export async function countSessions(knex: Knex): Promise<{ total: number; users: number }> {
	const row = (await knex(table)
		.where('expires', '>', new Date())
		.count({ total: '*' })
		.countDistinct({ users: 'user' })
		.first()) as { total: number | string; users: number | string };
	return { total: Number(row.total), users: Number(row.users) };
}
