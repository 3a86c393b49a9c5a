import fc from 'fast-check';
import type { FastEnded, FastingEvent, FastStarted } from '../../../domain/fasting/event.ts';
import type { FastingPlan } from '../../../domain/fasting/plan.ts';
import type { IsoWeekday } from '../../../domain/time/iso-week.ts';
import { addDays } from '../../../domain/time/civil-date.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const everyDay: FastingPlan = {
	start: null,
	weekdays: null,
	paused: new Set(),
	fastDaysPerWeek: null,
};

/** Zones that between them have every kind of clock change, and offsets that are no whole hours. */
export const zone = fc.constantFrom(
	'UTC',
	'Asia/Riyadh',
	'Africa/Cairo',
	'Africa/Casablanca',
	'America/New_York',
	'America/St_Johns',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'Europe/Helsinki',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'Asia/Beirut',
	'America/Havana',
);

type Detail = Partial<Omit<FastStarted, 'kind' | 'occurredAt'>>;

let made = 0;

/** @param at with its offset, such as 2026-01-10T20:00+03:00, or ms since 1970 */
export function start(at: string | number, detail: Detail = {}): FastStarted {
	const occurredAt = typeof at === 'number' ? at : Date.parse(at);
	made += 1;
	return {
		kind: 'start',
		id: `event-${made}`,
		occurredAt,
		recordedAt: occurredAt,
		timeZone: 'Asia/Riyadh',
		fastId: null,
		goalHours: 16,
		...detail,
	};
}

export function end(at: string | number, detail: Omit<Detail, 'goalHours'> = {}): FastEnded {
	const { goalHours: _, ...reported } = start(at, detail);
	return { ...reported, kind: 'end' };
}

/** When random histories begin. */
export const BEGIN = Date.parse('2025-12-01T00:00Z');
const FIRST_DATE = '2025-11-25';

/** Somebody's fasts one after another, most as they should be, some without an end or a goal, some numbered. */
export const history: fc.Arbitrary<FastingEvent[]> = fc
	.record({
		zone,
		fasts: fc.array(
			fc.record({
				pause: fc.oneof(fc.integer({ min: 6 * 60, max: 12 * 60 }), fc.integer({ min: 0, max: 60 * 60 })),
				minutes: fc.oneof(fc.integer({ min: 15 * 60, max: 18 * 60 }), fc.integer({ min: 1, max: 80 * 60 })),
				goalHours: fc.constantFrom(null, 12, 16, 16, 16, 24),
				ends: fc
					.boolean()
					.chain((odd) => (odd ? fc.constant(true) : fc.integer({ min: 0, max: 5 }).map(Boolean))),
				numbered: fc.boolean(),
				elsewhere: fc.option(zone, { freq: 8 }),
			}),
			{ maxLength: 90 },
		),
	})
	.map(({ zone: home, fasts }) => {
		let time = BEGIN;
		return fasts.flatMap((fast, index) => {
			const fastId = fast.numbered ? `fast-${index}` : null;
			const detail = { fastId, timeZone: home };
			const started = start((time += fast.pause * MINUTE), {
				...detail,
				goalHours: fast.goalHours,
				id: `start-${index}`,
			});
			time += fast.minutes * MINUTE;
			const zoneOfEnd = fast.elsewhere ?? home;
			const ended = end(time, { ...detail, timeZone: zoneOfEnd, id: `end-${index}` });
			return fast.ends ? [started, ended] : [started];
		});
	});

const date = fc.integer({ min: 0, max: 170 }).map((days) => addDays(FIRST_DATE, days));

/** Dates to compute statistics as of. */
export const asOf = fc.integer({ min: 20, max: 170 }).map((days) => addDays(FIRST_DATE, days));

export const plan: fc.Arbitrary<FastingPlan> = fc.record({
	start: fc.option(date),
	weekdays: fc.option(
		fc.subarray<IsoWeekday>([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }).map((days) => new Set(days)),
	),
	paused: fc.array(date, { maxLength: 40 }).map((dates) => new Set(dates)),
	fastDaysPerWeek: fc.option(fc.integer({ min: 1, max: 6 })),
});
