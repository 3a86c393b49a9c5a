import type { Knex } from 'knex';
import { birthdaysBetween, type CivilDate } from '../../domain/time/civil-date.ts';
import { isPostgres } from '../sql/database-kind.ts';

/** A part of all people in the order of their ids: after this id, and so many. */
export interface Page {
	readonly after: string | null;
	readonly limit: number;
}

/** How many people have a profile: the total of a run for everybody. */
export async function countProfiles(knex: Knex): Promise<number> {
	const row: { count?: string | number } | undefined = await knex('user_profiles')
		.count({ count: '*' })
		.first();
	return Number(row?.count ?? 0);
}

/**
 * People who turn a year older on one of the days from `from` to `to`, both included. At any moment the world has up
 * to three dates: a nightly run that covers the day of the last run, today and tomorrow misses nobody, and who is not
 * yet a year older is found unchanged.
 */
export async function peopleWithBirthday(
	knex: Knex,
	{ from, to }: { from: CivilDate; to: CivilDate },
	page: Page,
): Promise<string[]> {
	const monthAndDay = isPostgres(knex) ? "to_char(birth_date, 'MM-DD')" : sqliteMonthAndDay;
	const birthdays = birthdaysBetween(from, to);
	return usersOf(
		profiles(knex, page).whereRaw(`${monthAndDay} in (${birthdays.map(() => '?').join(', ')})`, birthdays),
	);
}

/** Directus stores a date as the milliseconds at which it begins on the server; SQL writes text. */
const sqliteMonthAndDay = `case typeof(birth_date)
	when 'text' then substr(birth_date, 6, 5)
	else strftime('%m-%d', birth_date / 1000, 'unixepoch', 'localtime') end`;

/**
 * People whose profile is newer than their current target, or who have none: what a lost message left behind. A
 * change that does not touch the target, such as the language, is found again each time and computed in vain.
 */
export async function peopleWithStaleTarget(knex: Knex, page: Page): Promise<string[]> {
	const current = knex('user_targets')
		.select(knex.raw('1'))
		.whereRaw('user_targets.?? = user_profiles.??', ['user', 'user'])
		.whereNull('superseded_at')
		.whereRaw('computed_at >= coalesce(user_profiles.date_updated, user_profiles.date_created, computed_at)');
	return usersOf(profiles(knex, page).whereNotExists(current));
}

/** Profiles of a page, in the order in which everybody locks them. */
export function profiles(knex: Knex, { after, limit }: Page): Knex.QueryBuilder {
	const query = knex('user_profiles').orderBy('user').limit(limit);
	return after === null ? query : query.where('user', '>', after);
}

async function usersOf(query: Knex.QueryBuilder): Promise<string[]> {
	const rows: { user: string }[] = await query.select('user');
	return rows.map(({ user }) => user);
}
