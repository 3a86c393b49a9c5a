import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check, Rule } from '../../../../domain/operations/today/check.ts';
import { checklist } from '../../../../domain/operations/today/checklist/index.ts';
import { findBySignals as findByReadings } from '../../../../domain/operations/today/evidence.ts';
import { judge as judgeReadings, type Past, type Tick } from '../../../../domain/operations/today/judge.ts';
import {
	periodKey,
	periods,
	recentStarts,
	timeOf,
	utcDayOf,
} from '../../../../domain/operations/today/period.ts';
import { navigation } from '../../../../extensions/modules/operations/navigation.ts';
import { signalNames, type Signals } from '../../../../domain/operations/signals.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-11-21T18:00:00Z');
const words = (en: string) => ({ en, ar: en });
const atMost = (signal: Rule['signal'], most: number): Rule => ({
	signal,
	bound: { atMost: most },
	says: words('{value}'),
});
const check = (about: Partial<Check> = {}): Check => ({
	id: 'one',
	period: 'day',
	title: words('One'),
	advice: words('Look'),
	page: null,
	rules: [],
	...about,
});
const tickOf = (about: Partial<Tick> = {}): Tick => ({
	check: 'one',
	period: '2026-11-21',
	madeBy: 'person',
	user: 'somebody',
	outcome: 'fine',
	at: now,
	note: null,
	...about,
});
const findBySignals = (rules: readonly Rule[], state: Signals) =>
	findByReadings(rules, { signals: state, reasons: {} });
const judge = (checks: readonly Check[], state: Signals, past: Past, at: number) =>
	judgeReadings(checks, { signals: state, reasons: {} }, past, at);
const statusOf = (one: Check, signals: Signals = {}, ticks: Tick[] = [], since: number | null = null) =>
	judge([one], signals, { ticks, since }, now)[0]!.status;

const signals = fc.dictionary(
	fc.constantFrom(...signalNames),
	fc.option(fc.double({ min: 0, max: 1_000, noNaN: true }), { nil: null }),
) as fc.Arbitrary<Signals>;
const tick: fc.Arbitrary<Tick> = fc.record({
	check: fc.constantFrom(...checklist.map(({ id }) => id)),
	period: fc
		.tuple(fc.constantFrom(...periods), fc.nat(400))
		.map(([period, ago]) => periodKey(period, recentStarts(period, utcDayOf(now - ago * dayMs), 1)[0]!)),
	madeBy: fc.constantFrom('machine' as const, 'person' as const),
	user: fc.option(fc.uuid(), { nil: null }),
	outcome: fc.constantFrom('fine' as const, 'wrong' as const),
	at: fc.integer({ min: now - 400 * dayMs, max: now }),
	note: fc.constant(null),
});
const ticks = fc.uniqueArray(tick, {
	selector: ({ check: id, period, madeBy }) => `${id} ${period} ${madeBy}`,
	maxLength: 60,
});
const since = fc.option(fc.integer({ min: now - 800 * dayMs, max: now }), { nil: null });

describe('what signals say of a check', () => {
	it('is wrong when one rule is broken, fine when all hold, unknown when one is not known', () => {
		const rules = [atMost('job_dead_letters', 0), atMost('backup_age_hours', 26)];
		expect(findBySignals(rules, {}).verdict).toBe('not_applicable');
		expect(findBySignals(rules, { job_dead_letters: 0 }).verdict).toBe('fine');
		expect(findBySignals(rules, { job_dead_letters: 0, backup_age_hours: null }).verdict).toBe('unknown');
		expect(findBySignals(rules, { job_dead_letters: 1, backup_age_hours: null })).toEqual({
			verdict: 'wrong',
			evidence: [
				{ holds: false, text: words('1') },
				{
					holds: null,
					text: { en: 'Age of the last backup: not known now.', ar: expect.stringContaining('غير معروف') },
				},
			],
		});
	});

	it('is unknown where a signal could not be read, and says why', () => {
		const rules = [atMost('job_dead_letters', 0), atMost('backup_age_hours', 26)];
		const readings = {
			signals: { job_dead_letters: 0, backup_age_hours: null },
			reasons: { backup_age_hours: 'took longer than 2000 ms' },
		};
		expect(findByReadings(rules, readings)).toEqual({
			verdict: 'unknown',
			evidence: [
				{ holds: true, text: words('0') },
				{
					holds: null,
					text: {
						en: 'Age of the last backup: not known now (took longer than 2000 ms).',
						ar: expect.stringMatching(/غير معروف الآن \(took longer than 2000 ms\)\.$/),
					},
				},
			],
		});
	});

	it('includes the bound, and measures in the unit of the signal', () => {
		const said = (signal: Rule['signal'], value: number) =>
			findBySignals([atMost(signal, 1)], { [signal]: value }).evidence[0]!.text.en;
		expect(said('http_error_ratio_5m', 0.0123)).toBe('1.2%');
		expect(said('http_p95_seconds_5m', 0.256)).toBe('0.26 s');
		expect(said('backup_age_hours', 3.04)).toBe('3 h');
		expect(said('restore_test_age_days', 12)).toBe('12 days');
		expect(said('job_dead_letters', 2)).toBe('2');
		expect(findBySignals([atMost('job_dead_letters', 1)], { job_dead_letters: 1 }).verdict).toBe('fine');
	});
});

describe('a check', () => {
	const byMachine = check({ rules: [atMost('job_dead_letters', 0)] });

	it('of a person is open until somebody ticks it, in this period', () => {
		expect(statusOf(check())).toBe('open');
		expect(statusOf(check(), {}, [tickOf()])).toBe('ticked');
		expect(statusOf(check(), {}, [tickOf({ period: '2026-11-20' })])).toBe('open');
		expect(statusOf(check(), {}, [tickOf({ check: 'another' })])).toBe('open');
	});

	it('is overdue when the whole period before went by without anybody', () => {
		const yesterday = Date.parse('2026-11-20T00:00:00Z');
		expect(statusOf(check(), {}, [], yesterday)).toBe('overdue');
		expect(statusOf(check(), {}, [], yesterday + 1)).toBe('open');
		expect(statusOf(check(), {}, [tickOf({ period: '2026-11-20' })], yesterday)).toBe('open');
	});

	it('of the machine stands as the machine finds it now, whoever ticked it', () => {
		expect(statusOf(byMachine, { job_dead_letters: 0 })).toBe('fine');
		expect(statusOf(byMachine, { job_dead_letters: 2 }, [tickOf()])).toBe('wrong');
	});

	it('of the machine is for a person when the machine does not know, unless it knew earlier in the period', () => {
		const unknown = { job_dead_letters: null };
		const found = (outcome: Tick['outcome']) => tickOf({ madeBy: 'machine', user: null, outcome });
		expect(statusOf(byMachine, unknown)).toBe('open');
		expect(statusOf(byMachine, unknown, [found('fine')])).toBe('ticked');
		expect(statusOf(byMachine, unknown, [found('wrong')])).toBe('open');
		expect(statusOf(byMachine, unknown, [found('wrong'), tickOf()])).toBe('ticked');
	});

	it('of the machine that does not apply here is never overdue, and can be ticked', () => {
		expect(statusOf(byMachine, {}, [], 0)).toBe('not_applicable');
		expect(statusOf(byMachine, {}, [tickOf()], 0)).toBe('ticked');
	});

	it('tells of as many past periods as there were since the list is kept', () => {
		const past = (from: number | null) =>
			judge([check()], {}, { ticks: [tickOf({ period: '2026-11-19' })], since: from }, now)[0]!.past;
		expect(past(null)).toEqual([]);
		expect(past(now)).toEqual([]);
		expect(past(now - 2 * dayMs)).toEqual([
			{ key: '2026-11-20', tick: null },
			{ key: '2026-11-19', tick: tickOf({ period: '2026-11-19' }) },
		]);
		expect(past(0)).toHaveLength(7);
	});
});

describe('the whole list', () => {
	it('does not depend on the order of the ticks', () => {
		fc.assert(
			fc.property(signals, ticks, since, (state, made, from) => {
				const forwards = judge(checklist, state, { ticks: made, since: from }, now);
				const backwards = judge(checklist, state, { ticks: made.toReversed(), since: from }, now);
				expect(backwards).toEqual(forwards);
			}),
		);
	});

	it('is fine or wrong by signals alone, and ticks change only what they leave open', () => {
		fc.assert(
			fc.property(signals, ticks, since, (state, made, from) => {
				const bare = judge(checklist, state, { ticks: [], since: from }, now);
				const ticked = judge(checklist, state, { ticks: made, since: from }, now);
				for (const [index, { status, tick: shown, key }] of ticked.entries()) {
					const before = bare[index]!.status;
					if (before === 'fine' || before === 'wrong') expect(status).toBe(before);
					else expect(['ticked', 'open', 'overdue', 'not_applicable']).toContain(status);
					if (status === 'ticked') expect(shown).toMatchObject({ outcome: 'fine', period: key });
				}
			}),
		);
	});

	it('has nothing overdue on its first day, and nothing that a tick of a person does not settle', () => {
		fc.assert(
			fc.property(signals, ticks, fc.integer({ min: now - dayMs, max: now }), (state, made, first) => {
				const startOfToday = timeOf(utcDayOf(now));
				const young = judge(checklist, state, { ticks: made, since: Math.max(first, startOfToday) }, now);
				for (const { status } of young) expect(status).not.toBe('overdue');

				const all = young.map(({ check: { id }, key }) => tickOf({ check: id, period: key }));
				for (const { status } of judge(checklist, state, { ticks: all, since: 0 }, now))
					expect(['fine', 'wrong', 'ticked']).toContain(status);
			}),
		);
	});

	it('names each check once, points to pages that there are, and speaks two languages', () => {
		expect(new Set(checklist.map(({ id }) => id)).size).toBe(checklist.length);
		const pages = new Set(navigation.map(({ path }) => path));
		for (const { id, page, title, advice, rules } of checklist) {
			expect(id).toMatch(/^[a-z-]{1,64}$/);
			if (page !== null) expect(pages).toContain(page);
			for (const text of [title, advice, ...rules.map(({ says }) => says)]) {
				expect(text.en).not.toBe('');
				expect(text.ar).toMatch(/[\u0600-\u06ff]/);
				expect(text.ar.includes('{value}')).toBe(text.en.includes('{value}'));
			}
		}
	});
});
