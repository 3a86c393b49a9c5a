import type { Knex } from 'knex';
import type { AcceptedEvent } from '../../domain/events/judge.ts';
import { events as collection } from '../../schema/collections/events.ts';
import type { HashKey } from '../people/hash-keys.ts';
import { saltsTable } from '../people/people-tables.ts';
import { hashPerson, type PersonHash } from '../people/person-hash.ts';
import { insertNewRows, type NewRow } from '../sql/insert-rows.ts';
import type { Attribution, Bearer } from './person.ts';

/**
 * Stores events in one statement, apart from those whose id is there already.
 *
 * @param key the newest one; without it the events are nobody's
 * @returns how many are new
 */
export async function insertEvents(
	knex: Knex,
	events: readonly AcceptedEvent[],
	{ bearer, flags }: Attribution,
	key: HashKey | null,
): Promise<number> {
	// In one order everywhere: of two requests with the same events each would wait for what the other has inserted.
	const sorted = events.toSorted((a, b) => (a.event_id < b.event_id ? -1 : 1));
	const insert = (person: PersonHash | null, onlyWhile?: Knex.QueryBuilder) =>
		insertNewRows(
			knex,
			collection,
			sorted.map((event) => rowOf(event, person, flags)),
			'event_id',
			onlyWhile,
		);
	if (!bearer || !key) return insert(null);
	const inserted = await insert(
		hashPerson(key, bearer.user, bearer.salt),
		saltOfBearer(knex, bearer).forShare(),
	);
	if (inserted > 0 || (await saltOfBearer(knex, bearer).first())) return inserted;
	// They were erased after the salt was read.
	return insert(null);
}

/**
 * Locked for the time of the statement, where the database has such locks: an erasure, which begins with the salt, waits
 * for it and then finds these events, or comes first and leaves no salt.
 */
const saltOfBearer = (knex: Knex, { user, salt }: Bearer) =>
	knex(saltsTable).where({ user, salt }).select('user');

function rowOf(event: AcceptedEvent, person: PersonHash | null, flags: Attribution['flags']): NewRow {
	const { client_ts, sent_at, received_at, occurred_at, ts, ...rest } = event;
	return {
		...rest,
		user_hash: person?.hash ?? null,
		hash_kid: person?.kid ?? null,
		client_ts: new Date(client_ts),
		sent_at: sent_at === null ? null : new Date(sent_at),
		received_at: new Date(received_at),
		occurred_at: occurred_at === null ? null : new Date(occurred_at),
		ts: new Date(ts),
		flags: [...event.flags, ...flags],
	};
}
