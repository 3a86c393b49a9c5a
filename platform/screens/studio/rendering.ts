import type { Knex } from 'knex';
import type { Rendering } from '../../../domain/screens/changes/rendering-warning.ts';
import type { VariantName } from '../../../domain/screens/studio/contract.ts';
import { isPostgres } from '../../sql/database-kind.ts';

const windowMs = 28 * 86_400_000;
const names = ['screen_render_failed', 'screen_viewed'];

/** In SQLite the properties are text, in PostgreSQL JSON. */
const property = (knex: Knex, name: string): string =>
	isPostgres(knex) ? `props->>'${name}'` : `json_extract(props, '$.${name}')`;

const isArabic = "lower(coalesce(locale, '')) like 'ar%'";

/** As the column compares with it. */
const windowStart = (knex: Knex, now: number): Date | number =>
	isPostgres(knex) ? new Date(now - windowMs) : now - windowMs;

/** Which screens, languages and revisions failed at all in the last 28 days, as "home en 3". */
export async function failuresByRevision(knex: Knex, now: number): Promise<ReadonlySet<string>> {
	const rows: { screen: unknown; language: unknown; revision: unknown }[] = await knex('events')
		.distinct(
			knex.raw(`${property(knex, 'screen_key')} as screen`),
			knex.raw(`case when ${isArabic} then 'ar' else 'en' end as language`),
			knex.raw(`cast(${property(knex, 'revision')} as integer) as revision`),
		)
		.where({ name: 'screen_render_failed' })
		.where('received_at', '>', windowStart(knex, now));
	return new Set(rows.map(({ screen, language, revision }) => `${screen} ${language} ${revision}`));
}

/**
 * What phones reported of releases in the last 28 days. Events say the screen, the revision and the app's language, not
 * the goal: variants of other goals that reached the same revision count with it.
 */
export async function readRendering(
	knex: Knex,
	{ screen_key, locale }: Pick<VariantName, 'screen_key' | 'locale'>,
	revisions: readonly number[],
	now: number,
): Promise<(revision: number) => Rendering> {
	const rows: { name: string; revision: unknown; events: unknown; people: unknown }[] = await knex('events')
		.select('name')
		.select(knex.raw(`cast(${property(knex, 'revision')} as integer) as revision`))
		.select(knex.raw('count(*) as events'))
		.select(knex.raw('count(distinct coalesce(user_hash, anon_id)) as people'))
		.whereIn('name', names)
		.where('received_at', '>', windowStart(knex, now))
		.whereRaw(`${property(knex, 'screen_key')} = ?`, [screen_key])
		.whereRaw(locale === 'ar' ? isArabic : `not (${isArabic})`)
		.groupBy('name')
		.groupByRaw('2');
	const figure = (name: string, revision: number, column: 'events' | 'people'): number =>
		Number(rows.find((row) => row.name === name && Number(row.revision) === revision)?.[column] ?? 0);
	const all = new Map(
		revisions.map((revision) => [
			revision,
			{
				failures: figure('screen_render_failed', revision, 'events'),
				users: figure('screen_render_failed', revision, 'people'),
				views: figure('screen_viewed', revision, 'events'),
			},
		]),
	);
	return (revision) => all.get(revision) ?? { failures: 0, users: 0, views: 0 };
}
