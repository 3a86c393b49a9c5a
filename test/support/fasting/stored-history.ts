import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { FastingEvent } from '../../../domain/fasting/event.ts';
import { peopleTables } from '../../../platform/people/people-tables.ts';
import { hashPerson } from '../../../platform/people/person-hash.ts';
import type { HashKey } from '../../../platform/people/hash-keys.ts';
import { insertRows, type NewRow } from '../../../platform/sql/insert-rows.ts';
import { events } from '../../../schema/collections/events.ts';
import { fastingPresets } from '../../../schema/collections/fasting-presets.ts';
import { insights } from '../../../schema/collections/insights.ts';
import { userProfiles } from '../../../schema/collections/user-profiles.ts';
import { scratchDatabase, type ScratchDatabase } from '../scratch-database.ts';
import type { Database } from '../host/types.ts';

export const keys: readonly HashKey[] = [
	{ kid: 'new', secret: Buffer.alloc(32, 1) },
	{ kid: 'old', secret: Buffer.alloc(32, 2) },
];

/** A database with the tables that fasting is computed from and into. */
export async function fastingDatabase(kind: Database, name: string): Promise<ScratchDatabase> {
	const database = await scratchDatabase(kind, name, [events, insights, userProfiles, fastingPresets]);
	const knex = database.connect();
	await knex.schema.createTable('directus_users', (columns) => void columns.uuid('id').primary());
	for (const [table, columns] of Object.entries(peopleTables))
		if (table === 'bebetter_salts') await knex.schema.createTable(table, columns);
	return database;
}

/** Somebody with a profile; returns their id. */
export async function addPerson(knex: Knex, profile: NewRow = {}): Promise<string> {
	const user = randomUUID();
	await insertRows(knex, userProfiles, [
		{
			id: randomUUID(),
			user,
			timezone: 'Asia/Riyadh',
			units: 'metric',
			pregnant: false,
			lactating: false,
			eating_disorder: false,
			kidney_disease: false,
			version: 1,
			date_created: new Date('2020-01-01T00:00:00Z'),
			...profile,
		},
	]);
	await knex('directus_users').insert({ id: user });
	await knex('bebetter_salts').insert({ user, salt: user.replaceAll('-', '') });
	return user;
}

/** Puts events into the table as ingestion does, under the key of the moment. Repetitions of an id are refused. */
export async function addEvents(
	knex: Knex,
	user: string,
	history: readonly FastingEvent[],
	key: HashKey | ((index: number) => HashKey) = keys[0]!,
): Promise<void> {
	const unique = new Map(history.map((event) => [event.id, event]));
	const rows = [...unique.values()].map((event, index) =>
		eventRow(user, event, typeof key === 'function' ? key(index) : key),
	);
	await insertRows(knex, events, rows);
}

function eventRow(user: string, event: FastingEvent, key: HashKey): NewRow {
	const { hash, kid } = hashPerson(key, user, user.replaceAll('-', ''));
	const recorded = new Date(event.recordedAt);
	return {
		event_id: `${user}:${event.id}`,
		name: event.kind === 'start' ? 'fast_started' : 'fast_ended',
		schema_version: 1,
		user_hash: hash,
		hash_kid: kid,
		received_at: recorded,
		ts: recorded,
		occurred_at: event.occurredAt === event.recordedAt ? null : new Date(event.occurredAt),
		tz: event.timeZone,
		props: {
			...(event.fastId !== null && { fast_id: event.fastId }),
			...(event.kind === 'start' && event.goalHours !== null && { goal_hours: event.goalHours }),
		},
	};
}
