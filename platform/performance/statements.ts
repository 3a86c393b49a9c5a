import type { Knex } from 'knex';
import type { Statements } from '../../domain/operations/performance/contract.ts';
import { fingerprintSql } from '../../domain/operations/performance/fingerprint-sql.ts';
import { isPostgres } from '../sql/database-kind.ts';

const most = 20;

interface Row {
	readonly query: string;
	readonly calls: string;
	readonly mean: number;
	readonly max: number;
	readonly total: number;
	readonly rows: string;
}

/** What PostgreSQL has counted in this database, where its extension pg_stat_statements is installed. */
export async function readStatements(knex: Knex): Promise<Statements> {
	if (!isPostgres(knex)) return { state: 'other_database', top: [] };
	const [installed] = await knex('pg_extension').where({ extname: 'pg_stat_statements' }).select('oid');
	if (!installed) return { state: 'not_installed', top: [] };
	try {
		const { rows } = await knex.raw<{ rows: Row[] }>(
			`select query, calls, mean_exec_time as mean, max_exec_time as max, total_exec_time as total, rows
			from pg_stat_statements
			where dbid = (select oid from pg_database where datname = current_database())
			order by mean_exec_time desc limit ?`,
			[most],
		);
		return { state: 'available', top: rows.map(statementOf) };
	} catch {
		// It is installed but not preloaded, or another role's.
		return { state: 'not_readable', top: [] };
	}
}

const statementOf = ({ query, calls, mean, max, total, rows }: Row): Statements['top'][number] => ({
	// PostgreSQL leaves the values of some statements, such as SET, as they were.
	fingerprint: fingerprintSql(query),
	calls: Number(calls),
	mean_ms: Math.round(mean * 10) / 10,
	max_ms: Math.round(max * 10) / 10,
	total_ms: Math.round(total),
	rows: Number(rows),
});
