import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AcceptedEvent } from '../../domain/events/judge.ts';
import { Ingestion } from '../../platform/events/ingestion.ts';
import { insertEvents } from '../../platform/events/insert-events.ts';
import { hashPerson } from '../../platform/people/person-hash.ts';
import { events } from '../../schema/collections/events.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const key = { kid: 'k1', secret: Buffer.alloc(32, 7) };

const accepted = (): AcceptedEvent => ({
	event_id: randomUUID(),
	name: 'meal_logged',
	schema_version: 1,
	platform: 'ios',
	app_version: '1.4.0',
	locale: null,
	anon_id: null,
	session_id: null,
	client_ts: 0,
	sent_at: null,
	received_at: 1_000,
	occurred_at: null,
	ts: 0,
	tz: null,
	props: { meal: 'lunch' },
	flags: [],
});

describeOnDatabases('storing events', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let other: Knex;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'events_insert', [events]);
		knex = database.connect();
		other = database.connect();
		await knex.schema.createTable('bebetter_salts', (columns) => {
			columns.uuid('user').primary();
			columns.string('salt', 64).notNullable();
		});
	});
	afterAll(() => database?.drop());

	async function somebody() {
		const bearer = { user: randomUUID(), salt: 'ab'.repeat(16) };
		await knex('bebetter_salts').insert(bearer);
		return {
			attribution: { bearer, flags: [] },
			bearer,
			hash: hashPerson(key, bearer.user, bearer.salt).hash,
		};
	}

	const hashes = async (of: readonly AcceptedEvent[]): Promise<unknown[]> => {
		const ids = of.map(({ event_id }) => event_id);
		const rows: { user_hash: string | null }[] = await knex('events').whereIn('event_id', ids);
		return rows.map(({ user_hash }) => user_hash);
	};

	it('counts what is new, for a person and for nobody', async () => {
		const { attribution, hash } = await somebody();
		const [first, second, third] = [accepted(), accepted(), accepted()];
		expect(await insertEvents(knex, [first, second], attribution, key)).toBe(2);
		expect(await insertEvents(knex, [first, second], attribution, key)).toBe(0);
		expect(await insertEvents(knex, [first, second, third], { bearer: null, flags: [] }, key)).toBe(1);
		expect(await hashes([first, second])).toEqual([hash, hash]);
		expect(await hashes([third])).toEqual([null]);
	});

	it('stores as nobody’s what comes after the person’s salt has gone', async () => {
		const { attribution, bearer } = await somebody();
		await knex('bebetter_salts').where({ user: bearer.user }).delete();
		const late = [accepted(), accepted()];
		expect(await insertEvents(knex, late, attribution, key)).toBe(2);
		expect(await hashes(late)).toEqual([null, null]);
	});

	it('waits for an erasure that has begun, and stores nothing of the person after it', async () => {
		const { attribution, bearer } = await somebody();
		const late = [accepted()];
		let stored: Promise<number> | undefined;
		await other.transaction(async (erasure) => {
			await erasure('bebetter_salts').where({ user: bearer.user }).delete();
			await erasure('events').delete();
			stored = insertEvents(knex, late, attribution, key);
			await new Promise((resolve) => setTimeout(resolve, 300));
		});
		expect(await stored).toBe(1);
		expect(await hashes(late)).toEqual([null]);
	});

	it.runIf(kind === 'sqlite')(
		'is put off when somebody holds the file for longer than SQLite waits, and done when they are through',
		async () => {
			await knex.raw('PRAGMA busy_timeout = 200');
			const log = keptLog();
			const ingestion = new Ingestion({
				knex,
				logger: log.logger,
				hashKey: null,
				secret: null,
				requestsPerMinute: 0,
				mostWaiting: 10,
				now: () => Date.parse('2026-11-21T12:00:00Z'),
			});
			const event = { event_id: randomUUID(), name: 'meal_logged', client_ts: '2026-11-21T11:00:00Z' };
			const body = Buffer.from(JSON.stringify({ events: [{ ...event, tz: 'UTC', props: {} }] }));
			const take = () => ingestion.take({ body, token: null, ip: '127.0.0.1', headers: {} });
			await other.transaction(async (holding) => {
				await holding('events').where({ id: -1 }).delete();
				await expect(take()).rejects.toMatchObject({
					status: 503,
					code: 'SERVICE_UNAVAILABLE',
					headers: { 'Retry-After': '5' },
				});
			});
			expect(log.lines).toEqual([expect.stringContaining('SQLITE_BUSY')]);
			expect(await take()).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
		},
	);
});
