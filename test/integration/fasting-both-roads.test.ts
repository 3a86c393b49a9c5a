import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { datesToWrite } from '../../domain/fasting/dates-to-write.ts';
import type { FastingEvent } from '../../domain/fasting/event.ts';
import { fastingInsights, type FastingInsight } from '../../domain/fasting/insights.ts';
import type { FastingPlan } from '../../domain/fasting/plan.ts';
import { recomputationAt } from '../../domain/fasting/recompute.ts';
import { isoWeekdayOf, WEEKDAYS } from '../../domain/fasting/weekdays.ts';
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { localDate } from '../../domain/time/local-clock.ts';
import { aggregateFasting, type AggregateReport } from '../../platform/fasting/aggregate-fasting.ts';
import { readPeople } from '../../platform/fasting/read-people.ts';
import { decodeRow } from '../../platform/sql/decode-row.ts';
import { insertRows } from '../../platform/sql/insert-rows.ts';
import { fastingPresets } from '../../schema/collections/fasting-presets.ts';
import { insights } from '../../schema/collections/insights.ts';
import { addEvents, addPerson, fastingDatabase, keys } from '../support/fasting/stored-history.ts';
import { describeOnDatabases, type ScratchDatabase } from '../support/scratch-database.ts';
import { plan as anyPlan, zone } from '../unit/fasting/histories.ts';
import { messyHistory, realisticHistory } from '../unit/fasting/messy-histories.ts';

vi.setConfig({ testTimeout: 300_000 });

/** Somebody whose events arrive over several nights, some of them late. */
interface Life {
	readonly events: readonly FastingEvent[];
	/** The night after which each event has arrived, by its place. */
	readonly arrivals: readonly number[];
	readonly timeZone: string;
	readonly plan: FastingPlan;
	readonly joined: CivilDate;
}

const nightCount = 4;
const FIRST_NIGHT = '2026-01-20';

const life = (events: fc.Arbitrary<FastingEvent[]>, arrival: fc.Arbitrary<number>): fc.Arbitrary<Life> =>
	fc.record({
		events,
		arrivals: fc.array(arrival, {
			minLength: 200,
			maxLength: 200,
		}),
		timeZone: zone,
		plan: anyPlan,
		joined: fc.integer({ min: 0, max: 120 }).map((days) => addDays('2025-10-20', days)),
	});

const anyNight = fc.oneof(fc.constant(0), fc.nat(nightCount - 1));

const nights = fc
	.array(fc.integer({ min: 1, max: 25 }), { minLength: nightCount, maxLength: nightCount })
	.map((steps) =>
		steps.reduce<CivilDate[]>((all, days) => [...all, addDays(all.at(-1)!, days)], [FIRST_NIGHT]),
	);

/** What the pure rules say is stored about a person, by date and window. */
type Stored = Map<string, FastingInsight>;

describeOnDatabases('SQL and the pure rules', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	const presets = new Map<number, string>();

	beforeAll(async () => {
		database = await fastingDatabase(kind, 'fasting_roads');
		knex = database.connect();
		for (let days = 1; days <= 6; days += 1) presets.set(days, randomUUID());
		await insertRows(
			knex,
			fastingPresets,
			[...presets].map(([days, id]) => ({
				id,
				slug: `weekly-${days}`,
				status: 'published',
				kind: 'weekly',
				fast_days_per_week: days,
			})),
		);
	});
	afterAll(() => database?.drop());

	const settle = ({ timeZone, plan, joined }: Life): Promise<string> =>
		addPerson(knex, {
			timezone: timeZone,
			plan_start: plan.start,
			fasting_weekdays: plan.weekdays && WEEKDAYS.filter((day) => plan.weekdays!.has(isoWeekdayOf(day)!)),
			fasting_paused: [...plan.paused],
			fasting_preset: plan.fastDaysPerWeek === null ? null : presets.get(plan.fastDaysPerWeek),
			// Noon in London is the same date in nearly every zone; the model asks the zone too.
			date_created: new Date(`${joined}T12:00:00Z`),
		});

	const aggregate = (users: readonly string[], asOf: CivilDate, now: number): Promise<AggregateReport> =>
		knex.transaction(async (trx) => {
			const pages = await Promise.all(users.map((user) => readPeople(trx, { user }, { keys, asOf, now })));
			return aggregateFasting(
				trx,
				pages.flatMap(({ people }) => people),
				now,
			);
		});

	async function storedFigures(user: string): Promise<Record<string, unknown>> {
		const rows: Record<string, unknown>[] = await knex('insights').where({ user });
		return Object.fromEntries(
			rows.map((row) => {
				const figures = without(decodeRow(insights, row), unlikePure);
				return [`${String(figures['as_of'])} ${String(figures['window'])}`, figures];
			}),
		);
	}

	const withoutQuality = (stored: Stored): Record<string, unknown> =>
		Object.fromEntries([...stored].map(([key, figures]) => [key, without(figures, ['quality'])]));

	async function qualitiesOf(user: string): Promise<unknown[]> {
		const rows: Record<string, unknown>[] = await knex('insights').where({ user });
		return [...new Set(rows.map((row) => JSON.stringify(sorted(decodeRow(insights, row)['quality']))))];
	}

	/** @returns the share of people that went through the pure rules, for each night */
	async function live(lives: readonly Life[], dates: readonly CivilDate[]): Promise<number[]> {
		const shares: number[] = [];
		const users: string[] = [];
		for (const one of lives) users.push(await settle(one));
		const stored: Stored[] = lives.map(() => new Map());

		for (const [night, asOf] of dates.entries()) {
			const now = Date.parse(`${addDays(asOf, 1)}T15:00:00Z`);
			for (const [index, { events, arrivals }] of lives.entries())
				await addEvents(
					knex,
					users[index]!,
					events.filter((_, place) => arrivals[place % arrivals.length] === night),
					(place) => keys[place % keys.length]!,
				);
			const { tangled } = await aggregate(users, asOf, now);
			shares.push(tangled / lives.length);

			for (const [index, one] of lives.entries()) {
				const user = users[index]!;
				const known = one.events
					.filter((_, place) => one.arrivals[place % one.arrivals.length]! <= night)
					.map((event) => ({ ...event, id: `${user}:${event.id}` }));
				const rows = expected(one, known, asOf, now, stored[index]!);
				for (const row of rows) stored[index]!.set(`${row.as_of} ${row.window}`, row);
				expect(await storedFigures(user)).toEqual(withoutQuality(stored[index]!));
				if (night === 0) expect(await qualitiesOf(user)).toEqual([JSON.stringify(sorted(rows[0]!.quality))]);
			}
			expect(await aggregate(users, asOf, now)).toMatchObject({ written: 0 });
		}
		return shares;
	}

	const batch = (events: fc.Arbitrary<FastingEvent[]>, arrival: fc.Arbitrary<number>) =>
		fc.tuple(fc.array(life(events, arrival), { minLength: 5, maxLength: 5 }), nights);

	it('give the same rows night after night, of histories in which all goes wrong that can', async () => {
		await fc.assert(
			fc.asyncProperty(batch(messyHistory, anyNight), async ([lives, dates]) => {
				await live(lives, dates);
			}),
			{ numRuns: 15 },
		);
	});

	it('give the same rows of histories as apps send them, nearly all of them in SQL', async () => {
		const shares: number[] = [];
		await fc.assert(
			fc.asyncProperty(batch(realisticHistory, fc.constant(0)), async ([lives, dates]) => {
				shares.push(...(await live(lives, dates)));
			}),
			{ numRuns: 8 },
		);
		expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.1);
	});
});

/** What the pure rules make of the events that have arrived, carrying on from what they stored before. */
function expected(
	{ timeZone, plan, joined }: Life,
	known: readonly FastingEvent[],
	asOf: CivilDate,
	now: number,
	stored: Stored,
): FastingInsight[] {
	const recomputation = recomputationAt(asOf);
	const { carriedAsOf, eventsSince } = recomputation;
	const before = stored.get(`${carriedAsOf} 7`);
	const carried = before
		? { asOf: carriedAsOf, current: before.current_streak, best: before.best_streak }
		: null;
	const events = carried ? known.filter(({ occurredAt }) => occurredAt >= Date.parse(eventsSince)) : known;
	const firsts = events.map(({ occurredAt }) => localDate(occurredAt, timeZone));
	const joinedThere = localDate(Date.parse(`${joined}T12:00:00Z`), timeZone);
	const knownSince = [joinedThere, ...firsts].sort()[0]!;
	const dates = datesToWrite(recomputation, knownSince, carried !== null);
	return fastingInsights({ events, timeZone, plan, carried }, dates, now);
}

/** Columns that the pure rules say nothing of, and the quality, which is compared by itself. */
const unlikePure = ['id', 'user', 'metric', 'computed_at', 'streak_unit', 'quality'];

const without = (row: object, columns: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)));

const sorted = (quality: unknown): unknown =>
	Object.fromEntries(Object.entries(quality as object).sort(([one], [other]) => (one < other ? -1 : 1)));
