import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Knex } from 'knex';
import { archiveEvents } from '../../platform/jobs/definitions/archive-events.ts';
import { claim } from '../../platform/jobs/ledger/claim.ts';
import { readRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { workRun } from '../../platform/jobs/work-run.ts';
import { dailyEventStats } from '../../schema/collections/daily-event-stats.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import { events } from '../../schema/collections/events.ts';
import { jobRuns } from '../../schema/collections/job-runs.ts';
import { folderStorage } from '../../test/support/archive/folder-storage.ts';
import { scratchDatabase } from '../../test/support/scratch-database.ts';
import { onCleanUp } from '../support/clean-up.ts';
import type { Measure, Result } from '../support/measure.ts';
import { residentMegabytes } from '../support/process-info.ts';
import { timed } from '../support/stats.ts';

const few = 100_000;
const many = 1_000_000;
const days = 10;
const now = Date.parse('2026-09-30T10:00:00Z');

/** What it costs to move events to archives, against streaming the same rows through gzip and one DELETE. */
export const archive: Measure = {
	name: 'archive',
	async *run() {
		const tables = [events, dailyEventStats, eventArchives, jobRuns];
		const database = await scratchDatabase('postgres', 'bench_archive', tables);
		onCleanUp(() => database.drop());
		const knex = database.connect();
		const folder = mkdtempSync(join(tmpdir(), 'bebetter-bench-archive-'));
		onCleanUp(async () => rmSync(folder, { recursive: true, force: true }));

		const fewer = await archiveAll(knex, few, folder);
		const baseline = await copyAndDelete(knex, many, folder);
		const more = await archiveAll(knex, many, folder);
		yield* lines({ fewer, more, baseline });
	},
};

interface Taken {
	readonly ms: number;
	/** How much the resident set grew at most, MB. */
	readonly grown: number;
}

async function archiveAll(knex: Knex, rows: number, folder: string): Promise<Taken> {
	await plant(knex, rows);
	const storage = folderStorage(folder);
	const job = archiveEvents({ openStorage: () => Promise.resolve(storage), keepDays: 90, now: () => now });
	const { run } = await order(knex, job, { payload: {} });
	const claimed = await claim(knex, { names: [job.name], owner: 'bench' });
	if (!claimed) throw new Error('the job was not to be had');
	const fail = (error: unknown) => console.error(error);
	const taken = await watched(() =>
		workRun(job, claimed, {
			knex,
			logger: { info: fail, warn: fail, error: fail },
			stopping: new AbortController().signal,
		}),
	);
	const ended = await readRun(knex, run.id);
	if (ended?.progress !== rows) throw new Error(`${ended?.progress} of ${rows} events were archived`);
	return taken;
}

/** The least that anybody could do: every row as JSON of the database's making, through gzip; then one statement. */
async function copyAndDelete(knex: Knex, rows: number, folder: string): Promise<Taken> {
	await plant(knex, rows);
	return watched(async () => {
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
		await knex('events').delete();
	});
}

async function watched(work: () => Promise<unknown>): Promise<Taken> {
	const before = residentMegabytes(process.pid);
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, residentMegabytes(process.pid))), 100);
	const ms = await timed(work).finally(() => clearInterval(watch));
	return { ms, grown: most - before };
}

/** Old events of a thousand people on some days, made by the database itself. */
async function plant(knex: Knex, rows: number): Promise<void> {
	for (const { name } of [events, dailyEventStats, eventArchives, jobRuns])
		await knex.raw('truncate ?? restart identity', [name]);
	await knex.raw(
		`insert into events (event_id, name, schema_version, user_hash, hash_kid, session_id, platform, app_version,
			locale, client_ts, sent_at, received_at, ts, tz, props)
		select gen_random_uuid()::text, (array['meal_logged', 'fast_started', 'fast_ended', 'screen_viewed'])[1 + n % 4], 1,
			md5((n % 1000)::text) || md5((n % 1000 + 1)::text), 'k1', md5((n / 20)::text),
			(array['ios', 'android'])[1 + n % 2], '2.' || n % 5 || '.0', (array['en', 'ar'])[1 + n % 2], at, at, at, at,
			'Asia/Riyadh', json_build_object('kind', 'meal', 'number', n)
		from generate_series(1, ?::int) n,
			lateral (select timestamptz '2026-05-01 00:00Z' + n * (interval '1 day' * ? / ?::int) as at) times`,
		[rows, days, rows + 1],
	);
	await knex.raw('vacuum analyze events');
}

function* lines(taken: Record<'fewer' | 'more' | 'baseline', Taken>): Generator<Result> {
	const { fewer, more, baseline } = taken;
	const seconds = ({ ms }: Taken) => `${(ms / 1000).toFixed(1)} s`;
	const count = many.toLocaleString('en');
	yield {
		name: `archive ${count} events, against the same rows through gzip and one DELETE`,
		value: baseline.ms / more.ms,
		unit: '×',
		target: null,
		how: `PostgreSQL, ${days} days; baseline ${seconds(baseline)}; the job, which also counts each day, reads every file back and deletes ids in batches, ${seconds(more)}`,
	};
	yield {
		name: `archive ${count} events, against ten times ${few.toLocaleString('en')}`,
		value: more.ms / (10 * fewer.ms),
		unit: '×',
		target: null,
		how: `${few.toLocaleString('en')} in ${seconds(fewer)}, ${count} in ${seconds(more)}; 1 is growth in step with the rows`,
	};
	yield {
		name: `memory while archiving ${count} events`,
		value: more.grown,
		unit: 'MB',
		target: null,
		how: `growth of the resident set at its highest, after ${few.toLocaleString('en')} were archived in the same process with ${fewer.grown.toFixed(0)} MB`,
	};
}
