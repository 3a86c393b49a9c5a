import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';
import { dialectOf } from './dialect.ts';
import type { FastingPerson } from './person.ts';
import { PURE_FIGURES, stagePureFigures } from './pure-figures.ts';
import { fastingEvents, eventSummary, eventZones } from './sql/events.ts';
import { fasts, tangledPeople } from './sql/fasts.ts';
import { figures } from './sql/figures.ts';
import { stageHashes, stagePeople, withDates, type EventSummary } from './stage-people.ts';
import { stageQuery } from './staging.ts';
import { upsertInsights } from './upsert-insights.ts';

export interface AggregateReport {
	readonly people: number;
	/** Rows of `insights` that are new, or whose figures changed. */
	readonly written: number;
	readonly unchanged: number;
	/** People whose history SQL left to the pure rules. */
	readonly tangled: number;
	/** Fasting events that were read. */
	readonly events: number;
}

/**
 * Brings the rows of `insights` of some people up to date: those of the last 35 dates until each one's own, for windows
 * of 7 and 30 days. The database does it in a few statements, whatever the number of people, and events stay there; only
 * histories in which neighbours do not tell what belongs together are read and go through `domain/fasting` instead.
 * Both give the same figures, which a test holds against each other on random histories.
 *
 * @param trx a transaction; it keeps others that aggregate waiting, because two writing the same rows in different
 *   orders would block each other
 * @param people at most a few thousand: temporary tables and sorting grow with them
 * @param now ms since 1970; decides which open fasts were forgotten
 */
export async function aggregateFasting(
	trx: Knex.Transaction,
	people: readonly FastingPerson[],
	now: number,
): Promise<AggregateReport> {
	if (people.length === 0) return { people: 0, written: 0, unchanged: 0, tangled: 0, events: 0 };
	await preparePostgres(trx);
	const dialect = dialectOf(trx);

	await stageHashes(trx, people);
	await stageQuery(trx, 'fasting_events', fastingEvents(dialect));
	const summaries = await readSummaries(trx);
	const numbered = withDates(people, summaries);
	await stagePeople(trx, numbered, await readZones(trx));
	await stageQuery(trx, 'fasting_fasts', fasts());
	await stageQuery(trx, 'fasting_tangled', tangledPeople);

	let written = await upsertInsights(trx, figures(dialect, now), now);
	const tangled = await readTangled(trx);
	if (tangled.size > 0) {
		await stagePureFigures(
			trx,
			numbered.filter(({ number }) => tangled.has(number)),
			now,
		);
		written += await upsertInsights(trx, PURE_FIGURES, now);
	}
	const rows = numbered.reduce((sum, { dates }) => sum + 2 * dates.length, 0);
	const events = [...summaries.values()].reduce((sum, summary) => sum + summary.events, 0);
	return { people: people.length, written, unchanged: rows - written, tangled: tangled.size, events };
}

/**
 * For this transaction only. Compiling statements as large as these takes longer than running them, and a step's sorts
 * fit into a few megabytes more than the default.
 */
async function preparePostgres(trx: Knex.Transaction): Promise<void> {
	if (!isPostgres(trx)) return;
	await trx.raw(`select pg_advisory_xact_lock(hashtext('bebetter_fasting'))`);
	await trx.raw(`set local jit = off`);
	await trx.raw(`set local work_mem = '32MB'`);
	// How many rows a temporary table has is what matters; looking at all of them takes as long as using them.
	await trx.raw('set local default_statistics_target = 5');
}

async function readSummaries(trx: Knex.Transaction): Promise<Map<number, EventSummary>> {
	const rows = await read(trx, eventSummary);
	return new Map(
		rows.map(({ person, events, first, last }) => [
			Number(person),
			{ events: Number(events), first: Number(first), last: Number(last) },
		]),
	);
}

const readZones = async (trx: Knex.Transaction): Promise<string[]> =>
	(await read(trx, eventZones)).map(({ tz }) => String(tz));

const readTangled = async (trx: Knex.Transaction): Promise<Set<number>> =>
	new Set((await read(trx, 'select person from fasting_tangled')).map(({ person }) => Number(person)));

async function read(trx: Knex.Transaction, query: string): Promise<Record<string, unknown>[]> {
	const answer = await trx.raw(query);
	return isPostgres(trx) ? answer.rows : answer;
}
