import type { Knex } from 'knex';
import { checklist } from '../../../domain/operations/today/checklist/index.ts';
import type { CheckStateAnswer, TickAnswer, TodayAnswer } from '../../../domain/operations/today/contract.ts';
import { judge, type CheckState, type Tick } from '../../../domain/operations/today/judge.ts';
import type { HostContext } from '../../host-context.ts';
import { readAuthors, type Authors } from '../../screens/studio/authors.ts';
import { readSignals } from '../signals.ts';
import { readEvidence, readPast } from './ticks.ts';

/** How every check stands, as the person who asks sees it. */
export async function readToday(context: HostContext, user: string | null): Promise<TodayAnswer> {
	const { database } = context;
	const [readings, past] = await Promise.all([readSignals(context), readPast(database)]);
	const now = Date.now();
	const states = judge(checklist, readings, past, now);
	const authors = await authorsOf(database, states);
	return {
		at: new Date(now).toISOString(),
		since: past.since === null ? null : new Date(past.since).toISOString(),
		checks: states.map((state) => answerOf(state, authors, user)),
	};
}

const authorsOf = (knex: Knex, states: readonly CheckState[]): Promise<Authors> =>
	readAuthors(
		knex,
		states.flatMap(({ tick, past }) => [tick?.user, ...past.map((period) => period.tick?.user)]),
	);

function answerOf(state: CheckState, authors: Authors, user: string | null): CheckStateAnswer {
	const { check, status, key, dueBefore } = state;
	const told = (tick: Tick | null): TickAnswer | null =>
		tick && {
			made_by: tick.madeBy,
			user: authors(tick.user),
			outcome: tick.outcome,
			at: new Date(tick.at).toISOString(),
			note: tick.madeBy === 'person' ? tick.note : null,
			says: tick.madeBy === 'machine' ? readEvidence(tick.note) : [],
			is_mine: tick.madeBy === 'person' && tick.user === user,
		};
	return {
		id: check.id,
		period: check.period,
		key,
		due_before: dueBefore,
		title: check.title,
		advice: check.advice,
		page: check.page,
		by_machine: check.rules.length > 0,
		status,
		evidence: [...state.evidence],
		tick: told(state.tick),
		past: state.past.map((period) => ({ key: period.key, tick: told(period.tick) })),
	};
}
