import type { Knex } from 'knex';
import { datesToWrite } from '../../domain/fasting/dates-to-write.ts';
import { recomputationAt } from '../../domain/fasting/recompute.ts';
import { areEnough } from '../../domain/fasting/week.ts';
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { dateOfDay, dayNumber } from '../../domain/time/day-number.ts';
import { mondayOf, type IsoWeekday } from '../../domain/time/iso-week.ts';
import { isTimeZone, localDate } from '../../domain/time/local-clock.ts';
import { offsetPeriods } from '../../domain/time/offset-periods.ts';
import { WINDOWS } from '../../domain/fasting/window.ts';
import { storedDate } from '../sql/insert-rows.ts';
import { streakUnitOf, type FastingPerson } from './person.ts';
import { stageRows } from './staging.ts';

/** What is known of a person's events before they are made sense of. */
export interface EventSummary {
	readonly events: number;
	/** When the first and the last occurred, ms since 1970. */
	readonly first: number;
	readonly last: number;
}

/** A person of a step; `number` stands for them in its temporary tables. */
export interface NumberedPerson extends FastingPerson {
	readonly number: number;
	/** The dates that rows are written as of, the earliest first. */
	readonly dates: readonly CivilDate[];
	readonly summary: EventSummary | null;
}

/** Long before any fast and after any date that is asked for. */
const EVER = 9_000_000_000_000_000;
const NEVER_DAY = -100_000_000;

/** Nothing that phones report from before 2000 happened then, and a single such event would mean years of dates. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** The hashes under which events belong to each person, and since when they matter. */
export async function stageHashes(trx: Knex.Transaction, people: readonly FastingPerson[]): Promise<void> {
	const rows = people.flatMap(({ hashes, asOf, carried }, person) => {
		const since = carried ? dayNumber(recomputationAt(asOf).eventsSince) * 86_400_000 : EARLIEST;
		return hashes.map((hash) => ({ hash, person, since }));
	});
	await stageRows(trx, 'fasting_hashes', { hash: 'text', person: 'integer', since: 'integer' }, rows);
}

/** Numbers people as `stageHashes` does, and decides which dates they get rows for. */
export function withDates(
	people: readonly FastingPerson[],
	summaries: ReadonlyMap<number, EventSummary>,
): NumberedPerson[] {
	return people.map((person, number) => {
		const summary = summaries.get(number) ?? null;
		const firstEvent = summary && localDate(summary.first, person.timeZone);
		const knownSince = [firstEvent, person.joined ?? '0000'].reduce((first, date) =>
			first !== null && date !== null && first < date ? first : date,
		);
		const recomputation = recomputationAt(person.asOf);
		const dates = datesToWrite(recomputation, knownSince ?? '0000', person.carried !== null);
		return { ...person, number, summary, dates };
	});
}

/** Everything that figures depend on besides events, in temporary tables. */
export async function stagePeople(
	trx: Knex.Transaction,
	people: readonly NumberedPerson[],
	carriedZones: readonly string[],
): Promise<void> {
	const rows = people.map(personRow);
	await stageRows(
		trx,
		'fasting_people',
		{
			person: 'integer',
			account: 'text',
			zone: 'text',
			as_of: 'integer',
			write_from: 'integer',
			also_day: 'integer',
			grid_from: 'integer',
			runs_from: 'integer',
			carried_current: 'integer',
			carried_best: 'integer',
			plan_start: 'integer',
			weekdays: 'integer',
			fast_days_per_week: 'integer',
			streak_unit: 'text',
		},
		rows,
	);
	await stageRows(trx, 'fasting_paused', { person: 'integer', day: 'integer' }, people.flatMap(pausedRows));
	await stageRows(trx, 'fasting_enough', { code: 'integer' }, enoughRows(people));
	await stageDays(trx, rows);
	await stageZones(trx, people, carriedZones);
}

function personRow({ number, user, timeZone, asOf, dates, carried, plan, summary }: NumberedPerson) {
	const recomputed = recomputationAt(asOf).dates[0]!;
	const [first = asOf, second = asOf] = dates;
	// The one date before those that are computed again, see `datesToWrite`.
	const alsoDate = first < recomputed ? first : null;
	const windowsFrom = addDays(first, 1 - Math.max(...WINDOWS));
	// Without carried streaks they are counted from the first fast, wherever on earth it began.
	const historyFrom = summary && !carried ? addDays(localDate(summary.first, 'UTC'), -1) : windowsFrom;
	return {
		person: number,
		account: user,
		zone: timeZone,
		as_of: dayNumber(asOf),
		write_from: dayNumber(alsoDate === null ? first : second),
		also_day: alsoDate === null ? null : dayNumber(alsoDate),
		grid_from: dayNumber(mondayOf(historyFrom < windowsFrom ? historyFrom : windowsFrom)),
		runs_from: carried ? dayNumber(carried.asOf) + 1 : NEVER_DAY,
		carried_current: carried?.current ?? 0,
		carried_best: carried?.best ?? 0,
		plan_start: plan.start === null ? NEVER_DAY : dayNumber(plan.start),
		weekdays: [...(plan.weekdays ?? everyDay)].reduce((bits, weekday) => bits | (1 << (weekday - 1)), 0),
		fast_days_per_week: plan.fastDaysPerWeek,
		streak_unit: streakUnitOf(plan),
	};
}

const everyDay: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];

const pausedRows = ({ number, plan }: NumberedPerson) =>
	[...plan.paused].map((date) => ({ person: number, day: dayNumber(date) }));

/** Which days of a week, as bits, are enough of each weekly plan that somebody has. */
function enoughRows(people: readonly FastingPerson[]): { code: number }[] {
	const plans = new Set(people.map(({ plan }) => plan.fastDaysPerWeek).filter((days) => days !== null));
	return [...plans].flatMap((perWeek) =>
		Array.from({ length: 128 }, (_, bits) => bits)
			.filter((bits) => areEnough(datesOfBits(bits), perWeek))
			.map((bits) => ({ code: perWeek * 128 + bits })),
	);
}

/** In some week that begins on a Monday. */
const datesOfBits = (bits: number): CivilDate[] =>
	everyDay.filter((weekday) => bits & (1 << (weekday - 1))).map((weekday) => `2024-01-0${weekday}`);

async function stageDays(
	trx: Knex.Transaction,
	rows: readonly ReturnType<typeof personRow>[],
): Promise<void> {
	const from = rows.reduce((first, { grid_from }) => Math.min(first, grid_from), Number.POSITIVE_INFINITY);
	const to = rows.reduce((last, { as_of }) => Math.max(last, as_of), Number.NEGATIVE_INFINITY);
	const days = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
	await stageRows(
		trx,
		'fasting_days',
		{ day: 'integer', stored: 'date' },
		days.map((day) => ({ day, stored: storedDate(trx, dateOfDay(day)) })),
	);
}

/** How far ahead of UTC the clocks of each zone were, for as long as there are events. */
async function stageZones(
	trx: Knex.Transaction,
	people: readonly NumberedPerson[],
	carriedZones: readonly string[],
): Promise<void> {
	const withEvents = people.filter(({ summary }) => summary !== null);
	const first = withEvents.reduce((least, { summary }) => Math.min(least, summary!.first), EVER);
	const last = withEvents.reduce((most, { summary }) => Math.max(most, summary!.last), -EVER);
	const zones = new Set([...withEvents.map(({ timeZone }) => timeZone), ...carriedZones.filter(isTimeZone)]);
	const rows = [...zones].flatMap((zone) => {
		// A moment earlier, because a date is looked at that ends where a fast begins.
		const periods = offsetPeriods(zone, first - 1, last);
		return periods.map(({ from, until, offset }, index) => ({
			zone,
			since: from ?? -EVER,
			until: until ?? EVER,
			clock_offset: offset,
			offset_before: periods[index - 1]?.offset ?? offset,
		}));
	});
	await stageRows(
		trx,
		'fasting_zones',
		{ zone: 'text', since: 'integer', until: 'integer', clock_offset: 'integer', offset_before: 'integer' },
		rows,
	);
}
