import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { readLine } from '../../../domain/archive/event-line.ts';
import { listArchives } from '../../../platform/archive/archives.ts';
import { linesOfArchive } from '../../../platform/archive/read-object.ts';
import type { OpenStorage } from '../../../platform/storage/host-storage.ts';
import { insertRows, type NewRow } from '../../../platform/sql/insert-rows.ts';
import { events } from '../../../schema/collections/events.ts';

/** An event as ingestion leaves it. */
export const eventRow = (received: string, change: NewRow = {}): NewRow => ({
	event_id: randomUUID(),
	name: 'meal_logged',
	schema_version: 1,
	user_hash: null,
	hash_kid: null,
	anon_id: 'device-1',
	platform: 'ios',
	app_version: '2.1.0',
	locale: 'ar',
	client_ts: new Date(received),
	received_at: new Date(received),
	ts: new Date(received),
	tz: 'Asia/Riyadh',
	props: { kind: 'فطور' },
	flags: null,
	...change,
});

export const addEvents = (knex: Knex, ...rows: NewRow[]): Promise<void> => insertRows(knex, events, rows);

export async function eventsInTable(knex: Knex): Promise<string[]> {
	const rows: { event_id: string }[] = await knex('events').select('event_id');
	return rows.map(({ event_id }) => event_id);
}

/** Of every archive that counts, each checked on the way. */
export async function eventsInArchives(knex: Knex, openStorage: OpenStorage): Promise<string[]> {
	const ids: string[] = [];
	for (const archive of await listArchives(knex, { from: '0001-01-01', to: '9999-12-31' }))
		for await (const lines of linesOfArchive(await openStorage(archive.storage), archive.object, archive))
			ids.push(...lines.map((line) => String(readLine(line)['event_id'])));
	return ids;
}
