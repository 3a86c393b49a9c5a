import type { Knex } from 'knex';

/** Connections of everybody to the PostgreSQL server, and how many it allows. */
export async function readServerConnections(knex: Knex): Promise<{ used: number; most: number }> {
	const { rows } = await knex.raw<{ rows: [{ used: number; most: number }] }>(
		`select count(*)::int as used,
			current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most
		from pg_stat_activity where backend_type = 'client backend'`,
	);
	return rows[0];
}
