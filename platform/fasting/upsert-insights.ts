import type { Knex } from 'knex';
import { DEFINITION_VERSION } from '../../domain/fasting/insights.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { dialectOf, type Dialect } from './dialect.ts';

export const METRIC = 'fasting';

/** What people see of a row, and what makes it worth writing. */
const compared = [
	'completed_fasts',
	'logged_fasts',
	'total_hours',
	'avg_hours',
	'longest_hours',
	'completion_rate_pct',
	'adherence_pct',
	'avg_eating_window_hours',
	'current_streak',
	'best_streak',
] as const;

/** As the figures of `fasting_figures` and of the pure rules are named. */
export const figureColumns = ['person', 'day', 'days', ...compared, 'quality'] as const;

/**
 * Writes rows of `insights` that are new or whose figures differ, and leaves the others untouched. The quality alone
 * makes no row differ: it counts over all events that were read, which each night begin a day later.
 *
 * @param figures a query with the columns `figureColumns`
 * @param now ms since 1970
 * @returns how many rows were written
 */
export async function upsertInsights(trx: Knex.Transaction, figures: string, now: number): Promise<number> {
	const written = await trx.raw(upsertStatement(dialectOf(trx), figures), [
		isPostgres(trx) ? new Date(now) : now,
	]);
	if (isPostgres(trx)) return Number(written.rowCount);
	const [{ count }] = (await trx.raw('select changes() as count')) as [{ count: number }];
	return count;
}

/** @returns the statement, with one binding: when it is computed */
export function upsertStatement({ newId, asJson, asUser }: Dialect, figures: string): string {
	const person = asUser('people.account');
	return `insert into insights (
			id, "user", metric, as_of, "window", ${compared.join(', ')}, streak_unit, quality, definition_version, computed_at
		)
		select
			${newId}, ${person}, '${METRIC}', dates.stored, figures.days, ${compared.map((name) => `figures.${name}`).join(', ')},
			people.streak_unit, ${asJson('figures.quality')}, ${DEFINITION_VERSION}, ?
		from (${figures}) as figures
		join fasting_people as people on people.person = figures.person
		join fasting_days as dates on dates.day = figures.day
		left join insights as present on present."user" = ${person} and present.metric = '${METRIC}'
			and present."window" = figures.days and present.as_of = dates.stored
		where present.id is null
			or present.definition_version <> ${DEFINITION_VERSION}
			or present.streak_unit is distinct from people.streak_unit
			or (${compared.map((name) => `present.${name}`).join(', ')})
				is distinct from (${compared.map((name) => `figures.${name}`).join(', ')})
		on conflict ("user", metric, "window", as_of) do update set
			${[...compared, 'streak_unit', 'quality', 'definition_version', 'computed_at'].map((name) => `${name} = excluded.${name}`).join(', ')}`;
}
