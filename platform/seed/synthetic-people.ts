import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { roles } from '../../schema/access/index.ts';
import { collections } from '../../schema/collections/index.ts';
import { syntheticActivity } from '../../schema/seed/synthetic/activity.ts';
import type { SyntheticEvent } from '../../schema/seed/synthetic/diary.ts';
import { syntheticPrefix } from '../../schema/seed/synthetic/ids.ts';
import type { SyntheticPerson } from '../../schema/seed/synthetic/people.ts';
import type { HostContext } from '../host-context.ts';
import type { HashKey } from '../people/hash-keys.ts';
import { ownedCollections } from '../people/owned-collections.ts';
import { saltsTable } from '../people/people-tables.ts';
import { hashPerson, type PersonHash } from '../people/person-hash.ts';
import { ProvisionLedger } from '../provision/ledger.ts';
import { withLock } from '../provision/lock.ts';
import { insertRows } from '../sql/insert-rows.ts';

/** What became of a wish for synthetic people. */
export type PeopleReport =
	| PeopleCount
	/** Why nothing was added. */
	| { readonly refused: string };

export interface PeopleCount {
	readonly people: number;
	readonly events: number;
}

export interface PeopleOptions {
	/** The newest key that people are hashed with in events; without one nobody could be told from others. */
	readonly key: HashKey | undefined;
	/** The last moment of their life, ms since 1970. */
	readonly now: number;
	/** Add them although they were here once and were removed. */
	readonly again?: boolean;
}

const recordName = 'synthetic people';
/** A statement of some tenths of a second. */
const eventsAtOnce = 5_000;
/** SQLite takes no more than 500 rows in one statement. */
const accountsAtOnce = 100;

/**
 * Adds people who do not exist with the events of 120 days, for charts to have something to show: once, and never to
 * a database that has seen real events or profiles. Their accounts are archived and without a password: nobody can log
 * in with one, the Studio does not list them, and they take no seat.
 */
export async function addSyntheticPeople(
	{ database }: HostContext,
	{ key, now, again = false }: PeopleOptions,
): Promise<PeopleReport> {
	return withLock(database, 'seed', async () => {
		const ledger = await ProvisionLedger.open(database);
		if (!again && ledger.has('seed', recordName)) return { refused: 'They were here before.' };
		for (const table of ['events', 'user_profiles'])
			if (await database(table).first('id')) return { refused: `There are ${table} already.` };
		if (!key)
			return { refused: 'People appear in events as hashes: set BEBETTER_HASH_KEYS, see the README.' };

		const { people, events } = syntheticActivity({ now });
		await database.transaction(async (trx) => {
			const hashes = await insertPeople(trx, people, key, new Date(now));
			for (let from = 0; from < events.length; from += eventsAtOnce)
				await insertEvents(trx, events.slice(from, from + eventsAtOnce), hashes);
			await (await ProvisionLedger.open(trx)).record('seed', recordName, true);
		});
		return { people: people.length, events: events.length };
	});
}

/** Removes them, what is stored of them, and their events; of daily sums over everybody they stay a part. */
export async function removeSyntheticPeople({ database }: HostContext): Promise<PeopleCount> {
	return withLock(database, 'seed', () =>
		database.transaction(async (trx) => {
			const isTheirs = (column: string) =>
				trx.raw('cast(?? as varchar(100)) like ?', [column, `${syntheticPrefix}%`]);
			const events = await trx('events').where(isTheirs('event_id')).delete();
			for (const table of ownedCollections) await trx(table).where(isTheirs('user')).delete();
			const people = await trx('directus_users').where(isTheirs('id')).delete();
			return { people, events };
		}),
	);
}

async function insertPeople(
	trx: Knex.Transaction,
	people: readonly SyntheticPerson[],
	key: HashKey,
	now: Date,
): Promise<ReadonlyMap<string, PersonHash>> {
	const presets: { id: string; slug: string }[] = await trx('fasting_presets').select('id', 'slug');
	const idOf = new Map(presets.map(({ id, slug }) => [slug, id]));
	const salts = people.map(({ id }) => ({ user: id, salt: randomBytes(16).toString('hex') }));

	await trx.batchInsert('directus_users', people.map(accountOf), accountsAtOnce);
	await insertRows(
		trx,
		collections.user_profiles,
		people.map((person) => profileOf(person, idOf, now)),
	);
	await trx.batchInsert(saltsTable, salts, accountsAtOnce);
	return new Map(salts.map(({ user, salt }) => [user, hashPerson(key, user, salt)]));
}

const accountOf = ({ id, email, number }: SyntheticPerson) => ({
	id,
	email,
	first_name: 'Synthetic',
	last_name: `Person ${number}`,
	role: roles.appUser.id,
	status: 'archived',
});

const profileOf = ({ id, profile }: SyntheticPerson, presets: ReadonlyMap<string, string>, now: Date) => ({
	id,
	user: id,
	...profile,
	fasting_preset: presets.get(profile.fasting_preset) ?? null,
	units: 'metric',
	pregnant: false,
	lactating: false,
	eating_disorder: false,
	kidney_disease: false,
	version: 1,
	date_created: now,
});

async function insertEvents(
	trx: Knex.Transaction,
	events: readonly SyntheticEvent[],
	hashes: ReadonlyMap<string, PersonHash>,
): Promise<void> {
	const rows = events.map(({ person, ...event }) => {
		const hashed = person === null ? undefined : hashes.get(person);
		return {
			...event,
			schema_version: 1,
			user_hash: hashed?.hash ?? null,
			hash_kid: hashed?.kid ?? null,
			client_ts: new Date(event.client_ts),
			sent_at: new Date(event.sent_at),
			received_at: new Date(event.received_at),
			occurred_at: event.occurred_at === null ? null : new Date(event.occurred_at),
			ts: new Date(event.ts),
		};
	});
	await insertRows(trx, collections.events, rows);
}
