import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { archiveEvents } from '../../platform/jobs/definitions/archive-events.ts';
import { readRun } from '../../platform/jobs/ledger/run.ts';
import { order } from '../../platform/jobs/order.ts';
import { dailyEventStats } from '../../schema/collections/daily-event-stats.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import { events } from '../../schema/collections/events.ts';
import { jobRuns } from '../../schema/collections/job-runs.ts';
import { crashPoints, type Assignment, type Crash } from '../support/archive/crashing-process.ts';
import { addEvents, eventRow, eventsInArchives, eventsInTable } from '../support/archive/events.ts';
import { folderStorage } from '../support/archive/folder-storage.ts';
import { workUntilKilled } from '../support/jobs/killed-worker.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

vi.setConfig({ testTimeout: 400_000 });
const script = new URL('../support/archive/crashing-process.ts', import.meta.url);
const now = Date.parse('2026-09-30T10:00:00Z');
const days = ['2026-05-30', '2026-05-31', '2026-08-01'];
const rowsOfDay = 10;

describeOnDatabases('archiving that is killed', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let folder: string;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'archive_crash', [
			events,
			dailyEventStats,
			eventArchives,
			jobRuns,
		]);
		knex = database.connect();
	});
	afterAll(() => database?.drop());

	async function begin(): Promise<string> {
		for (const { name } of [events, dailyEventStats, eventArchives, jobRuns]) await knex(name).delete();
		folder = mkdtempSync(join(tmpdir(), 'bebetter-archive-'));
		for (const day of days)
			await addEvents(knex, ...Array.from({ length: rowsOfDay }, () => eventRow(`${day}T12:00:00Z`)));
		const storage = folderStorage(folder);
		const job = archiveEvents({ openStorage: () => Promise.resolve(storage), keepDays: 90 });
		return (await order(knex, job, { payload: {} })).run.id;
	}

	/** @returns whether it was killed; it may never have come to that moment */
	async function work(crash: Crash | null): Promise<boolean> {
		const assignment: Assignment = { env: database.env, folder, now, crash };
		return workUntilKilled(knex, script, assignment);
	}

	async function recovers(crashes: readonly Crash[]): Promise<boolean[]> {
		const id = await begin();
		const all = (await eventsInTable(knex)).toSorted();
		try {
			const killed: boolean[] = [];
			for (const crash of crashes) {
				killed.push(await work(crash));
				await nothingIsLost(all);
			}
			await work(null);
			expect(await readRun(knex, id)).toMatchObject({ status: 'done', error: null });

			const openStorage = () => Promise.resolve(folderStorage(folder));
			const inTable = await eventsInTable(knex);
			const inArchives = await eventsInArchives(knex, openStorage);
			expect(inTable).toHaveLength(rowsOfDay);
			expect([...inTable, ...inArchives].toSorted()).toEqual(all);
			expect(await knex('event_archives').whereNull('cleared_at')).toEqual([]);
			const counts = await knex('daily_event_stats').where({ name: '*' }).select('events');
			expect(
				counts.filter(({ events: count }) => Number(count) > 0).map((row) => Number(row.events)),
			).toEqual(days.map(() => rowsOfDay));
			return killed;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}

	/** At any moment; some may be in both places until the table is cleared. */
	async function nothingIsLost(all: readonly string[]): Promise<void> {
		const openStorage = () => Promise.resolve(folderStorage(folder));
		const inArchives = await eventsInArchives(knex, openStorage);
		expect(new Set(inArchives).size).toBe(inArchives.length);
		expect([...new Set([...(await eventsInTable(knex)), ...inArchives])].toSorted()).toEqual(all);
	}

	for (const point of crashPoints)
		for (const when of point === 'upload'
			? (['before', 'during', 'after'] as const)
			: (['before', 'after'] as const))
			it(`has every event in exactly one place in the end: ${when} ${point}`, async () => {
				const time = point === 'commit' ? 5 : 1;
				expect(await recovers([{ point, when, time }])).toEqual([true]);
			});

	it('has every event in exactly one place in the end, whatever moments it is killed at', async () => {
		const crash = fc.record({
			point: fc.constantFrom(...crashPoints),
			when: fc.constantFrom('before' as const, 'after' as const),
			time: fc.integer({ min: 1, max: 4 }),
		});
		let kills = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(crash, { minLength: 2, maxLength: 4 }), async (crashes) => {
				const certain = { point: 'commit', when: 'after', time: 1 } as const;
				kills += (await recovers([certain, ...crashes])).filter(Boolean).length;
			}),
			{ numRuns: 3 },
		);
		expect(kills).toBeGreaterThan(0);
	});
});
