import { DUPLICATE_START_MS } from '../../../domain/fasting/limits.ts';

/**
 * Makes fasts of `fasting_events`: definitions 1 and 2. One row for each fast, and one for each event that is none: a
 * repeated start, an orphan, a dropped or replaced end.
 *
 * Pairing has rules in which each event depends on all before it. Where a history is plain enough for its neighbours to
 * decide, this gives the same as `domain/fasting/pair-events.ts`; where it is not, a row of the person is `tangled`, and
 * nothing that is said of that person here counts.
 */
export const fasts = (): string => `
	with ${numbered},
	${judged},
	${settled},
	${ordered},
	${repeated},
	${paired}
	select
		person,
		case
			when is_start = 1 then 'fast'
			when after_start = 1 then 'end'
			else 'orphan_ends'
		end as kind,
		${isTangledEnd} as is_tangled,
		occurred as started,
		tz as started_tz,
		goal,
		case when is_start = 1 and next_is_start = 0 then next_occurred end as ended,
		case when is_start = 1 and next_is_start = 0 then next_tz end as ended_tz,
		case when is_start = 1 and next_is_start = 1 then 1 else 0 end as is_superseded
	from paired
	where is_start = 1 or coalesce(after_start, 0) = 0 or ${isTangledEnd} = 1
	union all
	select person, 'duplicate_starts', is_tangled, occurred, null, null, null, null, 0
	from repeated where is_repeat = 1
	union all
	select person, case part when 'end' then 'replaced_ends' else 'dropped_ends' end, 0, occurred, null, null, null, null, 0
	from settled where part = 'dropped' or place > 1`;

/** The first start of each fast that is numbered, and how many starts carry its number. */
const numbered = `numbered as (
		select
			fasting_events.*,
			case when fast_id is not null then min(case is_start when 1 then occurred end) over same_fast end as numbered_start,
			case when fast_id is not null then sum(is_start) over same_fast else 0 end as numbered_starts
		from fasting_events
		window same_fast as (partition by person, fast_id)
	)`;

const judged = `judged as (
		select
			numbered.*,
			case
				when is_start = 1 or numbered_start is null then 'free'
				when occurred <= numbered_start then 'dropped'
				else 'end'
			end as part
		from numbered
	)`;

/** As `domain/fasting/settle-ends.ts`: of the ends of a numbered fast, the one that was recorded last has place 1. */
const settled = `settled as (
		select
			judged.*,
			case part
				when 'end' then row_number() over (
					partition by person, fast_id, part
					order by recorded desc, occurred desc, event_id desc
				)
				else 1
			end as place
		from judged
	)`;

/** As `domain/fasting/order-events.ts`. */
const order = `occurred, is_start, recorded, event_id`;

const ordered = `ordered as (
		select
			settled.*,
			lag(is_start) over arrival as before_is_start,
			occurred - lag(occurred) over arrival as since_before,
			lag(is_start, 2) over arrival as before_that_is_start,
			lag(occurred) over arrival - lag(occurred, 2) over arrival as before_since_that
		from settled
		where part <> 'dropped' and place = 1
		window arrival as (partition by person order by ${order})
	)`;

/**
 * A start soon after a start repeats it. Three in a row may not all be near the first, and a number that is started
 * again later names the same fast however far apart the starts are: both are tangled.
 */
const repeated = `repeated as (
		select
			ordered.*,
			case when is_start = 1 and before_is_start = 1 and since_before <= ${DUPLICATE_START_MS} then 1 else 0 end as is_repeat,
			case
				when is_start = 1 and numbered_starts > 1 and occurred > numbered_start
					and not (coalesce(before_is_start, 0) = 1 and since_before <= ${DUPLICATE_START_MS}) then 1
				when is_start = 1 and before_is_start = 1 and since_before <= ${DUPLICATE_START_MS}
					and before_that_is_start = 1 and before_since_that <= ${DUPLICATE_START_MS} then 1
				else 0
			end as is_tangled
		from ordered
	)`;

/** Each event with its neighbours once repetitions are out: an end right after a start ends it. */
const paired = `paired as (
		select
			repeated.*,
			lag(is_start) over arrival as after_start,
			lag(fast_id) over arrival as after_fast_id,
			lead(is_start) over arrival as next_is_start,
			lead(occurred) over arrival as next_occurred,
			lead(tz) over arrival as next_tz
		from repeated
		where is_repeat = 0
		window arrival as (partition by person order by ${order})
	)`;

/**
 * A numbered end is plain when it follows the start of its own number, or when nobody started its number and it follows
 * a start without one or no start at all.
 */
const isTangledEnd = `case
			when is_tangled = 1 then 1
			when is_start = 1 or fast_id is null then 0
			when after_start = 1 and after_fast_id = fast_id then 0
			when numbered_start is null and (after_start = 1 and after_fast_id is null or coalesce(after_start, 0) = 0) then 0
			else 1
		end`;

/** People whose history neighbours do not decide. */
export const tangledPeople = `select distinct person from fasting_fasts where is_tangled = 1`;
