import type { Knex } from 'knex';
import type { FastingEvent } from '../../domain/fasting/event.ts';
import { HOUR_MS } from '../../domain/fasting/limits.ts';
import { fastingInsights, type FastingInsight } from '../../domain/fasting/insights.ts';
import { dayNumber } from '../../domain/time/day-number.ts';
import type { NumberedPerson } from './stage-people.ts';
import { stageRows } from './staging.ts';

/** Where the figures of people with a tangled history wait for being written. */
export const PURE_FIGURES = 'select * from fasting_pure';

/**
 * Computes with the pure rules what SQL leaves alone. Only these people's events are read into memory, and those of one
 * step at most.
 *
 * @param now ms since 1970
 */
export async function stagePureFigures(
	trx: Knex.Transaction,
	people: readonly NumberedPerson[],
	now: number,
): Promise<void> {
	const events = await readEvents(trx);
	const rows = people.flatMap((person) =>
		fastingInsights(
			{
				events: events.get(person.number) ?? [],
				timeZone: person.timeZone,
				plan: person.plan,
				carried: person.carried,
			},
			person.dates,
			now,
		).map((insight) => figuresRow(person.number, insight)),
	);
	await stageRows(
		trx,
		'fasting_pure',
		{
			person: 'integer',
			day: 'integer',
			days: 'integer',
			completed_fasts: 'integer',
			logged_fasts: 'integer',
			total_hours: 'number',
			avg_hours: 'number',
			longest_hours: 'number',
			completion_rate_pct: 'number',
			adherence_pct: 'number',
			avg_eating_window_hours: 'number',
			current_streak: 'integer',
			best_streak: 'integer',
			quality: 'text',
		},
		rows,
	);
}

/** Without what is written of every row in the same way. */
function figuresRow(person: number, insight: FastingInsight) {
	const { as_of, window, quality, definition_version: _version, ...figures } = insight;
	return { person, day: dayNumber(as_of), days: window, ...figures, quality: JSON.stringify(quality) };
}

interface EventRow {
	readonly person: string | number;
	readonly is_start: number;
	readonly occurred: string | number;
	readonly recorded: string | number;
	readonly tz: string | null;
	readonly fast_id: string | null;
	readonly goal: string | number | null;
	readonly event_id: string;
}

async function readEvents(trx: Knex.Transaction): Promise<Map<number, FastingEvent[]>> {
	const rows: EventRow[] = await trx('fasting_events').whereIn(
		'person',
		trx('fasting_tangled').select('person'),
	);
	const events = new Map<number, FastingEvent[]>();
	for (const row of rows) {
		const person = Number(row.person);
		const known = events.get(person);
		if (known) known.push(eventOf(row));
		else events.set(person, [eventOf(row)]);
	}
	return events;
}

function eventOf({ is_start, occurred, recorded, tz, fast_id, goal, event_id }: EventRow): FastingEvent {
	const reported = {
		id: event_id,
		occurredAt: Number(occurred),
		recordedAt: Number(recorded),
		timeZone: tz,
		fastId: fast_id,
	};
	return Number(is_start) === 1
		? { ...reported, kind: 'start', goalHours: goal === null ? null : Number(goal) / HOUR_MS }
		: { ...reported, kind: 'end' };
}
