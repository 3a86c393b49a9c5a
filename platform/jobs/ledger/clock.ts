import type { Knex } from 'knex';
import { isPostgres } from '../../sql/database-kind.ts';

/**
 * The database's clock, the only one that decides about jobs: machines disagree about the time. Whole milliseconds,
 * which is what JavaScript can hold and compare, in the form in which Directus keeps a `timestamp`.
 */
const clocks = {
	postgres: {
		now: "date_trunc('milliseconds', clock_timestamp())",
		later: "date_trunc('milliseconds', clock_timestamp()) + (?) * interval '1 millisecond'",
		earliest: 'least',
	},
	sqlite: {
		now: "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)",
		later: "cast(round((julianday('now') - 2440587.5) * 86400000) as integer) + (?)",
		earliest: 'min',
	},
};

const clockOf = (knex: Knex) => clocks[isPostgres(knex) ? 'postgres' : 'sqlite'];

export const now = (knex: Knex): Knex.Raw => knex.raw(clockOf(knex).now);

/** @param ms a number, negative for a time that has passed, or an expression over columns */
export const later = (knex: Knex, ms: number | Knex.Raw): Knex.Raw => knex.raw(clockOf(knex).later, [ms]);

/** The earlier of two expressions. */
export const earliest = (knex: Knex, one: string, other: string): string =>
	`${clockOf(knex).earliest}(${one}, ${other})`;

/** ms since 1970, as the database sees it. */
export async function readClock(knex: Knex): Promise<number> {
	const { time } = (await knex.select(knex.raw('? as ??', [now(knex), 'time'])).first()) as {
		time: Date | number;
	};
	return Number(time);
}
