import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FastingEvent } from '../../domain/fasting/event.ts';
import type { WindowDays } from '../../domain/fasting/window.ts';
import { aggregateFasting } from '../../platform/fasting/aggregate-fasting.ts';
import { readPeople } from '../../platform/fasting/read-people.ts';
import { decodeRow } from '../../platform/sql/decode-row.ts';
import type { NewRow } from '../../platform/sql/insert-rows.ts';
import { storedDate } from '../../platform/sql/insert-rows.ts';
import { insights } from '../../schema/collections/insights.ts';
import { addEvents, addPerson, fastingDatabase, keys } from '../support/fasting/stored-history.ts';
import { describeOnDatabases, type ScratchDatabase } from '../support/scratch-database.ts';
import { end, HOUR, start } from '../unit/fasting/histories.ts';

const later = Date.parse('2027-01-01T00:00Z');

interface Asked {
	asOf: string;
	days?: WindowDays;
	profile?: NewRow;
	now?: number;
}

const f1 = () => [start('2026-01-10T20:00+03:00'), end('2026-01-11T12:00+03:00')];

/** Seven evenings in Riyadh from 4 to 10 January at 20:00. */
const f15 = () =>
	[16, 16.5, 17, 12, 16, 18, 16].flatMap((hours, index) => {
		const started = Date.parse('2026-01-04T20:00+03:00') + index * 24 * HOUR;
		return [start(started), end(started + hours * HOUR)];
	});

describeOnDatabases('the vectors of the specification, computed by the database', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	beforeAll(async () => {
		database = await fastingDatabase(kind, 'fasting_vectors');
		knex = database.connect();
	});
	afterAll(() => database?.drop());

	async function insightOf(
		events: readonly FastingEvent[],
		{ asOf, days = 7, profile, now = later }: Asked,
	): Promise<Record<string, unknown>> {
		const user = await addPerson(knex, profile);
		await addEvents(knex, user, events);
		const { tangled } = await knex.transaction(async (trx) => {
			const { people } = await readPeople(trx, { user }, { keys, asOf, now });
			return aggregateFasting(trx, people, now);
		});
		expect(tangled).toBe(0);
		const row = await knex('insights')
			.where({ user, window: days, as_of: storedDate(knex, asOf) })
			.first();
		return decodeRow(insights, row);
	}

	it('F1: sixteen hours over midnight are completed on the date they end', async () => {
		expect(await insightOf(f1(), { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 16,
			current_streak: 1,
			adherence_pct: 14.3,
		});
	});

	it('F2: six minutes less than the goal are too few', async () => {
		const events = [start('2026-01-10T20:00+03:00'), end('2026-01-11T11:54+03:00')];
		expect(await insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			total_hours: 15.9,
			completion_rate_pct: 0,
			current_streak: 0,
		});
	});

	it('F3: five minutes less are forgiven', async () => {
		const events = [start('2026-01-10T20:00+03:00'), end('2026-01-11T11:55+03:00')];
		expect(await insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 15.92,
		});
	});

	const newYork = { timeZone: 'America/New_York' };

	it('F4: an hour that daylight saving takes is not missed, and not counted', async () => {
		const events = [start('2026-03-07T20:00-05:00', newYork), end('2026-03-08T12:00-04:00', newYork)];
		expect(await insightOf(events, { asOf: '2026-03-08' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 15,
		});
	});

	it('F5: an hour that daylight saving gives counts', async () => {
		const events = [start('2026-10-31T20:00-04:00', newYork), end('2026-11-01T11:00-05:00', newYork)];
		expect(await insightOf(events, { asOf: '2026-11-01' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 16,
		});
	});

	it('F8: repetitions and ends of nothing are counted apart; an event is never stored twice', async () => {
		const started = start('2026-01-10T17:00Z');
		const events = [
			end('2026-01-10T12:00Z'),
			started,
			started,
			start('2026-01-10T17:03Z'),
			end('2026-01-11T09:00:00Z'),
			end('2026-01-11T09:00:30Z'),
		];
		expect(await insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 16,
			quality: { duplicate_ids: 0, duplicate_starts: 1, orphan_ends: 2 },
		});
	});

	it('F9: a fast without an end is superseded by the next', async () => {
		const events = [start('2026-01-10T17:00Z'), start('2026-01-11T17:00Z'), end('2026-01-12T09:30Z')];
		expect(await insightOf(events, { asOf: '2026-01-12' })).toMatchObject({
			logged_fasts: 1,
			completed_fasts: 1,
			total_hours: 16.5,
			quality: { superseded: 1 },
		});
	});

	it('F10: a fast that goes on is not logged', async () => {
		const now = Date.parse('2026-01-11T05:00Z');
		expect(await insightOf([start('2026-01-10T17:00Z')], { asOf: '2026-01-10', now })).toMatchObject({
			logged_fasts: 0,
			avg_hours: null,
			quality: { forgotten: 0 },
		});
	});

	it('F11: after 36 hours it is forgotten, and not a second sooner', async () => {
		const now = Date.parse('2026-01-12T05:00:01Z');
		const events = [start('2026-01-10T17:00Z')];
		expect(await insightOf(events, { asOf: '2026-01-11', now })).toMatchObject({
			total_hours: 0,
			avg_hours: null,
			quality: { forgotten: 1 },
		});
		const before = await insightOf([start('2026-01-10T17:00Z')], { asOf: '2026-01-11', now: now - 1000 });
		expect(before['quality']).toMatchObject({ forgotten: 0 });
	});

	it('F12: eighty hours need a look and are never the longest fast', async () => {
		const events = [start('2026-01-10T17:00Z'), end('2026-01-14T01:00Z')];
		expect(await insightOf(events, { asOf: '2026-01-14' })).toMatchObject({
			longest_hours: null,
			logged_fasts: 0,
			quality: { needs_review: 1 },
		});
	});

	it('F13: half an hour is no fast', async () => {
		const events = [start('2026-01-10T17:00Z'), end('2026-01-10T17:30Z')];
		expect(await insightOf(events, { asOf: '2026-01-10' })).toMatchObject({
			logged_fasts: 0,
			quality: { too_short: 1 },
		});
	});

	it('F15: a week with one fast too short', async () => {
		expect(await insightOf(f15(), { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 6,
			logged_fasts: 7,
			total_hours: 111.5,
			avg_hours: 15.93,
			longest_hours: 18,
			completion_rate_pct: 85.7,
			adherence_pct: 85.7,
			current_streak: 3,
			best_streak: 3,
			streak_unit: 'day',
		});
	});

	it('F16: dates before the plan and paused ones are neither counted nor missed', async () => {
		const profile = { plan_start: '2026-01-07', fasting_paused: ['2026-01-09'] };
		expect(await insightOf(f15(), { asOf: '2026-01-11', profile })).toMatchObject({
			adherence_pct: 75,
			current_streak: 2,
		});
	});

	it('F18: a fast that ends abroad has the date there', async () => {
		const events = [
			start('2026-01-10T20:00+03:00', { goalHours: 20 }),
			end('2026-01-11T13:00+00:00', { timeZone: 'Europe/London' }),
		];
		expect(await insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 20,
		});
	});

	it('F20: a date without a fast ends the run', async () => {
		expect(await insightOf(f15(), { asOf: '2026-01-12' })).toMatchObject({
			current_streak: 0,
			best_streak: 3,
			completed_fasts: 5,
			total_hours: 95.5,
			adherence_pct: 71.4,
		});
	});

	it('F21: nothing at all is zero where it can be, and null where it cannot', async () => {
		expect(await insightOf([], { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 0,
			logged_fasts: 0,
			total_hours: 0,
			avg_hours: null,
			longest_hours: null,
			completion_rate_pct: null,
			adherence_pct: 0,
			avg_eating_window_hours: null,
			current_streak: 0,
			best_streak: 0,
		});
	});

	it('F22: a plan that is younger than the window is measured from its start', async () => {
		const asked: Asked = { asOf: '2026-01-11', days: 30, profile: { plan_start: '2026-01-05' } };
		expect((await insightOf(f15(), asked))['adherence_pct']).toBe(85.7);
		expect((await insightOf(f15(), { ...asked, profile: {} }))['adherence_pct']).toBe(20);
	});

	it('F23: an end that arrives before its start changes nothing', async () => {
		expect(await insightOf(f1().reverse(), { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 1,
			total_hours: 16,
			current_streak: 1,
			adherence_pct: 14.3,
		});
	});

	it('F24: two completed fasts on one date are one day', async () => {
		const events = [
			start('2026-01-10T13:00Z'),
			end('2026-01-11T05:00Z'),
			start('2026-01-11T06:00Z', { goalHours: 12 }),
			end('2026-01-11T18:30Z'),
		];
		expect(await insightOf(events, { asOf: '2026-01-11' })).toMatchObject({
			completed_fasts: 2,
			total_hours: 28.5,
			current_streak: 1,
			adherence_pct: 14.3,
			avg_eating_window_hours: 1,
		});
	});
});
