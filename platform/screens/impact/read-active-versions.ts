import type { Knex } from 'knex';
import {
	unknown,
	type ActiveUsers,
	type ActiveVersion,
	type DailyVersion,
} from '../../../domain/screens/impact/active-users.ts';
import { dialectOf } from '../../fasting/dialect.ts';
import { hashPerson } from '../../people/person-hash.ts';
import type { HashKey } from '../../people/hash-keys.ts';
import { saltsTable } from '../../people/people-tables.ts';
import { isPostgres } from '../../sql/database-kind.ts';

export interface ReadActiveOptions {
	/** Under which people appear in events, the newest first. */
	readonly keys: readonly HashKey[];
	/** The end of the windows, ms since 1970. */
	readonly now: number;
}

const dayMs = 86_400_000;
const longestWindowDays = 28;
const freshForMs = 60_000;

/** By the configuration of a database's connections, which its transactions share. */
const kept = new WeakMap<object, { readonly readAt: number; readonly active: ActiveUsers }>();

/**
 * Active people by the version they used last, at most a minute old: a person who tries several floors has events
 * counted once. Who asks at the same time counts for themselves, because a transaction that fails must not fail others.
 */
export async function activeUsers(knex: Knex, options: ReadActiveOptions): Promise<ActiveUsers> {
	const database = knex.client.config as object;
	const known = kept.get(database);
	const readAt = performance.now();
	if (known && readAt - known.readAt < freshForMs) return known.active;
	const active = await readActiveUsers(knex, options);
	kept.set(database, { readAt, active });
	return active;
}

/**
 * Counts active people by platform and app version over the last 7 and 28 days, each with the version of their newest
 * event that names one, and for each of the 28 days everybody with each version that they used.
 *
 * A person is a hash; hashes under older keys are led back to the newest one. Events of nobody count by their
 * installation, unless the same installation sent events of a person in these days. By the server's time of arrival,
 * which no phone's clock can move.
 */
export async function readActiveUsers(knex: Knex, { keys, now }: ReadActiveOptions): Promise<ActiveUsers> {
	const aliases = await readAliases(knex, keys, now);
	const [counts, schemas] = [await readCounts(knex, aliases, now), await readSchemas(knex, now)];
	const versionsOf = (window: number): ActiveVersion[] =>
		counts
			.filter((row) => row.window_days === window)
			.map(({ platform, app_version, users }) => ({
				platform,
				app_version,
				schema_version: schemas.get(versionKey(platform, app_version)) ?? null,
				users,
			}));
	return {
		last_7_days: versionsOf(7),
		last_28_days: versionsOf(longestWindowDays),
		daily: counts
			.filter((row) => row.window_days === 0)
			.map(({ days_ago, platform, app_version, users }): DailyVersion => ({
				days_ago,
				platform,
				app_version,
				users,
			})),
	};
}

interface Count {
	/** 0 for the count of one day. */
	readonly window_days: number;
	readonly days_ago: number;
	readonly platform: ActiveVersion['platform'];
	readonly app_version: string;
	readonly users: number;
}

const platformOf = (column: string) =>
	`case when ${column} in ('ios', 'android') then ${column} else '${unknown}' end`;

async function readCounts(knex: Knex, aliases: readonly Alias[], now: number): Promise<Count[]> {
	const { milliseconds, binary } = dialectOf(knex);
	const aliasRows = isPostgres(knex)
		? `select alias, person from json_to_recordset(cast(:aliases as json)) as given (alias text, person text)`
		: `select json_extract(value, '$.alias') as alias, json_extract(value, '$.person') as person from json_each(:aliases)`;
	const newestIn = (days: number) => `
		select ${days}, 0, platform, app_version, count(*) from (
			select platform, app_version, row_number() over (
				partition by person
				order by case app_version when '${unknown}' then 1 else 0 end, latest desc,
					app_version ${binary} desc, platform ${binary}
			) as place
			from seen where days_ago < ${days}
		) as ranked where place = 1 group by platform, app_version`;
	// Sorting a million hashes by the rules of a language costs PostgreSQL seconds, so all texts compare by their bytes.
	const answer = await knex.raw(
		`with aliases as (${aliasRows}),
		recent as materialized (
			select user_hash, anon_id, platform, app_version, days_ago, max(arrived) as latest from (
				select user_hash ${binary} as user_hash, anon_id ${binary} as anon_id,
					${platformOf('platform')} ${binary} as platform,
					coalesce(app_version, '${unknown}') ${binary} as app_version, arrived,
					cast(floor((:now - arrived) / ${dayMs}.0) as integer) as days_ago
				from (
					select user_hash, anon_id, platform, app_version, ${milliseconds('received_at')} as arrived
					from events where received_at > :since and coalesce(user_hash, anon_id) is not null
				) as timed where arrived > :since_ms and arrived <= :now
			) as named group by user_hash, anon_id, platform, app_version, days_ago
		),
		seen as materialized (
			select coalesce(aliases.person, user_hash, 'installation ' || anon_id) ${binary} as person,
				platform, app_version, days_ago, latest
			from recent left join aliases on aliases.alias ${binary} = recent.user_hash
			where user_hash is not null
				or anon_id not in (select anon_id from recent where user_hash is not null and anon_id is not null)
		)
		select 0 as window_days, days_ago, platform, app_version, count(distinct person) as users
		from seen group by days_ago, platform, app_version
		union all ${newestIn(7)} union all ${newestIn(longestWindowDays)}`,
		{ ...windowOf(knex, now), now, aliases: JSON.stringify(aliases) },
	);
	const rows = (isPostgres(knex) ? answer.rows : answer) as Record<keyof Count, unknown>[];
	return rows.map((row) => ({
		window_days: Number(row.window_days),
		days_ago: Number(row.days_ago),
		platform: row.platform as Count['platform'],
		app_version: String(row.app_version),
		users: Number(row.users),
	}));
}

/** As the column compares with it, so that its index is used, and in milliseconds. */
function windowOf(knex: Knex, now: number): { readonly since: Date | number; readonly since_ms: number } {
	const since = now - longestWindowDays * dayMs;
	return { since: isPostgres(knex) ? new Date(since) : since, since_ms: since };
}

const versionKey = (platform: string, appVersion: string): string => `${platform} ${appVersion}`;

/** The highest schema version of a screen that each app version has shown. */
async function readSchemas(knex: Knex, now: number): Promise<ReadonlyMap<string, number>> {
	const answer = await knex.raw(
		`select platform, app_version, max(shown) as shown from (
			select ${platformOf('platform')} as platform, coalesce(app_version, '${unknown}') as app_version,
				${dialectOf(knex).numberProperty('schema_version')} as shown
			from events where name = 'screen_viewed' and received_at > :since
		) as views where shown is not null group by platform, app_version`,
		{ since: windowOf(knex, now).since },
	);
	const rows = (isPostgres(knex) ? answer.rows : answer) as Record<string, unknown>[];
	return new Map(
		rows.map(({ platform, app_version, shown }) => [
			versionKey(String(platform), String(app_version)),
			Number(shown),
		]),
	);
}

interface Alias {
	/** A hash under an older key. */
	readonly alias: string;
	/** The same person's under the newest one. */
	readonly person: string;
}

/** Only for as long as events under an older key lie in the window: it costs some microseconds for every person. */
async function readAliases(knex: Knex, keys: readonly HashKey[], now: number): Promise<Alias[]> {
	const [newest, ...older] = keys;
	if (!newest || older.length === 0) return [];
	const kids: unknown[] = await knex('events')
		.where('received_at', '>', windowOf(knex, now).since)
		.whereIn(
			'hash_kid',
			older.map(({ kid }) => kid),
		)
		.distinct('hash_kid')
		.pluck('hash_kid');
	const used = older.filter(({ kid }) => kids.includes(kid));
	if (used.length === 0) return [];
	const salts: { user: string; salt: string }[] = await knex(saltsTable).select('user', 'salt');
	return salts.flatMap(({ user, salt }) => {
		const person = hashPerson(newest, user, salt).hash;
		return used.map((key) => ({ alias: hashPerson(key, user, salt).hash, person }));
	});
}
