import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { hostModule } from '../../host-module.ts';

/** A database to restore into. */
export interface Target {
	readonly kind: 'sqlite' | 'postgres';
	/** For messages; without a password. */
	readonly name: string;
	/** What points Directus to it. */
	readonly env: Readonly<Record<string, string>>;
	/** @throws {Error} that names what is there, when it is not empty */
	requireEmpty(): Promise<void>;
}

/**
 * Reads what `--into` names: `postgres://user:password@host/database`, or the path of a SQLite file that is not there.
 *
 * @throws {Error} with the remedy
 */
export function targetNamed(into: string): Target {
	if (/^postgres(ql)?:\/\//.test(into)) return postgresTarget(into);
	if (/^[a-z][a-z0-9+]+:\/\//.test(into))
		throw new Error('--into takes postgres://… or the path of a new SQLite file.');
	return sqliteTarget(resolve(into));
}

export function sqliteTarget(file: string): Target {
	return {
		kind: 'sqlite',
		name: file,
		env: { DB_CLIENT: 'sqlite3', DB_FILENAME: file },
		requireEmpty: async () => {
			if (existsSync(file) && statSync(file).size > 0)
				throw new Error(
					`${file} is there already. A backup is restored into a new file only; name one that is not there.`,
				);
		},
	};
}

function postgresTarget(url: string): Target {
	const { hostname, pathname } = new URL(url);
	return {
		kind: 'postgres',
		name: `${hostname}${pathname}`,
		env: { DB_CLIENT: 'pg', DB_CONNECTION_STRING: url },
		requireEmpty: async () => {
			const tables = await tablesAt(url);
			if (tables.length > 0)
				throw new Error(
					`The database ${hostname}${pathname} is not empty: it has ${namesOf(tables)}. A backup is restored into an empty database only; create one: createdb <name>`,
				);
		},
	};
}

const mostNamed = 5;

function namesOf(tables: readonly string[]): string {
	const named = tables.slice(0, mostNamed).join(', ');
	return tables.length > mostNamed ? `${named} and ${tables.length - mostNamed} more tables` : named;
}

/** Tables and views that no extension of the database brings. */
const ownRelations = `
select c.relname as name from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
	and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by c.relname`;

async function tablesAt(url: string): Promise<string[]> {
	const knex = await connect(url);
	try {
		const { rows } = (await knex.raw(ownRelations)) as { rows: { name: string }[] };
		return rows.map(({ name }) => name);
	} finally {
		await knex.destroy();
	}
}

/** A connection to another database than Directus's own, by the knex and the driver that Directus has. */
async function connect(url: string): Promise<Knex> {
	const file = createRequire(hostModule('@directus/api/database/index')).resolve('knex');
	const { default: knex } = (await import(pathToFileURL(file).href)) as {
		default: (config: Knex.Config) => Knex;
	};
	return knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
}
