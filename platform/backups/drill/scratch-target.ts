import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { HostContext } from '../../host-context.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { temporaryFolderOf } from '../host-source.ts';
import { sqliteTarget, type Target } from '../restore/target.ts';

/** A database that exists for the time of a drill. */
export interface ScratchTarget {
	readonly target: Target;
	remove(): Promise<void>;
}

const filePrefix = 'bebetter-drill-';
const databasePrefix = 'bebetter_drill_';

/**
 * A database beside the live one where its user may create databases, else a SQLite file: backups restore into either.
 * What a killed drill left is removed first; only one runs at a time.
 */
export async function scratchTarget(context: HostContext): Promise<ScratchTarget> {
	const { database: knex } = context;
	if (isPostgres(knex) && (await mayCreateDatabases(knex))) return scratchDatabase(context);
	return scratchFile(temporaryFolderOf(context));
}

async function scratchFile(folder: string): Promise<ScratchTarget> {
	await mkdir(folder, { recursive: true });
	const removeAll = async () => {
		for (const name of await readdir(folder))
			if (name.startsWith(filePrefix)) await rm(join(folder, name), { force: true });
	};
	await removeAll();
	return { target: sqliteTarget(join(folder, `${filePrefix}${randomUUID()}.db`)), remove: removeAll };
}

async function mayCreateDatabases(knex: Knex): Promise<boolean> {
	const { rows } = (await knex.raw(
		'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
	)) as { rows: { may: boolean }[] };
	return rows[0]?.may === true;
}

async function scratchDatabase({ database: knex, env }: HostContext): Promise<ScratchTarget> {
	const { rows } = (await knex.raw('select current_database() as name')) as { rows: { name: string }[] };
	// Several projects may share a server.
	const prefix = `${databasePrefix}${rows[0]?.name}_`.slice(0, 50);
	const removeAll = async () => {
		const found = (await knex.raw('select datname as name from pg_database where starts_with(datname, ?)', [
			prefix,
		])) as { rows: { name: string }[] };
		for (const { name } of found.rows) await knex.raw('drop database if exists ?? with (force)', [name]);
	};
	await removeAll();
	const name = `${prefix}${randomUUID().slice(0, 8)}`;
	await knex.raw('create database ??', [name]);
	return {
		target: {
			kind: 'postgres',
			name,
			env: connectionTo(env, name),
			requireEmpty: () => Promise.resolve(),
		},
		remove: removeAll,
	};
}

/** What points Directus to another database on the same server. */
function connectionTo(env: Readonly<Record<string, unknown>>, database: string): Record<string, string> {
	const own: Record<string, string> = {};
	for (const [name, value] of Object.entries(env))
		if (name.startsWith('DB_') && !name.endsWith('_FILE') && value !== null && value !== undefined)
			own[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const address = own['DB_CONNECTION_STRING'];
	if (!address) return { ...own, DB_DATABASE: database };
	const url = new URL(address);
	url.pathname = `/${database}`;
	return { ...own, DB_CONNECTION_STRING: url.href };
}
