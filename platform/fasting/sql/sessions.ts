import {
	FORGOTTEN_AFTER_GOAL_MS,
	FORGOTTEN_MS,
	GRACE_MS,
	MAX_EATING_WINDOW_MS,
	MAX_SESSION_MS,
	MIN_SESSION_MS,
} from '../../../domain/fasting/limits.ts';

const DAY_MS = 86_400_000;
/** SQL divides towards zero; so long before 1970 there are no dates. */
const DAYS_BEFORE = 100_000_000;

/** The day, counted from 1970-01-01, that a local clock shows. */
const dayOf = (clock: string): string =>
	`((${clock} + ${DAYS_BEFORE * DAY_MS}) / ${DAY_MS} - ${DAYS_BEFORE})`;

/**
 * Definitions 3 to 7 and 15 for the fasts in `fasting_fasts`, without the people whose history is tangled: status, date,
 * first of the dates that lie wholly inside, and the pause until the next fast.
 *
 * @param now ms since 1970
 */
export const sessions = (now: number): string => `${followed},
	${zoned},
	${clocked},
	sessions as (
		select
			person,
			case
				when ended is null then
					case
						when is_superseded = 1 then 'superseded'
						when ${now} - started > ${FORGOTTEN_MS}
							and ${now} - started > coalesce(goal, 0) + ${FORGOTTEN_AFTER_GOAL_MS} then 'forgotten'
						else 'in_progress'
					end
				when elapsed < ${MIN_SESSION_MS} then 'too_short'
				when elapsed > ${MAX_SESSION_MS} then 'needs_review'
				when goal is null then 'ended_no_goal'
				when elapsed >= goal - ${GRACE_MS} then 'completed'
				when is_one_zone = 1 and elapsed + end_offset - start_offset >= goal - ${GRACE_MS} then 'completed'
				else 'ended_early'
			end as status,
			elapsed,
			${dayOf('ended + end_offset')} as day,
			case
				when ${dayOf('started + start_offset')} > ${dayOf('started - 1 + offset_before_start')} then ${dayOf('started + start_offset')}
				else ${dayOf('started + start_offset')} + 1
			end as first_whole_day,
			case when next_started - ended between 0 and ${MAX_EATING_WINDOW_MS} then next_started - ended end as pause
		from clocked
	)`;

/** When the next fast of the person started, whatever became of it. */
const followed = `followed as (
		select fasting_fasts.*, lead(started) over (partition by person order by started) as next_started
		from fasting_fasts
		where kind = 'fast' and person not in (select person from fasting_tangled)
	)`;

/** Definition 6: the zone that the end carries, or the person's where it carries none that is known. */
const zoned = `zoned as (
		select
			followed.*,
			case when ended_tz in (select zone from fasting_zones) then ended_tz else fasting_people.zone end as zone
		from followed
		join fasting_people on fasting_people.person = followed.person
	)`;

/** How far clocks in that zone were ahead when the fast started, just before that, and when it ended. */
const clocked = `clocked as (
		select
			zoned.*,
			zoned.ended - zoned.started as elapsed,
			case when started_tz = ended_tz and ended_tz = zoned.zone then 1 else 0 end as is_one_zone,
			at_end.clock_offset as end_offset,
			at_start.clock_offset as start_offset,
			case zoned.started when at_start.since then at_start.offset_before else at_start.clock_offset end as offset_before_start
		from zoned
		join fasting_zones as at_start
			on at_start.zone = zoned.zone and zoned.started >= at_start.since and zoned.started < at_start.until
		left join fasting_zones as at_end
			on at_end.zone = zoned.zone and zoned.ended >= at_end.since and zoned.ended < at_end.until
	)`;
