import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RuntimeFacts } from '../../domain/operations/doctor/runtime.ts';
import { textOf } from '../../domain/operations/doctor/settings.ts';
import { isTimeZone } from '../../domain/time/local-clock.ts';
import type { HostContext } from '../host-context.ts';
import { directusVersion } from '../host-version.ts';
import { readClock } from '../jobs/ledger/clock.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { countInstances } from './instances.ts';

export async function readRuntimeFacts(context: HostContext): Promise<RuntimeFacts> {
	return {
		settings: context.env,
		node: process.versions.node,
		directus: await directusVersion(),
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		isZoneKnown: isZone(textOf(process.env, 'TZ')),
		processes: (await countInstances(context)).processes,
		disks: await readDisks(context.env),
		clockSkewSeconds: await clockSkew(context),
	};
}

/** Node takes a colon in front, as POSIX has it. */
const isZone = (name: string | null): boolean => name === null || isTimeZone(name.replace(/^:/, ''));

/** Where files and, on SQLite, the database are written to. */
async function readDisks(env: HostContext['env']): Promise<RuntimeFacts['disks']> {
	const file = textOf(env, 'DB_FILENAME');
	const folders = [...localStorages(env), ...(file === null ? [] : [dirname(file)])];
	const disks = await Promise.all(
		[...new Set(folders.map((folder) => resolve(folder)))].map(async (path) => {
			const found = await statfs(path).catch(() => null);
			return found && { path, used: 1 - found.bavail / Math.max(1, found.blocks) };
		}),
	);
	return disks.filter((disk) => disk !== null);
}

const localStorages = (env: HostContext['env']): string[] =>
	(textOf(env, 'STORAGE_LOCATIONS') ?? 'local')
		.split(',')
		.map((name) => name.trim().toUpperCase())
		.filter((name) => (textOf(env, `STORAGE_${name}_DRIVER`) ?? 'local') === 'local')
		.map((name) => textOf(env, `STORAGE_${name}_ROOT`) ?? './uploads');

/** By the middle of one request; SQLite goes by this very clock. */
async function clockSkew({ database }: HostContext): Promise<number | null> {
	if (!isPostgres(database)) return null;
	const before = Date.now();
	const there = await readClock(database);
	return ((before + Date.now()) / 2 - there) / 1000;
}
