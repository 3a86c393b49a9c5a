import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { combineSignals } from '../../../domain/operations/alerts/combine-signals.ts';
import { defaultRules } from '../../../domain/operations/alerts/default-rules.ts';
import {
	evaluate,
	nothingYet,
	type AlertEvent,
	type AlertsState,
	type Silence,
} from '../../../domain/operations/alerts/evaluate.ts';
import { messageOf, noticeOf, subjectOf } from '../../../domain/operations/alerts/notice.ts';
import { rulesInForce, type AlertRule } from '../../../domain/operations/alerts/rule.ts';
import { unknownRules } from '../../../domain/operations/alerts/unknown.ts';
import { signalNames, type Signals } from '../../../domain/operations/signals.ts';

const minute = 60_000;
const start = Date.parse('2026-11-01T00:00:00Z');

const rule = (changes: Partial<AlertRule> = {}): AlertRule => ({
	...defaultRules.find(({ id }) => id === 'cpu-high')!,
	forSeconds: 300,
	...changes,
});

interface Look {
	readonly at: number;
	readonly signals: Signals;
	readonly silences?: readonly Silence[];
	readonly rules?: readonly AlertRule[];
}

interface Told {
	readonly state: AlertsState;
	readonly notices: AlertEvent[];
	readonly transitions: AlertEvent[];
}

/** One evaluation after the other, as one process or many would do them in turn. */
function run(rules: readonly AlertRule[], looks: readonly Look[]): Told {
	let state = nothingYet;
	const told: Told = { state, notices: [], transitions: [] };
	for (const { at, signals, silences = [], rules: now = rules } of looks) {
		// What is kept between two evaluations goes through the database.
		const outcome = evaluate({
			rules: now,
			silences,
			state: JSON.parse(JSON.stringify(state)),
			signals,
			now: at,
		});
		state = outcome.state;
		told.notices.push(...outcome.notices);
		told.transitions.push(...outcome.transitions);
	}
	return { ...told, state };
}

const cpu = (minutes: number, value: number | null, more: Partial<Look> = {}): Look => ({
	at: start + minutes * minute,
	signals: { process_cpu_ratio: value },
	...more,
});
const names = (events: readonly AlertEvent[]) => events.map(({ rule: { id }, state }) => `${id} ${state}`);

describe('an alert', () => {
	it('fires when it was so for as long as the rule says, and is resolved when it was well for as long', () => {
		const times = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
		const looks = times.map((at) => cpu(at, at < 7 ? 0.9 : 0.5));
		expect(names(run([rule()], looks.slice(0, 5)).notices)).toEqual([]);
		expect(names(run([rule()], looks.slice(0, 6)).notices)).toEqual(['cpu-high firing']);
		expect(names(run([rule()], looks.slice(0, 12)).notices)).toEqual(['cpu-high firing']);
		expect(names(run([rule()], looks).notices)).toEqual(['cpu-high firing', 'cpu-high resolved']);
	});

	it('goes on through a short better moment, and is not resolved before its other threshold', () => {
		const flapping = [0, 5, 6, 7, 8, 9, 20].map((at) => cpu(at, at % 2 === 0 && at !== 0 ? 0.5 : 0.9));
		expect(names(run([rule()], flapping.slice(0, -1)).notices)).toEqual(['cpu-high firing']);
		const between = [0, 5, 20, 40].map((at) => cpu(at, at < 6 ? 0.9 : 0.78));
		expect(names(run([rule({ clearThreshold: 0.75 })], between).notices)).toEqual(['cpu-high firing']);
		expect(names(run([rule()], between).notices)).toEqual(['cpu-high firing', 'cpu-high resolved']);
	});

	it('asks for traffic where a share of little says nothing', () => {
		const errors = defaultRules.filter(({ id }) => id === 'error-ratio-high');
		const looks = (requests: number) =>
			[0, 5].map((at) => ({
				at: start + at * minute,
				signals: { http_error_ratio_5m: 0.5, http_requests_5m: requests },
			}));
		expect(names(run(errors, looks(19)).notices)).toEqual([]);
		expect(names(run(errors, looks(20)).notices)).toEqual(['error-ratio-high firing']);
	});

	it('keeps its state while nobody knows the signal, and says so after a quarter of an hour', () => {
		const looks = [
			cpu(0, 0.9),
			cpu(5, 0.9),
			cpu(6, null),
			cpu(20, null),
			cpu(21, null),
			cpu(22, 0.5),
			cpu(40, 0.5),
		];
		expect(names(run([rule()], looks.slice(0, 4)).notices)).toEqual(['cpu-high firing']);
		expect(names(run([rule()], looks).notices)).toEqual([
			'cpu-high firing',
			'unknown-process-cpu-ratio firing',
			'cpu-high resolved',
			'unknown-process-cpu-ratio resolved',
		]);
	});

	it('misses a signal that was there before, and not one that never was', () => {
		const absent = (at: number): Look => ({ at: start + at * minute, signals: {} });
		expect(names(run([rule()], [absent(0), absent(20)]).notices)).toEqual([]);
		expect(names(run([rule()], [cpu(0, 0.1), absent(1), absent(16)]).notices)).toEqual([
			'unknown-process-cpu-ratio firing',
		]);
	});

	it('ends when what it is about has passed, and nobody misses that', () => {
		const worse = defaultRules.filter(({ id }) => id === 'release-worse');
		const look = (at: number, signals: Signals): Look => ({ at: start + at * minute, signals });
		const bad = { release_error_growth_ratio: 3 };
		const looks = [look(0, bad), look(5, bad), look(6, {}), look(11, {}), look(60, {})];
		expect(names(run(worse, looks.slice(0, 3)).notices)).toEqual(['release-worse firing']);
		expect(names(run(worse, looks).notices)).toEqual(['release-worse firing', 'release-worse resolved']);
	});

	it('does not miss what was asked for and never known, once it is clear that it does not apply', () => {
		const redis = [rule({ signal: 'redis_up', comparison: 'below', threshold: 1, forSeconds: 0 })];
		const look = (minutes: number, signals: Signals) => ({ at: start + minutes * minute, signals });
		const looks = [look(0, { redis_up: null }), look(1, {}), look(30, {})];
		expect(names(run(redis, looks).transitions)).toEqual([]);
	});

	it('goes on firing while nobody knows whether there is traffic enough to judge by', () => {
		const errors = defaultRules.filter(({ id }) => id === 'error-ratio-high');
		const look = (minutes: number, http_requests_5m: number | null) => ({
			at: start + minutes * minute,
			signals: { http_error_ratio_5m: 0.5, http_requests_5m },
		});
		const looks = [look(0, 100), look(5, 100), look(6, null), look(14, null)];
		expect(names(run(errors, looks).transitions)).toEqual(['error-ratio-high firing']);
		expect(names(run(errors, [look(0, null), look(10, null)]).transitions)).toEqual([]);
	});

	it('waits for the end of a silence', () => {
		const silences = [{ rule: 'cpu-high', until: start + 30 * minute }];
		const looks = [0, 5, 29, 30, 31].map((at) => cpu(at, 0.9, { silences }));
		const told = run([rule()], looks);
		expect(names(told.transitions)).toEqual(['cpu-high firing']);
		expect(names(told.notices)).toEqual(['cpu-high firing']);
		expect(names(run([rule()], looks.slice(0, 3)).notices)).toEqual([]);
		const over = [...looks.slice(0, 3), cpu(29.1, 0.1, { silences }), cpu(35, 0.1, { silences })];
		const neverTold = run([rule()], over);
		expect(names(neverTold.transitions)).toEqual(['cpu-high firing', 'cpu-high resolved']);
		expect(neverTold.notices).toEqual([]);
	});

	it('ends when its rule is switched off, under its own name', () => {
		const told = run([rule()], [cpu(0, 0.9), cpu(5, 0.9), cpu(6, 0.9, { rules: [] })]);
		expect(names(told.notices)).toEqual(['cpu-high firing', 'cpu-high resolved']);
		expect(told.notices.at(-1)!.rule.title.en).toBe(rule().title.en);
	});
});

const step = fc.record({
	/** Minutes since the look before, never quite the same. */
	after: fc.double({ min: 0.2, max: 3, noNaN: true }),
	value: fc.constantFrom(0.1, 0.79, 0.85, 0.9, null, undefined),
	isSilenced: fc.boolean(),
	isOff: fc.boolean(),
});
const steps = fc.array(step, { maxLength: 60 });

function looksOf(
	given: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
	rules: readonly AlertRule[],
): Look[] {
	let at = start;
	return given.map(({ after, value, isSilenced, isOff }) => {
		at += after * minute;
		return {
			at,
			signals: value === undefined ? {} : { process_cpu_ratio: value },
			silences: isSilenced ? [{ rule: null, until: at + minute }] : [],
			rules: isOff ? [] : rules,
		};
	});
}

describe('whatever happens', () => {
	const rules = [rule({ clearThreshold: 0.75, forSeconds: 120 })];

	test('people are told of each alert once, and of its end once and after it', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const { notices, transitions } = run(rules, looksOf(given, rules));
				for (const events of [notices, transitions]) {
					const open = new Map<string, number>();
					const seen = new Set<string>();
					for (const {
						rule: { id },
						state,
						since,
					} of events) {
						expect(seen).not.toContain(`${id} ${state} ${since}`);
						seen.add(`${id} ${state} ${since}`);
						if (state === 'firing') {
							expect(open.has(id)).toBe(false);
							open.set(id, since);
						} else {
							expect(open.get(id)).toBe(since);
							open.delete(id);
						}
					}
				}
				const fired = new Set(transitions.map(({ rule: { id }, state, since }) => `${id} ${state} ${since}`));
				for (const {
					rule: { id },
					state,
					since,
				} of notices)
					expect(fired).toContain(`${id} ${state} ${since}`);
			}),
		);
	});

	test('a long trouble is told once however unevenly it is looked at, and a short one never', () => {
		const gaps = fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 12, maxLength: 20 });
		fc.assert(
			fc.property(gaps, (minutes) => {
				let at = start;
				const times = minutes.map((gap) => (at += gap * minute));
				const trouble = (from: number, to: number) =>
					times.map((time) => ({
						at: time,
						signals: { process_cpu_ratio: time >= from && time <= to ? 0.9 : 0.1 },
					}));
				const firing = (looks: Look[]) => names(run([rule()], looks).notices).length;
				const [first] = times;
				expect(firing(trouble(first!, first! + 8 * minute)), 'eight minutes').toBeGreaterThanOrEqual(1);
				expect(names(run([rule()], trouble(first!, Infinity)).notices)).toEqual(
					times.at(-1)! - first! >= 5 * minute ? ['cpu-high firing'] : [],
				);
				expect(firing(trouble(first!, first! + 4.9 * minute)), 'less than five').toBe(0);
			}),
		);
	});

	test('several evaluators that keep what they did only when nobody was faster tell the same as one', () => {
		const turns = fc.array(fc.record({ who: fc.nat(2), step }), { maxLength: 60 });
		fc.assert(
			fc.property(turns, (given) => {
				const looks = looksOf(
					given.map((turn) => turn.step),
					rules,
				);
				let stored = { fence: 0, state: nothingYet };
				const kept: { look: Look; notices: readonly AlertEvent[] }[] = [];
				// Each process remembers what it read when its last turn began, and comes to its end a turn later.
				const begun = new Map<number, { fence: number; state: AlertsState; look: Look }>();
				const end = (who: number): void => {
					const turn = begun.get(who);
					begun.delete(who);
					if (!turn || turn.fence !== stored.fence) return;
					const { rules: inForce = [], silences = [], signals, at } = turn.look;
					const { state, notices } = evaluate({
						rules: inForce,
						silences,
						state: turn.state,
						signals,
						now: at,
					});
					stored = { ...stored, state };
					kept.push({ look: turn.look, notices });
				};
				for (const [index, { who }] of given.entries()) {
					end(who);
					stored = { ...stored, fence: stored.fence + 1 };
					begun.set(who, { ...stored, look: looks[index]! });
				}
				for (const who of [0, 1, 2]) end(who);
				const alone = run(
					rules,
					kept.map(({ look }) => look),
				);
				expect(kept.flatMap(({ notices }) => names(notices))).toEqual(names(alone.notices));
			}),
		);
	});
});

describe('the default rules', () => {
	it('are one for each id, about signals that exist, in both languages', () => {
		const all = [...defaultRules, ...unknownRules(defaultRules)];
		expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
		for (const { id, signal, title, remedy, threshold, clearThreshold, comparison } of all) {
			expect(id).toMatch(/^[a-z][a-z0-9-]{2,63}$/);
			expect(signalNames).toContain(signal);
			for (const text of [title, remedy]) {
				expect(text.en).toMatch(/[a-z]/i);
				expect(text.ar).toMatch(/[\u0600-\u06ff]/);
			}
			if (clearThreshold !== undefined)
				expect(comparison === 'above' ? clearThreshold < threshold : clearThreshold > threshold, id).toBe(
					true,
				);
		}
	});

	it('watch every signal but the traffic, which only decides whether others count', () => {
		const watched = new Set(defaultRules.map(({ signal }) => signal));
		expect(signalNames.filter((name) => !watched.has(name))).toEqual(['http_requests_5m']);
	});

	it('are changed by administrators one by one', () => {
		const inForce = rulesInForce(defaultRules, [
			{ rule: 'disk-full', isEnabled: true, threshold: 0.95, forSeconds: null },
			{ rule: 'redis-down', isEnabled: false, threshold: null, forSeconds: null },
			{ rule: 'cpu-high', isEnabled: true, threshold: null, forSeconds: 0 },
		]);
		expect(inForce).toHaveLength(defaultRules.length - 1);
		const disk = inForce.find(({ id }) => id === 'disk-full')!;
		expect(disk).toMatchObject({ threshold: 0.95, forSeconds: 300 });
		expect(disk.clearThreshold).toBeUndefined();
		expect(inForce.find(({ id }) => id === 'cpu-high')).toMatchObject({ threshold: 0.8, forSeconds: 0 });
	});
});

describe('signals of several processes', () => {
	it('are those of one, and of what each knows only of itself the worst', () => {
		const own = { memory_ratio: 0.2, pool_pending: null, redis_up: 1, job_dead_letters: 1 };
		const other = {
			memory_ratio: 0.9,
			pool_pending: 3,
			redis_up: 0,
			job_dead_letters: 7,
			clock_skew_seconds: null,
		};
		expect(combineSignals(own, [other])).toEqual({
			memory_ratio: 0.9,
			pool_pending: 3,
			redis_up: 0,
			job_dead_letters: 1,
		});
	});

	it('stay as they are where there is but one, unknown ones too', () => {
		const signals = fc.dictionary(
			fc.constantFrom(...signalNames),
			fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
		);
		fc.assert(
			fc.property(signals, (own) => {
				const combined = combineSignals(own, []);
				for (const name of Object.keys(own) as (keyof Signals)[])
					if (own[name] === null) expect(combined[name]).toBeNull();
					else expect(combined[name]).toBe(own[name]);
				expect(Object.keys(combined).sort()).toEqual(Object.keys(own).sort());
			}),
		);
	});
});

test('a notice says what, how much, since when and what to do, in both languages', () => {
	const notice = noticeOf({ rule: rule(), state: 'firing', since: start, value: 0.912 });
	expect(subjectOf(notice, 'en')).toBe('Alert: The processor is busy all the time');
	expect(messageOf(notice, 'en')).toBe(
		`Processor use: 91.2 % (limit 80 %)\n\nSince: 2026-11-01T00:00:00.000Z\n\nWhat to do: ${rule().remedy.en}`,
	);
	expect(subjectOf(notice, 'ar')).toBe('تنبيه: المعالج مشغول طوال الوقت');
	expect(messageOf({ ...notice, state: 'resolved' }, 'ar')).not.toContain('ما العمل');
});
