import { randomBytes } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bootstrapDirectus } from '../../../host/directus-process.ts';
import { withFileLock } from '../../../host/file-lock.ts';
import { directusFingerprint, ensureDirectus } from '../../../host/install-directus.ts';
import { workFolder } from '../../../host/paths.ts';
import { createDatabase, databaseExists, databaseUrl, dropDatabase, renameDatabase } from './postgres.ts';
import type { HostKind } from './types.ts';

/** The administrator that every copy of a template has. */
export interface Credentials {
	ADMIN_EMAIL: string;
	ADMIN_PASSWORD: string;
	ADMIN_TOKEN: string;
}

/**
 * A plain Directus database, made once per release and copied for every instance: a copy takes milliseconds, the
 * bootstrap four seconds. The administrator's credentials are kept beside it.
 */
export async function ensureTemplate(kind: HostKind): Promise<Credentials> {
	const folder = templateFolder(kind);
	return withFileLock(`${folder}.lock`, async () => {
		if (!(await isMade(kind))) await make(kind);
		return JSON.parse(readFileSync(join(folder, 'administrator.json'), 'utf8'));
	});
}

/** A fresh database for one instance: the variables that point Directus to it. */
export async function copyTemplate(
	kind: HostKind,
	folder: string,
	name: string,
): Promise<Record<string, string>> {
	return copyDatabase(
		kind,
		{ database: templateDatabase(kind), file: join(templateFolder(kind), 'data.db') },
		folder,
		name,
	);
}

/** Copies a database that no instance has open. */
export async function copyDatabase(
	kind: HostKind,
	source: { database: string; file: string },
	folder: string,
	name: string,
): Promise<Record<string, string>> {
	if (kind.database === 'postgres') {
		await createDatabase(name, source.database);
		return { DB_CLIENT: 'pg', DB_CONNECTION_STRING: databaseUrl(name) };
	}
	const file = join(folder, 'data.db');
	copyFileSync(source.file, file);
	return { DB_CLIENT: 'sqlite3', DB_FILENAME: file };
}

async function isMade(kind: HostKind): Promise<boolean> {
	if (!existsSync(join(templateFolder(kind), 'administrator.json'))) return false;
	return kind.database === 'sqlite' || databaseExists(templateDatabase(kind));
}

async function make(kind: HostKind): Promise<void> {
	await ensureDirectus(kind.major);
	const folder = templateFolder(kind);
	const scratch = `${folder}.making`;
	for (const stale of [folder, scratch]) rmSync(stale, { recursive: true, force: true });
	mkdirSync(scratch, { recursive: true });

	const credentials: Credentials = {
		ADMIN_EMAIL: 'admin@example.com',
		ADMIN_PASSWORD: randomBytes(12).toString('base64url'),
		ADMIN_TOKEN: randomBytes(24).toString('base64url'),
	};
	const database = `${templateDatabase(kind)}_making`;
	const connection = await emptyDatabase(kind, scratch, database);
	const env = {
		PATH: process.env['PATH'] ?? '',
		SECRET: randomBytes(32).toString('hex'),
		TELEMETRY: 'false',
	};
	await bootstrapDirectus({
		major: kind.major,
		cwd: scratch,
		env: { ...env, ...credentials, ...connection },
	});
	if (kind.database === 'postgres') {
		await dropDatabase(templateDatabase(kind));
		await renameDatabase(database, templateDatabase(kind));
	}
	writeFileSync(join(scratch, 'administrator.json'), JSON.stringify(credentials), { mode: 0o600 });
	renameSync(scratch, folder);
}

async function emptyDatabase(
	kind: HostKind,
	folder: string,
	database: string,
): Promise<Record<string, string>> {
	if (kind.database === 'sqlite') return { DB_CLIENT: 'sqlite3', DB_FILENAME: join(folder, 'data.db') };
	await dropDatabase(database);
	await createDatabase(database);
	return { DB_CLIENT: 'pg', DB_CONNECTION_STRING: databaseUrl(database) };
}

/** Where the SQLite file and the credentials of a template are. */
export function templateFolder(kind: HostKind): string {
	const name = `${kind.major}-${kind.database}-${directusFingerprint(kind.major)}`;
	return join(workFolder, 'templates', name);
}

/** Several checkouts may share one server; the administrator in the folder must fit the database. */
export function templateDatabase(kind: HostKind): string {
	const checkout = Buffer.from(workFolder)
		.reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7)
		.toString(36);
	return `bebetter_template_${kind.major}_${directusFingerprint(kind.major)}_${checkout}`;
}
