import type { Knex } from 'knex';
import type { DatabaseFacts } from '../../domain/operations/doctor/database.ts';
import type { HostContext } from '../host-context.ts';
import { isPostgres, isSqlite } from '../sql/database-kind.ts';
import { countInstances } from './instances.ts';

export async function readDatabaseFacts(context: HostContext): Promise<DatabaseFacts> {
	const { database } = context;
	const { processes, ...pools } = await countInstances(context);
	if (isPostgres(database))
		return {
			vendor: 'postgres',
			version: await value(database, "select current_setting('server_version') as value"),
			processes,
			connections: {
				...pools,
				most: Number(await value(database, "select current_setting('max_connections') as value")),
				used: Number(await value(database, usedConnections)),
			},
		};
	if (!isSqlite(database)) return { vendor: 'other', version: '', processes, connections: null };
	const version = await value(database, 'select sqlite_version() as value');
	return { vendor: 'sqlite', version, processes, connections: null };
}

/** Of every project on the server: they share its limit. */
const usedConnections =
	"select count(*) as value from pg_stat_activity where backend_type = 'client backend'";

async function value(database: Knex, sql: string): Promise<string> {
	const answer: { rows?: { value: unknown }[] } | { value: unknown }[] = await database.raw(sql);
	const [row] = Array.isArray(answer) ? answer : (answer.rows ?? []);
	return String(row?.value ?? '');
}
