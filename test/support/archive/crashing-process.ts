/*
 * Archives as a process of its own that ends itself with SIGKILL at a named moment, or works to the end: for tests of
 * what a crash leaves. Its first argument is JSON; see `Assignment`.
 */
import { Readable } from 'node:stream';
import type { ObjectStorage } from '../../../platform/storage/host-storage.ts';
import { archiveEvents } from '../../../platform/jobs/definitions/archive-events.ts';
import { claim } from '../../../platform/jobs/ledger/claim.ts';
import { workRun } from '../../../platform/jobs/work-run.ts';
import { connectTo } from '../host/connect.ts';
import { folderStorage } from './folder-storage.ts';

export const crashPoints = [
	'upload',
	'read-back',
	'manifest',
	'delete',
	'cleared',
	'roll-up',
	'commit',
	'tidy-up',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface Crash {
	readonly point: CrashPoint;
	readonly when: 'before' | 'after' | 'during';
	/** Which time that it comes there, from 1. */
	readonly time: number;
}

export interface Assignment {
	readonly env: Readonly<Record<string, string>>;
	readonly folder: string;
	readonly now: number;
	readonly crash: Crash | null;
}

const statements: readonly (readonly [CrashPoint, RegExp])[] = [
	['manifest', /^insert into [`"]event_archives/],
	['delete', /^delete from [`"]events/],
	['cleared', /^update [`"]event_archives/],
	['roll-up', /^insert into [`"]daily_event_stats/],
	['commit', /^commit/i],
];

if (import.meta.main) await work(JSON.parse(process.argv[2] ?? '') as Assignment);

async function work({ env, folder, now, crash }: Assignment): Promise<void> {
	const knex = connectTo(12, { ...env });
	const times = new Map<string, number>();
	const pass = (point: CrashPoint, when: Crash['when']): void => {
		const key = `${when} ${point}`;
		times.set(key, (times.get(key) ?? 0) + 1);
		if (crash?.point !== point || crash.when !== when || times.get(key) !== crash.time) return;
		process.kill(process.pid, 'SIGKILL');
	};
	const passStatement = (when: Crash['when'], sql: string): void => {
		for (const [point, pattern] of statements) if (pattern.test(sql)) pass(point, when);
	};
	let previous = '';
	knex.on('query', ({ sql }: { sql: string }) => {
		// knex tells nobody of the response to a commit; what comes next comes after it.
		if (/^commit/i.test(previous)) pass('commit', 'after');
		previous = sql;
		passStatement('before', sql);
	});
	knex.on('query-response', (_rows: unknown, { sql }: { sql: string }) => passStatement('after', sql));

	const storage = crashing(folderStorage(folder), pass);
	const job = archiveEvents({
		openStorage: () => Promise.resolve(storage),
		keepDays: 90,
		now: () => now,
		rowsOfPart: 7,
		deletedAtOnce: 3,
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

function crashing(
	storage: ObjectStorage,
	pass: (point: CrashPoint, when: Crash['when']) => void,
): ObjectStorage {
	return {
		...storage,
		async write(object, content: Readable, type) {
			pass('upload', 'before');
			const watched = async function* () {
				for await (const chunk of content) {
					yield chunk as Buffer;
					pass('upload', 'during');
				}
			};
			await storage.write(object, Readable.from(watched()), type);
			pass('upload', 'after');
		},
		async read(object) {
			pass('read-back', 'before');
			const content = await storage.read(object);
			content.once('end', () => pass('read-back', 'after'));
			return content;
		},
		async *list(prefix) {
			pass('tidy-up', 'before');
			yield* storage.list(prefix);
			pass('tidy-up', 'after');
		},
	};
}
