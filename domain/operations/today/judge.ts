import type { CivilDate } from '../../time/civil-date.ts';
import type { SignalReadings } from '../signals.ts';
import type { Check } from './check.ts';
import { findBySignals, type Evidence, type Finding } from './evidence.ts';
import { periodKey, recentStarts, startOfNext, timeOf, utcDayOf, type Period } from './period.ts';

/** That a check was looked at in a period. The machine's is what it last found there. */
export interface Tick {
	readonly check: string;
	/** See `periodKey`. */
	readonly period: string;
	readonly madeBy: 'machine' | 'person';
	/** Their id; null for the machine, and for people who are gone. */
	readonly user: string | null;
	readonly outcome: 'fine' | 'wrong';
	/** ms since 1970 */
	readonly at: number;
	readonly note: string | null;
}

/**
 * fine and wrong are what the machine finds now; ticked is what somebody, or the machine earlier in the period, looked
 * at. What is open is due in this period, and what is overdue was missed in the one before.
 */
export type Status = 'fine' | 'wrong' | 'ticked' | 'open' | 'overdue' | 'not_applicable';

export interface PastPeriod {
	readonly key: string;
	/** null: nobody looked. */
	readonly tick: Tick | null;
}

export interface CheckState {
	readonly check: Check;
	readonly status: Status;
	readonly evidence: readonly Evidence[];
	/** Of the present period. */
	readonly tick: Tick | null;
	readonly key: string;
	/** The first day after the present period. */
	readonly dueBefore: CivilDate;
	/** The periods before, the latest first; none from before the list was kept. */
	readonly past: readonly PastPeriod[];
}

/** How many periods before the present one are told of. */
export const pastPeriods: Record<Period, number> = { day: 7, week: 4, month: 3, quarter: 3 };

/** What a check was like in the past, and since when anybody could have looked. */
export interface Past {
	readonly ticks: readonly Tick[];
	/** ms since 1970; null when the list is new. */
	readonly since: number | null;
}

/** How every check stands now. */
export function judge(
	checks: readonly Check[],
	readings: SignalReadings,
	{ ticks, since }: Past,
	now: number,
): CheckState[] {
	const today = utcDayOf(now);
	const ticksOf = indexTicks(ticks);

	return checks.map((check) => {
		const { period } = check;
		const [start, ...before] = recentStarts(period, today, pastPeriods[period] + 1) as [
			CivilDate,
			...CivilDate[],
		];
		const key = periodKey(period, start);
		const finding = findBySignals(check.rules, readings);
		const tick = ticksOf(check.id, key);
		const known = before.filter((past) => since !== null && timeOf(past) >= startOfFirst(period, since));
		const past = known.map((day) => {
			const pastKey = periodKey(period, day);
			return { key: pastKey, tick: ticksOf(check.id, pastKey) };
		});
		const wasThere = since !== null && since <= timeOf(before[0]!);
		return {
			check,
			status: statusOf(check, finding, tick, wasThere && !isDone(past[0]!.tick)),
			evidence: finding.evidence,
			tick,
			key,
			dueBefore: startOfNext(period, start),
			past,
		};
	});
}

const startOfFirst = (period: Period, since: number): number =>
	timeOf(recentStarts(period, utcDayOf(since), 1)[0]!);

/** A person's own tick says more than what the machine last found. */
function indexTicks(ticks: readonly Tick[]): (check: string, period: string) => Tick | null {
	const byName = new Map<string, Tick>();
	for (const tick of ticks) {
		const name = `${tick.check} ${tick.period}`;
		if (tick.madeBy === 'person' || !byName.has(name)) byName.set(name, tick);
	}
	return (check, period) => byName.get(`${check} ${period}`) ?? null;
}

const isDone = (tick: Tick | null): boolean => tick?.outcome === 'fine';

function statusOf(check: Check, { verdict }: Finding, tick: Tick | null, wasMissed: boolean): Status {
	if (verdict === 'fine' || verdict === 'wrong') return verdict;
	if (isDone(tick)) return 'ticked';
	if (check.rules.length > 0 && verdict === 'not_applicable') return 'not_applicable';
	return wasMissed ? 'overdue' : 'open';
}
