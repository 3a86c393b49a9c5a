import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readLine } from '../../domain/archive/event-line.ts';
import { linesOfDay } from '../../platform/archive/read-events.ts';
import { namedSlot } from '../../domain/jobs/slot.ts';
import { archiveEvents, type ArchiveOptions } from '../../platform/jobs/definitions/archive-events.ts';
import { claim } from '../../platform/jobs/ledger/claim.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { workRun } from '../../platform/jobs/work-run.ts';
import { dailyEventStats } from '../../schema/collections/daily-event-stats.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import { events } from '../../schema/collections/events.ts';
import { jobRuns } from '../../schema/collections/job-runs.ts';
import { addEvents, eventRow, eventsInArchives, eventsInTable } from '../support/archive/events.ts';
import { MemoryStorage } from '../support/archive/memory-storage.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const today = Date.parse('2026-09-30T10:00:00Z');
const oldDay = '2026-06-01';

describeOnDatabases('archiving events', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let storage: MemoryStorage;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'archive', [events, dailyEventStats, eventArchives, jobRuns]);
		knex = database.connect();
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		for (const { name } of [events, dailyEventStats, eventArchives, jobRuns]) await knex(name).delete();
		storage = new MemoryStorage();
	});

	/** Works the job until it ends or fails. */
	async function archive(payload: object = {}, options: Partial<ArchiveOptions> = {}): Promise<JobRun> {
		const job = archiveEvents({
			openStorage: storage.open,
			keepDays: 90,
			now: () => today,
			rowsOfPart: 5,
			deletedAtOnce: 2,
			...options,
		});
		const { run } = await order(knex, job, { payload });
		await knex('job_runs')
			.where({ id: run.id })
			.update({ run_at: new Date(0) });
		const claimed = await claim(knex, { names: [job.name], owner: 'test' });
		await workRun(job, claimed!, {
			knex,
			logger: keptLog().logger,
			stopping: new AbortController().signal,
		});
		return (await readRun(knex, run.id))!;
	}

	const everywhere = async () => [
		...(await eventsInTable(knex)),
		...(await eventsInArchives(knex, storage.open)),
	];
	const readDay = async (day: string) => {
		const found: string[] = [];
		for await (const lines of linesOfDay(knex, storage.open, day))
			found.push(...lines.map((line) => String(readLine(line)['event_id'])));
		return found;
	};
	const numbered = (count: number, received: string) =>
		Array.from({ length: count }, (_, index) => eventRow(received, { event_id: `${received} ${index}` }));

	it('moves what is old enough, a file for each part of a day, and leaves the rest', async () => {
		await addEvents(knex, ...numbered(12, `${oldDay}T23:59:59.999Z`));
		await addEvents(knex, ...numbered(3, '2026-07-01T23:59:59.999Z'), ...numbered(4, '2026-07-02T00:00:00Z'));
		const all = await eventsInTable(knex);

		const run = await archive();
		expect(run).toMatchObject({ status: 'done', error: null, progress: 15, total: 15 });
		expect(run.result).toMatchObject({ before: '2026-07-02', archived_events: 15, archives: 4 });
		expect((await eventsInTable(knex)).toSorted()).toEqual(
			all.filter((id) => id.startsWith('2026-07-02')).toSorted(),
		);
		expect((await everywhere()).toSorted()).toEqual(all.toSorted());
		const manifests = await knex('event_archives').orderBy('day').orderBy('part').select('part', 'rows');
		expect(manifests).toEqual([
			{ part: 1, rows: 5 },
			{ part: 2, rows: 5 },
			{ part: 3, rows: 2 },
			{ part: 1, rows: 3 },
		]);
		const objects = [...storage.objects.keys()];
		expect(objects).toHaveLength(manifests.length);
		for (const object of objects) expect(object).toMatch(/events-2026-0[67]-01-000[123]-/);
		expect(await archive()).toMatchObject({ status: 'done', result: { archived_events: 0, archives: 0 } });
	});

	it('reads a day of several pages once each, in the order of its ids', async () => {
		const many = numbered(4_500, `${oldDay}T10:00:00Z`);
		for (let from = 0; from < many.length; from += 500)
			await addEvents(knex, ...many.slice(from, from + 500));

		expect(await archive({}, { rowsOfPart: 50_000, deletedAtOnce: 5_000 })).toMatchObject({
			status: 'done',
			result: { archived_events: 4_500, archives: 1 },
		});
		expect(await eventsInTable(knex)).toEqual([]);
		expect(await everywhere()).toEqual(many.map((row) => row['event_id']));
	});

	it('keeps the days that statistics need, whatever is asked for', async () => {
		await addEvents(knex, ...numbered(2, '2026-07-11T12:00:00Z'));
		const refused = await archive({ before: '2026-07-13' });
		expect(refused).toMatchObject({ status: 'dead', error: expect.stringContaining('use 2026-07-12 or') });
		expect(await eventsInTable(knex)).toHaveLength(2);
		expect(await archive({ before: '2026-07-12' })).toMatchObject({ result: { archived_events: 2 } });
	});

	it('makes another part of what appears on a day that is archived, and counts that day anew', async () => {
		await addEvents(knex, ...numbered(7, `${oldDay}T10:00:00Z`));
		await archive();
		await addEvents(
			knex,
			eventRow(`${oldDay}T11:00:00Z`, { event_id: 'late', user_hash: 'a'.repeat(64), hash_kid: 'k2' }),
		);
		expect((await readDay(oldDay)).length).toBe(8);
		await archive();
		expect(await eventsInTable(knex)).toEqual([]);
		expect(await everywhere()).toHaveLength(8);
		expect(await knex('event_archives').where({ part: 3 }).first()).toMatchObject({ rows: 1 });
		expect(await knex('daily_event_stats').where({ name: '*' })).toMatchObject([
			{ platform: '*', app_version: '*', locale: '*' },
		]);
		const [all] = await knex('daily_event_stats').where({ name: '*' });
		expect([Number(all.events), Number(all.users)]).toEqual([8, 2]);
	});

	it('counts people exactly, by row and over all, and values that are missing as unknown', async () => {
		const day = '2026-09-28';
		const [one, other] = ['1'.repeat(64), '2'.repeat(64)];
		await addEvents(
			knex,
			eventRow(`${day}T00:00:00Z`, { user_hash: one }),
			eventRow(`${day}T12:00:00Z`, { user_hash: one, name: 'fast_started' }),
			eventRow(`${day}T23:59:59Z`, { user_hash: other, platform: null, app_version: null, locale: null }),
			eventRow(`${day}T23:59:59Z`, { anon_id: 'device-2' }),
			eventRow(`${day}T23:59:59Z`, { anon_id: null }),
			eventRow('2026-09-30T00:00:00Z'),
		);
		for (let time = 0; time < 2; time += 1) {
			await archive();
			const rows = await knex('daily_event_stats').orderBy('name').orderBy('platform');
			expect(rows.map((row) => [row.name, row.platform, Number(row.events), Number(row.users)])).toEqual([
				['*', '*', 5, 3],
				['fast_started', 'ios', 1, 1],
				['meal_logged', 'ios', 3, 2],
				['meal_logged', 'unknown', 1, 1],
			]);
		}
	});

	it('holds what the database held to the byte', async () => {
		const raw = '{ "b": 1.50,  "a": "عشاء \\u0041 12345678901234567890" }';
		await addEvents(
			knex,
			eventRow(`${oldDay}T10:00:00.123Z`, {
				id: 9_007_199_254_000_000,
				event_id: 'strange "one", ٣',
				locale: null,
				sent_at: null,
				flags: ['late', 'متأخر'],
			}),
		);
		await knex('events').update({ props: kind === 'postgres' ? knex.raw('?::json', [raw]) : raw });
		if (kind === 'sqlite') await knex('events').update({ occurred_at: '2026-06-01 09:00:00' });
		else await knex('events').update({ occurred_at: knex.raw("'2026-06-01 09:00:00.123456+00'") });
		await archive();

		const [line] = await firstLines();
		const stored = JSON.parse(line!) as Record<string, unknown>;
		expect(stored).toMatchObject({ id: 9_007_199_254_000_000, props: raw, locale: null, sent_at: null });
		expect(stored['occurred_at']).toBe(
			kind === 'sqlite' ? '2026-06-01 09:00:00' : '2026-06-01T09:00:00.123456Z',
		);
		expect(readLine(line!)).toMatchObject({
			event_id: 'strange "one", ٣',
			received_at: '2026-06-01T10:00:00.123Z',
			flags: ['late', 'متأخر'],
			props: { b: 1.5 },
		});
	});

	async function firstLines(): Promise<string[]> {
		const lines: string[] = [];
		for await (const some of linesOfDay(knex, storage.open, oldDay)) lines.push(...some);
		return lines;
	}

	it('writes the same bytes again after a failure', async () => {
		await addEvents(knex, ...numbered(4, `${oldDay}T10:00:00Z`));
		const written: string[] = [];
		let failures = 2;
		storage.store = (content) => {
			written.push(content.toString('base64'));
			if (failures-- > 0) throw new Error('No space left on device');
			return content;
		};
		for (let attempt = 0; attempt < 3; attempt += 1) await archive();
		expect(written).toHaveLength(3);
		expect(new Set(written).size).toBe(1);
		expect(await everywhere()).toHaveLength(4);
	});

	for (const [title, harm, problem] of [
		['cut off', (content: Buffer) => content.subarray(0, content.length - 20), 'damaged'],
		['empty', () => Buffer.alloc(0), 'damaged'],
		[
			'altered',
			(content: Buffer) => {
				const altered = Buffer.from(content);
				altered[9] = 7;
				return altered;
			},
			'SHA-256',
		],
	] as const)
		it(`deletes nothing when an object comes back ${title}`, async () => {
			await addEvents(knex, ...numbered(4, `${oldDay}T10:00:00Z`));
			storage.store = harm;
			const run = await archive();
			expect(run.error).toContain('none was deleted');
			expect(run.error).toContain(problem);
			expect(await eventsInTable(knex)).toHaveLength(4);
			expect(await knex('event_archives')).toEqual([]);
			expect(storage.objects.size).toBe(0);
		});

	it('deletes nothing when an object was altered between two steps', async () => {
		await addEvents(knex, ...numbered(4, `${oldDay}T10:00:00Z`));
		await archive({}, { openStorage: storage.open });
		await knex('event_archives').update({ cleared_at: null });
		await addEvents(knex, ...numbered(1, `${oldDay}T10:00:01Z`));
		const [object, content] = [...storage.objects][0]!;
		storage.objects.set(object, content.subarray(1));
		expect((await archive()).error).toContain('damaged');
		expect(await eventsInTable(knex)).toHaveLength(1);
	});

	it('refuses to delete without a verified archive', async () => {
		await addEvents(knex, ...numbered(4, `${oldDay}T10:00:00Z`));
		await archive();
		await knex('event_archives').update({ cleared_at: null, verified_at: null });
		await addEvents(knex, ...numbered(1, `${oldDay}T10:00:01Z`));
		expect((await archive()).error).toContain('never verified');
		expect(await eventsInTable(knex)).toHaveLength(1);
	});

	it('counts nothing twice for readers while an archive and the table both have it', async () => {
		await addEvents(knex, ...numbered(5, `${oldDay}T10:00:00Z`));
		const rows = await knex('events');
		await archive();
		await knex('event_archives').update({ cleared_at: null });
		for (const row of rows)
			await knex('events').insert({
				...row,
				props: typeof row.props === 'string' ? row.props : JSON.stringify(row.props),
			});
		expect((await readDay(oldDay)).toSorted()).toEqual(rows.map(({ event_id }) => event_id).toSorted());
		await archive();
		expect(await eventsInTable(knex)).toEqual([]);
		expect(await everywhere()).toHaveLength(5);
	});

	it('archives every event once when two runs meet, such as the nightly one and one by hand', async () => {
		await addEvents(knex, ...numbered(40, `${oldDay}T10:00:00Z`));
		const all = await eventsInTable(knex);
		const other = database.connect();
		const job = () =>
			archiveEvents({
				openStorage: storage.open,
				keepDays: 90,
				now: () => today,
				rowsOfPart: 5,
				deletedAtOnce: 2,
			});
		const work = async (on: Knex, slot: string) => {
			const mine = job();
			const { run } = await order(on, mine, { payload: {}, slot: namedSlot(slot) });
			for (let attempt = 0; attempt < 20; attempt += 1) {
				await on('job_runs')
					.where({ id: run.id, status: 'queued' })
					.update({ run_at: new Date(0) });
				const claimed = await claim(on, { names: [mine.name], owner: slot, id: run.id });
				if (!claimed) break;
				await workRun(mine, claimed, {
					knex: on,
					logger: keptLog().logger,
					stopping: new AbortController().signal,
				});
			}
			expect(await readRun(on, run.id)).toMatchObject({ status: 'done' });
		};
		await Promise.all([work(knex, 'one'), work(other, 'other')]);
		expect(await eventsInTable(knex)).toEqual([]);
		expect((await everywhere()).toSorted()).toEqual(all.toSorted());
	});

	it('tidies up what crashes left in the storage, and nothing that is young or in use', async () => {
		await addEvents(knex, ...numbered(2, `${oldDay}T10:00:00Z`));
		await archive();
		storage.objects.set('bebetter-archive/events/2026/06/01/events-left-over.ndjson.gz', Buffer.from('x'));
		storage.objects.set('somebody-else.png', Buffer.from('x'));
		storage.modified = new Date(today - 3_600_000);
		expect((await archive()).result).toMatchObject({ deleted_leftovers: 0 });
		storage.modified = new Date(today - 3 * 86_400_000);
		expect((await archive()).result).toMatchObject({ deleted_leftovers: 1 });
		expect(storage.objects.size).toBe(2);
		expect(await everywhere()).toHaveLength(2);
	});
});
