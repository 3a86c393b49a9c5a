/*
 * Backs up as a process of its own that ends itself with SIGKILL at a named moment, or works to the end: for tests of
 * what a crash leaves. Its first argument is JSON; see `Assignment`.
 */
import type { ObjectStorage } from '../../../platform/storage/host-storage.ts';
import { parsePeriods } from '../../../domain/operations/backups/retention.ts';
import { backUp } from '../../../platform/jobs/definitions/back-up.ts';
import { claim } from '../../../platform/jobs/ledger/claim.ts';
import { workRun } from '../../../platform/jobs/work-run.ts';
import { folderStorage } from '../archive/folder-storage.ts';
import { connectTo } from '../host/connect.ts';
import { projectSource } from './project.ts';

export const crashPoints = [
	'before a table',
	'after a table',
	'before the manifest',
	'after the manifest',
	'before the row',
	'after the row',
	'while it is read back',
	'while old ones are deleted',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface Assignment {
	readonly env: Readonly<Record<string, string>>;
	readonly folder: string;
	readonly temporaryFolder: string;
	readonly crash: CrashPoint | null;
}

if (import.meta.main) await work(JSON.parse(process.argv[2] ?? '') as Assignment);

async function work({ env, folder, temporaryFolder, crash }: Assignment): Promise<void> {
	const knex = connectTo(12, { ...env });
	const pass = (point: CrashPoint): void => {
		if (point === crash) process.kill(process.pid, 'SIGKILL');
	};
	knex.on('query', ({ sql }: { sql: string }) => {
		if (/^insert into [`"]bebetter_backups.* on conflict/.test(sql)) pass('before the row');
	});
	knex.on('query-response', (_rows: unknown, { sql }: { sql: string }) => {
		if (/^insert into [`"]bebetter_backups.* on conflict/.test(sql)) pass('after the row');
	});
	const storage = crashing(folderStorage(folder), pass);
	const job = backUp({
		source: { ...projectSource(knex), temporaryFolder },
		openStorage: () => Promise.resolve(storage),
		keys: [],
		periods: parsePeriods('1d,0w,0m'),
	});
	const run = await claim(knex, { names: [job.name], owner: String(process.pid) });
	const log = (...parts: unknown[]): void => void process.stderr.write(`${parts.map(String).join(' ')}\n`);
	if (run)
		await workRun(job, run, {
			knex,
			logger: { info: log, warn: log, error: log },
			stopping: new AbortController().signal,
		});
	await knex.destroy();
}

function crashing(storage: ObjectStorage, pass: (point: CrashPoint) => void): ObjectStorage {
	return {
		...storage,
		async write(object, content, type) {
			const isManifest = object.endsWith('manifest.json');
			const isTable = object.endsWith('awkward.ndjson.gz');
			if (isTable) pass('before a table');
			if (isManifest) pass('before the manifest');
			await storage.write(object, content, type);
			if (isTable) pass('after a table');
			if (isManifest) pass('after the manifest');
		},
		async read(object) {
			if (object.endsWith('awkward.ndjson.gz')) pass('while it is read back');
			return storage.read(object);
		},
		async delete(object) {
			if (object.endsWith('awkward.ndjson.gz')) pass('while old ones are deleted');
			await storage.delete(object);
		},
	};
}
