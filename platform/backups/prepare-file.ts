import type { Knex } from 'knex';
import { stripSecrets } from '../../domain/operations/backups/strip-secrets.ts';
import { identifier } from './row-form.ts';
import { openSqlite, type SqliteFile } from './sqlite-file.ts';
import { systemTables } from './tables-to-back-up.ts';

/** Of people who are signed in, of links and of other systems: of no use in a restored file. */
const emptied = [
	'directus_sessions',
	'directus_shares',
	'directus_deployments',
	'directus_oauth_clients',
	'directus_oauth_codes',
	'directus_oauth_consents',
	'directus_oauth_tokens',
];

/**
 * Checks a copy of the whole database and, unless it will be encrypted, takes the secrets out of it.
 *
 * @throws {Error} when SQLite finds the database damaged
 */
export async function prepareFile(
	knex: Knex,
	file: string,
	{ withSecrets }: { readonly withSecrets: boolean },
): Promise<void> {
	const copy = await openSqlite(knex, file, { writable: true });
	try {
		if (!withSecrets) await takeSecretsOut(copy);
		const [answer] = await copy.all<{ integrity_check: string }>('pragma integrity_check(1)');
		if (answer?.integrity_check !== 'ok')
			throw new Error(
				`The SQLite database is damaged: ${answer?.integrity_check}. Restore the last verified backup into a new file.`,
			);
	} finally {
		await copy.close();
	}
}

async function takeSecretsOut(copy: SqliteFile): Promise<void> {
	const rows = await copy.all<{ name: string }>(`select name from sqlite_master where type = 'table'`);
	const tables = new Set(rows.map(({ name }) => name));
	// What is deleted would stay in the file until it is overwritten.
	await copy.all('pragma secure_delete = on');
	for (const table of emptied) if (tables.has(table)) await copy.all(`delete from ${identifier(table)}`);
	for (const { table, secretColumns = [], scrubbedColumns = [], where } of systemTables) {
		if (!tables.has(table)) continue;
		const columns = await columnsOf(copy, table);
		for (const column of secretColumns)
			if (columns.has(column)) await copy.all(`update ${identifier(table)} set ${identifier(column)} = null`);
		for (const column of scrubbedColumns) await scrub(copy, table, column);
		if (where) await copy.all(`delete from ${identifier(table)} where not (${where})`);
	}
	await copy.all('vacuum');
}

async function columnsOf(copy: SqliteFile, table: string): Promise<Set<string>> {
	const rows = await copy.all<{ name: string }>('select name from pragma_table_info(?)', [table]);
	return new Set(rows.map(({ name }) => name));
}

async function scrub(copy: SqliteFile, table: string, column: string): Promise<void> {
	const [from, name] = [identifier(table), identifier(column)];
	const rows = await copy.all<{ id: string; json: string }>(
		`select id, ${name} as json from ${from} where ${name} is not null`,
	);
	for (const { id, json } of rows)
		await copy.all(`update ${from} set ${name} = ? where id = ?`, [
			JSON.stringify(stripSecrets(JSON.parse(json))),
			id,
		]);
}
