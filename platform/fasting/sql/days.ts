/*
 * Sums are cast to plain integers: PostgreSQL would add up wider ones as decimals, slowly, and not divide them as whole
 * numbers.
 */

/**
 * What happened on each date of each person: sums over the logged fasts that ended on it (definitions 9 and 15), and
 * whether it is credited (definition 7).
 */
export const happened = `credits as (
		select person, day from sessions where status = 'completed'
		union
		select person, first_whole_day + number
		from sessions
		join (select 0 as number union all select 1 union all select 2 union all select 3 union all select 4) as numbers
			on first_whole_day + number < day
		where status = 'completed'
	),
	happened as (
		select
			person,
			day,
			max(is_credited) as is_credited,
			cast(sum(completed) as integer) as completed,
			cast(sum(logged) as integer) as logged,
			cast(sum(elapsed) as integer) as elapsed,
			cast(max(elapsed) as integer) as longest,
			cast(sum(pause) as integer) as pause,
			cast(sum(pauses) as integer) as pauses
		from (
			select
				person,
				day,
				0 as is_credited,
				case status when 'completed' then 1 else 0 end as completed,
				1 as logged,
				elapsed,
				coalesce(pause, 0) as pause,
				case when pause is null then 0 else 1 end as pauses
			from sessions
			where status in ('completed', 'ended_early', 'ended_no_goal')
			union all
			select person, day, 1, 0, 0, 0, 0, 0 from credits
		) as single
		group by person, day
	)`;

/**
 * Every date of every person that figures look at, with what happened on it and whether a fast was planned
 * (definition 11).
 */
export const dates = `dates as (
		select
			people.person,
			fasting_days.day,
			cast(people.fast_days_per_week as integer) as fast_days_per_week,
			people.runs_from,
			people.carried_current,
			people.carried_best,
			people.write_from,
			people.also_day,
			(fasting_days.day + 3) / 7 as week,
			(fasting_days.day + 3) % 7 as weekday,
			1 << cast((fasting_days.day + 3) % 7 as integer) as weekday_bit,
			case
				when fasting_days.day < people.plan_start then 0
				when (people.weekdays & (1 << cast((fasting_days.day + 3) % 7 as integer))) = 0 then 0
				when paused.day is not null then 0
				else 1
			end as is_planned,
			coalesce(happened.is_credited, 0) as is_credited,
			coalesce(happened.completed, 0) as completed,
			coalesce(happened.logged, 0) as logged,
			coalesce(happened.elapsed, 0) as elapsed,
			happened.longest,
			coalesce(happened.pause, 0) as pause,
			coalesce(happened.pauses, 0) as pauses
		from fasting_people as people
		join fasting_days on fasting_days.day between people.grid_from and people.as_of
		left join fasting_paused as paused on paused.person = people.person and paused.day = fasting_days.day
		left join happened on happened.person = people.person and happened.day = fasting_days.day
		where people.person not in (select person from fasting_tangled)
	)`;
