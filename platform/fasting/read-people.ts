import type { Knex } from 'knex';
import { isFastingHiddenFrom } from '../../domain/fasting/hidden-from.ts';
import { DEFINITION_VERSION } from '../../domain/fasting/insights.ts';
import { readPlan } from '../../domain/fasting/read-plan.ts';
import { recomputationAt } from '../../domain/fasting/recompute.ts';
import type { CarriedStreaks } from '../../domain/fasting/streaks.ts';
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { isTimeZone, localDate } from '../../domain/time/local-clock.ts';
import { userProfiles } from '../../schema/collections/user-profiles.ts';
import { hashPerson } from '../people/person-hash.ts';
import type { HashKey } from '../people/hash-keys.ts';
import { saltsTable } from '../people/people-tables.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { storedDate } from '../sql/insert-rows.ts';
import { streakUnitOf, type FastingPerson } from './person.ts';
import { METRIC } from './upsert-insights.ts';

/** Whose fasting: one person's, or that of the next ones in the order of their ids. */
export type Whose =
	| { readonly user: string }
	| {
			readonly after: string | null;
			readonly limit: number;
			/** Zones as profiles have them, null for those without; everybody without this. */
			readonly zones?: readonly (string | null)[] | undefined;
	  };

export interface PeoplePage {
	readonly people: readonly FastingPerson[];
	/** Profiles of people from whom fasting is hidden. */
	readonly hidden: number;
	/** The last person of the page; null when there is nobody after them. */
	readonly next: string | null;
}

export interface ReadPeopleOptions {
	readonly keys: readonly HashKey[];
	/** null for the last finished date of each person's zone. */
	readonly asOf: CivilDate | null;
	/** ms since 1970 */
	readonly now: number;
}

/** The zone of a profile that names none, or one that nobody knows. */
export const zoneOf = (timezone: unknown): string =>
	typeof timezone === 'string' && isTimeZone(timezone) ? timezone : 'UTC';

/** Reads a page of people, with all that their figures depend on besides events. */
export async function readPeople(
	trx: Knex.Transaction,
	whose: Whose,
	options: ReadPeopleOptions,
): Promise<PeoplePage> {
	const rows = await readProfiles(trx, whose);
	const shown = rows.filter(
		({ profile, timeZone }) => !isFastingHiddenFrom(safetyOf(profile), localDate(options.now, timeZone)),
	);
	const dated = shown.map((row) => ({
		...row,
		asOf: options.asOf ?? addDays(localDate(options.now, row.timeZone), -1),
	}));
	const carried = await readCarried(trx, dated);
	return {
		people: dated.map(({ user, salt, timeZone, profile, preset, asOf }) => {
			const plan = readPlan(planOf(profile), preset);
			const created = profile['date_created'];
			return {
				user,
				timeZone,
				plan,
				joined: typeof created === 'string' ? localDate(Date.parse(created), timeZone) : null,
				asOf,
				carried: carried(user, asOf, streakUnitOf(plan)),
				hashes: salt === null ? [] : options.keys.map((key) => hashPerson(key, user, salt).hash),
			};
		}),
		hidden: rows.length - shown.length,
		next: 'limit' in whose && rows.length === whose.limit ? rows.at(-1)!.user : null,
	};
}

interface ProfileRow {
	readonly user: string;
	readonly salt: string | null;
	readonly timeZone: string;
	readonly profile: Readonly<Record<string, unknown>>;
	readonly preset: { readonly kind: string | null; readonly fast_days_per_week: number | null };
}

const profileColumns = [
	'user',
	'timezone',
	'birth_date',
	'pregnant',
	'lactating',
	'eating_disorder',
	'plan_start',
	'fasting_weekdays',
	'fasting_paused',
	'date_created',
];

/** What is read of a profile, and nothing more. */
const profileFields = {
	...userProfiles,
	fields: Object.fromEntries(
		Object.entries(userProfiles.fields).filter(([name]) => profileColumns.includes(name)),
	),
};

async function readProfiles(trx: Knex.Transaction, whose: Whose): Promise<ProfileRow[]> {
	const query = trx('user_profiles')
		.leftJoin('fasting_presets', 'fasting_presets.id', 'user_profiles.fasting_preset')
		.leftJoin(saltsTable, `${saltsTable}.user`, 'user_profiles.user')
		.select(
			...profileColumns.map((column) => `user_profiles.${column}`),
			'salt',
			'fasting_presets.kind',
			'fasting_presets.fast_days_per_week',
		)
		.orderBy('user_profiles.user');
	if ('user' in whose) void query.where('user_profiles.user', whose.user);
	else {
		void query.limit(whose.limit);
		if (whose.after !== null) void query.where('user_profiles.user', '>', whose.after);
		const { zones } = whose;
		if (zones)
			void query.where((condition) => {
				void condition.whereIn(
					'user_profiles.timezone',
					zones.filter((zone) => zone !== null),
				);
				if (zones.includes(null)) void condition.orWhereNull('user_profiles.timezone');
			});
	}
	const rows: Record<string, unknown>[] = await query;
	return rows.map((row) => {
		const profile = decodeRow(profileFields, row);
		const perWeek = row['fast_days_per_week'];
		return {
			user: String(row['user']),
			salt: row['salt'] === null ? null : String(row['salt']),
			timeZone: zoneOf(profile['timezone']),
			profile,
			preset: {
				kind: row['kind'] === null ? null : String(row['kind']),
				fast_days_per_week: perWeek === null ? null : Number(perWeek),
			},
		};
	});
}

const safetyOf = ({ birth_date, pregnant, lactating, eating_disorder }: ProfileRow['profile']) => ({
	birth_date,
	pregnant,
	lactating,
	eating_disorder,
});

const planOf = ({ plan_start, fasting_weekdays, fasting_paused }: ProfileRow['profile']) => ({
	plan_start,
	fasting_weekdays,
	fasting_paused,
});

type Carried = (user: string, asOf: CivilDate, unit: string) => CarriedStreaks | null;

/** Streaks stored by the same definition, in the same unit, for the date that each person may carry on from. */
async function readCarried(
	trx: Knex.Transaction,
	people: readonly { readonly user: string; readonly asOf: CivilDate }[],
): Promise<Carried> {
	const dates = new Map([...new Set(people.map(({ asOf }) => asOf))].map((asOf) => [asOf, carriedFor(asOf)]));
	const found = new Map<string, CarriedStreaks>();
	for (const date of new Set(dates.values())) {
		const rows: { user: string; streak_unit: string; current_streak: number; best_streak: number }[] =
			await trx('insights')
				.where({ metric: METRIC, window: 7, definition_version: DEFINITION_VERSION })
				.where({ as_of: storedDate(trx, date) })
				.whereIn(
					'user',
					people.filter(({ asOf }) => dates.get(asOf) === date).map(({ user }) => user),
				)
				.select('user', 'streak_unit', 'current_streak', 'best_streak');
		for (const { user, streak_unit, current_streak, best_streak } of rows)
			found.set(`${user} ${date} ${streak_unit}`, {
				asOf: date,
				current: Number(current_streak),
				best: Number(best_streak),
			});
	}
	return (user, asOf, unit) => found.get(`${user} ${dates.get(asOf)} ${unit}`) ?? null;
}

const carriedFor = (asOf: CivilDate): CivilDate => recomputationAt(asOf).carriedAsOf;
