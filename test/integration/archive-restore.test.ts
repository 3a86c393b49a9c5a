import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { restoreEvents } from '../../platform/archive/restore.ts';
import { defineRestoredEvents, restoredEventsTable } from '../../platform/archive/restored-table.ts';
import { writePart } from '../../platform/archive/write-part.ts';
import { recordArchive } from '../../platform/archive/record-archive.ts';
import { peopleTables, tombstonesTable } from '../../platform/people/people-tables.ts';
import { tombstoneOf } from '../../platform/people/person-hash.ts';
import { eventArchives } from '../../schema/collections/event-archives.ts';
import { events } from '../../schema/collections/events.ts';
import { addEvents, eventRow } from '../support/archive/events.ts';
import { MemoryStorage } from '../support/archive/memory-storage.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const day = '2026-06-01';
const days = { from: day, to: day };
const [leaving, staying] = ['a'.repeat(64), 'b'.repeat(64)];

describeOnDatabases('restoring events', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let storage: MemoryStorage;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'archive_restore', [events, eventArchives]);
		knex = database.connect();
		await knex.schema.createTable(restoredEventsTable, defineRestoredEvents);
		await knex.schema.createTable(tombstonesTable, peopleTables[tombstonesTable]!);
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		for (const table of [events.name, eventArchives.name, restoredEventsTable, tombstonesTable])
			await knex(table).delete();
		storage = new MemoryStorage();
	});

	async function archive(): Promise<void> {
		const { signal } = new AbortController();
		const part = await writePart(knex, storage, { day, part: 1, mostRows: 1_000, signal });
		await knex.transaction((trx) => recordArchive(trx, part!, new Date()));
	}
	/** Every column as text, so that nothing on the way makes two values alike. */
	const asText = async (table: string): Promise<unknown[]> => {
		const columns = Object.keys(events.fields).map((name) =>
			knex.raw('cast(?? as text) as ??', [name, name]),
		);
		return knex(table).select(columns).orderBy('event_id');
	};

	it('gives back every column to the byte', async () => {
		await addEvents(
			knex,
			eventRow(`${day}T10:00:00.123Z`, { event_id: '1', user_hash: staying, hash_kid: 'k1' }),
			eventRow(`${day}T10:00:00Z`, {
				event_id: '2 "quoted" \\ غداء\n\u2028',
				anon_id: null,
				locale: null,
				props: null,
				flags: ['متأخر'],
			}),
		);
		await addEvents(knex, eventRow(`${day}T10:00:00Z`, { event_id: '3', id: 9_007_199_254_000_000 }));
		const raw = '{ "b": 1.50,\n "a": "\\u0041 عشاء", "n": 12345678901234567890 }';
		await knex('events')
			.where({ event_id: '1' })
			.update({
				props: kind === 'postgres' ? knex.raw('?::json', [raw]) : raw,
				occurred_at:
					kind === 'postgres' ? knex.raw(`'2026-06-01 09:00:00.123456+03'`) : '2026-06-01 09:00:00',
			});
		const before = await asText('events');
		await archive();
		expect(await restoreEvents(knex, storage.open, days)).toEqual({
			archives: 1,
			restored: 3,
			already_there: 0,
			erased: 0,
		});
		expect(await asText(restoredEventsTable)).toEqual(before);
		expect(await restoreEvents(knex, storage.open, days)).toMatchObject({ restored: 0, already_there: 3 });
		expect(await asText(restoredEventsTable)).toEqual(before);
	});

	it('leaves out who was erased, and counts them', async () => {
		await addEvents(
			knex,
			eventRow(`${day}T10:00:00Z`, { user_hash: leaving, hash_kid: 'k1' }),
			eventRow(`${day}T10:00:00Z`, { user_hash: staying, hash_kid: 'k1' }),
			eventRow(`${day}T10:00:00Z`),
		);
		await archive();
		await knex(tombstonesTable).insert({ digest: tombstoneOf({ hash: leaving }), erasure: randomUUID() });
		expect(await restoreEvents(knex, storage.open, days)).toMatchObject({ restored: 2, erased: 1 });
		expect(await knex(restoredEventsTable).where({ user_hash: leaving })).toEqual([]);
	});
});
