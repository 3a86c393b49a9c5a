import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import type { SchemaFacts } from '../../domain/operations/verify/schema.ts';
import type { HostContext } from '../host-context.ts';
import { hostModule } from '../host-module.ts';
import { planProvision } from '../provision/index.ts';

export async function readSchemaFacts(context: HostContext): Promise<SchemaFacts> {
	const { steps } = await planProvision(context);
	return { steps, pendingMigrations: await readPendingMigrations(context.database) };
}

/** Such as `20240806A-permissions-policies.js`. */
const migrationFile = /^(\d{8}[A-Z])-.+\.js$/;

async function readPendingMigrations(database: Knex): Promise<string[] | null> {
	const files = await migrationFiles();
	if (files === null) return null;
	const rows: { version: string }[] = await database('directus_migrations').select('version');
	const done = new Set(rows.map(({ version }) => version));
	return files.filter((file) => !done.has(migrationFile.exec(file)![1]!));
}

async function migrationFiles(): Promise<string[] | null> {
	try {
		const files = await readdir(dirname(hostModule('@directus/api/database/migrations/run')));
		return files.filter((file) => migrationFile.test(file)).toSorted();
	} catch {
		return null;
	}
}
