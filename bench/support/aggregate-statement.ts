import type { Knex } from 'knex';
import { dialectOf } from '../../platform/fasting/dialect.ts';
import { readPeople, type ReadPeopleOptions } from '../../platform/fasting/read-people.ts';
import { eventSummary, eventZones, fastingEvents } from '../../platform/fasting/sql/events.ts';
import { fasts, tangledPeople } from '../../platform/fasting/sql/fasts.ts';
import { figures } from '../../platform/fasting/sql/figures.ts';
import { stageHashes, stagePeople, withDates } from '../../platform/fasting/stage-people.ts';
import { stageQuery } from '../../platform/fasting/staging.ts';
import { upsertStatement } from '../../platform/fasting/upsert-insights.ts';
import { timed } from './stats.ts';

/**
 * The same rows of everybody by one statement, as somebody would write it for whom it is enough to run it once a night:
 * no steps to resume from, no memory to be kept flat. It gets for nothing what no statement can do (people's hashes,
 * plans, time zones and dates are there before the clock starts), and leaves out the people whose history is tangled.
 *
 * @returns ms until it was committed
 */
export async function aggregateInOneStatement(knex: Knex, options: ReadPeopleOptions): Promise<number> {
	const dialect = dialectOf(knex);
	const trx = await knex.transaction();
	const { people } = await readPeople(trx, { after: null, limit: 1_000_000 }, options);
	await stageHashes(trx, people);
	await stageQuery(trx, 'fasting_events', fastingEvents(dialect));
	const summaries: { rows: Record<'person' | 'events' | 'first' | 'last', string>[] } =
		await trx.raw(eventSummary);
	const zones: { rows: { tz: string }[] } = await trx.raw(eventZones);
	const numbered = withDates(
		people,
		new Map(
			summaries.rows.map(({ person, events, first, last }) => [
				Number(person),
				{ events: Number(events), first: Number(first), last: Number(last) },
			]),
		),
	);
	await stagePeople(
		trx,
		numbered,
		zones.rows.map(({ tz }) => tz),
	);
	await trx.raw('drop table fasting_events');
	await trx.raw('set local jit = off');
	await trx.raw(`set local work_mem = '256MB'`);

	return timed(async () => {
		await trx.raw(
			`with fasting_events as materialized (${fastingEvents(dialect)}),
			fasting_fasts as materialized (${fasts()}),
			fasting_tangled as materialized (${tangledPeople})
			${upsertStatement(dialect, figures(dialect, options.now))}`,
			[new Date(options.now)],
		);
		await trx.commit();
	});
}
