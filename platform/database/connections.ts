import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';

export interface Connections {
	/** Of the whole server. */
	readonly max: number;
	readonly used: number;
	/** To this database, by PostgreSQL's names: active, idle, idle in transaction … */
	readonly byState: Readonly<Record<string, number>>;
}

/** null where there is no server to connect to. */
export async function readConnections(knex: Knex): Promise<Connections | null> {
	if (!isPostgres(knex)) return null;
	const { rows } = await knex.raw(`
		select coalesce(state, 'other') as state, count(*) as count, datname = current_database() as is_ours
		from pg_stat_activity where backend_type = 'client backend' group by 1, 3`);
	const found: { state: string; count: number | string; is_ours: boolean | null }[] = rows;
	const setting = await knex.raw("select current_setting('max_connections')::integer as max");
	return {
		max: setting.rows[0].max,
		used: found.reduce((sum, { count }) => sum + Number(count), 0),
		byState: Object.fromEntries(
			found.filter(({ is_ours }) => is_ours).map(({ state, count }) => [state, Number(count)]),
		),
	};
}
