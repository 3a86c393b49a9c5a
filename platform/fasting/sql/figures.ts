import { HOUR_MS } from '../../../domain/fasting/limits.ts';
import { WINDOWS } from '../../../domain/fasting/window.ts';
import type { Dialect } from '../dialect.ts';
import { dates, happened } from './days.ts';
import { sessions } from './sessions.ts';
import { steps } from './steps.ts';

/**
 * All figures of everybody in `fasting_people` whose history is not tangled, one row for each date to write and each
 * window. The same as `domain/fasting/insights.ts` gives, to the last digit: sums are whole milliseconds, and each
 * figure is rounded half up in whole numbers, once.
 *
 * @param now ms since 1970
 */
export const figures = (dialect: Dialect, now: number): string => `
	with ${sessions(now)},
	${happened},
	${dates},
	${steps},
	${runs},
	${qualities(dialect)}
	${WINDOWS.map((days) => ofWindow(days)).join(' union all ')}`;

/** Definitions 12 and 13, and the sums of each window. */
const runs = `counted as (
		select
			steps.*,
			sum(counts) over until as counted,
			${WINDOWS.map(windowSums).join(',\n\t\t\t')}
		from steps
		window
			until as (partition by person order by day),
			${WINDOWS.map((days) => `last_${days} as (partition by person order by day rows between ${days - 1} preceding and current row)`).join(',\n\t\t\t')}
	),
	broken as (
		select counted.*, max(case breaks when 1 then counted end) over (partition by person order by day) as counted_at_break
		from counted
	),
	running as (
		select broken.*, counted - coalesce(counted_at_break, -carried_current) as current_streak
		from broken
	),
	runs as (
		select running.*, max(current_streak) over (partition by person order by day) as best_since
		from running
	)`;

function windowSums(days: number): string {
	const sums = ['completed', 'logged', 'elapsed', 'pause', 'pauses', 'planned', 'done'];
	return [
		...sums.map((column) => `sum(${column}) over last_${days} as ${column}_${days}`),
		`max(longest) over last_${days} as longest_${days}`,
	].join(', ');
}

const counted = [
	'duplicate_starts',
	'orphan_ends',
	'dropped_ends',
	'replaced_ends',
	'superseded',
	'forgotten',
	'too_short',
	'needs_review',
];

/** As `domain/fasting/quality.ts`. The table of events has no event twice. */
const qualities = ({ jsonObject }: Dialect): string => `troubles as (
		select person, kind as trouble from fasting_fasts where kind not in ('fast', 'end')
		union all
		select person, status from sessions where status in ('superseded', 'forgotten', 'too_short', 'needs_review')
	),
	qualities as (
		select
			fasting_people.person,
			${jsonObject}('duplicate_ids', 0, ${counted
				.map((name) => `'${name}', count(case troubles.trouble when '${name}' then 1 end)`)
				.join(', ')}) as quality
		from fasting_people
		left join troubles on troubles.person = fasting_people.person
		group by fasting_people.person
	)`;

const ofWindow = (days: number): string => `
	select
		runs.person,
		runs.day,
		${days} as days,
		completed_${days} as completed_fasts,
		logged_${days} as logged_fasts,
		${hours(`elapsed_${days}`, '1')} as total_hours,
		${hours(`elapsed_${days}`, `nullif(logged_${days}, 0)`)} as avg_hours,
		case when logged_${days} > 0 then ${hours(`longest_${days}`, '1')} end as longest_hours,
		${percent(`completed_${days}`, `logged_${days}`)} as completion_rate_pct,
		${percent(`done_${days}`, `planned_${days}`)} as adherence_pct,
		${hours(`pause_${days}`, `nullif(pauses_${days}, 0)`)} as avg_eating_window_hours,
		current_streak,
		case when best_since > carried_best then best_since else carried_best end as best_streak,
		quality
	from runs
	join qualities on qualities.person = runs.person
	where runs.day >= write_from or runs.day = also_day`;

/** Milliseconds as hours with two decimals, divided by a count. */
const hours = (ms: string, count: string): string =>
	`cast((200 * cast(${ms} as bigint) + ${HOUR_MS} * ${count}) / (${2 * HOUR_MS} * ${count}) as double precision) / 100`;

/** One decimal. */
const percent = (part: string, whole: string): string =>
	`cast((2000 * ${part} + ${whole}) / nullif(2 * ${whole}, 0) as double precision) / 10`;
