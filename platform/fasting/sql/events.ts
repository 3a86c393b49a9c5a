import type { Dialect } from '../dialect.ts';

/**
 * Fasting events of the people in `fasting_hashes`, read as `domain/fasting/event.ts` describes them. A person's events
 * under several keys come together. No event is there twice, because the table keeps `event_id` unique.
 */
export const fastingEvents = ({
	milliseconds,
	property,
	numberProperty,
	rounded,
	binary,
}: Dialect): string => `
	select
		person,
		is_start,
		occurred,
		recorded,
		tz,
		fast_id,
		${rounded('goal_hours * 3600000')} as goal,
		event_id
	from (
		select
			hashes.person,
			hashes.since,
			case events.name when 'fast_started' then 1 else 0 end as is_start,
			${milliseconds('coalesce(events.occurred_at, events.ts)')} as occurred,
			${milliseconds('events.ts')} as recorded,
			events.tz,
			(${property('fast_id')}) ${binary} as fast_id,
			case events.name when 'fast_started' then ${numberProperty('goal_hours')} end as goal_hours,
			events.event_id ${binary} as event_id
		from fasting_hashes as hashes
		join events on events.user_hash = hashes.hash
		where events.name in ('fast_started', 'fast_ended')
	) as reported
	where occurred >= since`;

/** What is known of each person's events before they are made sense of. */
export const eventSummary = `
	select person, count(*) as events, min(occurred) as first, max(occurred) as last
	from fasting_events
	group by person`;

/** The zones that events carry, whatever texts those are. */
export const eventZones = `select distinct tz from fasting_events where tz is not null`;
