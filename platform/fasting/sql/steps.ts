/**
 * Weekly plans only. The days of a week are bits of a number, and `fasting_enough` has all numbers whose days are
 * enough for the plan, as `domain/fasting/week.ts` says: on the last day of a week its planned days have `has_room`.
 */
const weeks = `so_far as (
		select
			dates.*,
			sum(is_planned * weekday_bit) over week_so_far as planned_bits,
			sum(is_planned * is_credited * weekday_bit) over week_so_far as done_bits,
			sum(is_planned * is_credited) over week_so_far as done_days
		from dates
		where fast_days_per_week is not null
		window week_so_far as (partition by person, week order by day)
	),
	weeks as (
		select
			so_far.*,
			case when fast_days_per_week * 128 + planned_bits in (select code from fasting_enough) then 1 else 0 end as has_room,
			case when fast_days_per_week * 128 + done_bits in (select code from fasting_enough) then 1 else 0 end as has_enough,
			case
				when fast_days_per_week * 128 + done_bits - is_planned * is_credited * weekday_bit
					in (select code from fasting_enough) then 1
				else 0
			end as had_enough
		from so_far
	)`;

/**
 * What each date does to streaks and adherence, for plans by date and by week alike: whether it makes the run one
 * longer (`counts`) or ends it (`breaks`), and how many fast days were planned until it and how many of them there were
 * (`planned`, `done`). Definitions 11, 12 and 14.
 *
 * Dates before `runs_from` are in the streaks that are carried on.
 */
export const steps = `${weeks},
	steps as (
		select
			dates.*,
			case when day >= runs_from and is_planned = 1 and is_credited = 1 then 1 else 0 end as counts,
			case when day >= runs_from and is_planned = 1 and is_credited = 0 then 1 else 0 end as breaks,
			is_planned as planned,
			is_planned * is_credited as done
		from dates
		where fast_days_per_week is null
		union all
		select
			${datesColumns()},
			case when day >= runs_from and has_enough = 1 and had_enough = 0 then 1 else 0 end,
			case when day >= runs_from and weekday = 6 and has_room = 1 and has_enough = 0 then 1 else 0 end,
			case when weekday = 6 and has_room = 1 then fast_days_per_week else 0 end,
			case
				when weekday < 6 or has_room = 0 then 0
				when done_days < fast_days_per_week then cast(done_days as integer)
				else fast_days_per_week
			end
		from weeks
	)`;

/** A union names no columns. */
function datesColumns(): string {
	return `person, day, fast_days_per_week, runs_from, carried_current, carried_best, write_from, also_day, week, weekday,
			weekday_bit, is_planned, is_credited, completed, logged, elapsed, longest, pause, pauses`;
}
