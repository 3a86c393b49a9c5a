import type { Knex } from 'knex';
import type { EventFlag } from '../../domain/events/judge.ts';
import { saltOf, saltsTable } from '../people/people-tables.ts';
import type { TokenReading } from './token.ts';

/** Whose events these are, as far as a token says so. */
export interface Attribution {
	/** null for nobody. */
	readonly bearer: Bearer | null;
	readonly flags: readonly EventFlag[];
}

/** Neither is stored with an event, nor kept for the next request: the salt goes when the person goes. */
export interface Bearer {
	readonly user: string;
	readonly salt: string;
}

const nobody: Attribution = { bearer: null, flags: [] };

const refused: Attribution = { bearer: null, flags: ['token_refused'] };

/** Looks up who a token names; who is suspended or gone gets no events. Makes their salt when they have none yet. */
export async function attribute(knex: Knex, reading: TokenReading | null): Promise<Attribution> {
	if (!reading) return nobody;
	if (reading.kind === 'foreign') return refused;
	const named = reading.kind === 'signed' ? { 'person.id': reading.user } : { 'person.token': reading.token };
	const row: { id: string; salt: string | null } | undefined = await knex('directus_users as person')
		.leftJoin(`${saltsTable} as salted`, 'salted.user', 'person.id')
		.where({ ...named, 'person.status': 'active' })
		.first('person.id', 'salted.salt');
	if (!row) return refused;
	const bearer = { user: row.id, salt: row.salt ?? (await saltOf(knex, row.id)) };
	const isExpired = reading.kind === 'signed' && reading.isExpired;
	return { bearer, flags: isExpired ? ['token_expired'] : [] };
}
