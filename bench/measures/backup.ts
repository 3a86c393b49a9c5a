import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Knex } from 'knex';
import { objectsOf } from '../../domain/operations/backups/manifest.ts';
import { createBackup, type WrittenBackup } from '../../platform/backups/create-backup.ts';
import type { BackupPlace } from '../../platform/backups/objects.ts';
import { loadTable } from '../../platform/backups/restore/load-table.ts';
import { verifyObject } from '../../platform/backups/verify-backup.ts';
import { events } from '../../schema/collections/events.ts';
import { folderStorage } from '../../test/support/archive/folder-storage.ts';
import { scratchDatabase } from '../../test/support/scratch-database.ts';
import { onCleanUp } from '../support/clean-up.ts';
import type { Measure, Result } from '../support/measure.ts';
import { residentMegabytes } from '../support/process-info.ts';
import { timed } from '../support/stats.ts';

const rows = 1_000_000;
const key = { name: 'bench', secret: randomBytes(32) };
const never = new AbortController().signal;

/** What it costs to back a million events up, verify and restore them, against the least that anybody could do. */
export const backup: Measure = {
	name: 'backup',
	async *run() {
		const source = await scratchDatabase('postgres', 'bench_backup', [events]);
		onCleanUp(() => source.drop());
		const target = await scratchDatabase('postgres', 'bench_restore', [events]);
		onCleanUp(() => target.drop());
		const folder = mkdtempSync(join(tmpdir(), 'bebetter-bench-backup-'));
		onCleanUp(async () => rmSync(folder, { recursive: true, force: true }));
		const [live, empty] = [source.connect(), target.connect()];
		await plant(live);

		const copied = await timed(() => copyOut(live, folder));
		const plain = await taken(live, folder, null);
		const encrypted = await taken(live, folder, key);
		const inserted = await timed(() => plant(empty));
		const [table] = plain.written.manifest.tables;
		const restored = await timed(() => loadTable(empty, plain.place, table!, () => undefined));
		yield* lines({ copied, plain, encrypted, inserted, restored });
	},
};

interface Taken {
	readonly written: WrittenBackup;
	readonly place: BackupPlace;
	/** Written, and read back. */
	readonly ms: number;
	readonly verifyMs: number;
	/** How much the resident set grew at most, MB. */
	readonly grown: number;
}

async function taken(knex: Knex, folder: string, chosen: typeof key | null): Promise<Taken> {
	const storage = folderStorage(folder);
	const source = {
		knex,
		tables: () => Promise.resolve([{ table: events.name, kind: 'collection' as const }]),
		describeSchema: () => Promise.resolve({}),
		versions: () => Promise.resolve({ bebetter: 'bench', directus: 'none' }),
		findUpload: () => Promise.resolve(null),
		temporaryFolder: folder,
	};
	const id = crypto.randomUUID();
	const before = residentMegabytes(process.pid);
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, residentMegabytes(process.pid))), 100);
	let written!: WrittenBackup;
	const options = { id, storage, key: chosen, reason: 'bench', now: Date.now, signal: never };
	const writeMs = await timed(async () => (written = await createBackup(source, options)));
	const place = { storage, folder: written.folder, id, key: chosen };
	const verifyMs = await timed(async () => {
		for (const object of objectsOf(written.manifest))
			await verifyObject(place, written.manifest, object, never);
	});
	clearInterval(watch);
	return { written, place, ms: writeMs + verifyMs, verifyMs, grown: most - before };
}

/** Every row as JSON of the database's making, through gzip. */
async function copyOut(knex: Knex, folder: string): Promise<void> {
	async function* all(): AsyncGenerator<string> {
		for (let after = 0; after < rows; after += 2_000) {
			const page: { line: string }[] = await knex('events as e')
				.where('id', '>', after)
				.orderBy('id')
				.limit(2_000)
				.select(knex.raw('row_to_json(e)::text as line'));
			yield `${page.map(({ line }) => line).join('\n')}\n`;
		}
	}
	await pipeline(Readable.from(all()), createGzip(), createWriteStream(join(folder, 'baseline.gz')));
}

/** By the database itself, in one statement. */
async function plant(knex: Knex): Promise<void> {
	await knex.raw(
		`insert into events (event_id, name, user_hash, hash_kid, session_id, platform, app_version, locale, client_ts,
			sent_at, received_at, ts, tz, props)
		select gen_random_uuid()::text, (array['meal_logged', 'fast_started', 'fast_ended', 'screen_viewed'])[1 + n % 4],
			md5((n % 1000)::text) || md5((n % 1000 + 1)::text), 'k1', md5((n / 20)::text),
			(array['ios', 'android'])[1 + n % 2], '2.' || n % 5 || '.0', (array['en', 'ar'])[1 + n % 2], at, at, at, at,
			'Asia/Riyadh', json_build_object('kind', 'meal', 'number', n)
		from generate_series(1, ?::int) n, lateral (select now() - n * interval '5 seconds' as at) times`,
		[rows],
	);
	await knex.raw('vacuum analyze events');
}

function* lines({
	copied,
	plain,
	encrypted,
	inserted,
	restored,
}: {
	readonly copied: number;
	readonly plain: Taken;
	readonly encrypted: Taken;
	readonly inserted: number;
	readonly restored: number;
}): Generator<Result> {
	const count = rows.toLocaleString('en');
	const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
	yield {
		name: `back up ${count} events and read them back, against the same rows through gzip`,
		value: copied / plain.ms,
		unit: '×',
		target: null,
		how: `PostgreSQL; baseline ${seconds(copied)}; one snapshot, digests, written and verified ${seconds(plain.ms)}, of which reading back ${seconds(plain.verifyMs)}`,
	};
	yield {
		name: `the same encrypted, against not encrypted`,
		value: encrypted.ms / plain.ms,
		unit: '×',
		target: null,
		how: `AES-256-GCM in chunks of 64 KiB: ${seconds(encrypted.ms)} against ${seconds(plain.ms)}`,
	};
	yield {
		name: `restore ${count} events, against the database filling the table by itself`,
		value: inserted / restored,
		unit: '×',
		target: null,
		how: `PostgreSQL, with three indexes; one statement that makes as many rows ${seconds(inserted)}; from the backup, checked while it is read, ${seconds(restored)}`,
	};
	yield {
		name: `memory while backing up ${count} events`,
		value: plain.grown,
		unit: 'MB',
		target: null,
		how: `growth of the resident set at its highest, writing and reading back`,
	};
}
